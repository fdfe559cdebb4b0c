"""Columns that say of a record that something went wrong, where others say that it went well."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, import_rows

WENT_WRONG = 6
ROWS = 60


def figures(folder: Path, heading: str, wrong: Any, well: Any) -> dict[tuple[str, str], float]:
    """Import a ticket log of 60 rows, 6 of them wrong, and return what it comes to."""
    rows: Rows = [["Ticket ID", "Created", heading]]
    rows += [
        [f"T{n}", f"2026-03-{1 + n % 28:02d} 09:{n:02d}", wrong if n < WENT_WRONG else well]
        for n in range(ROWS)
    ]
    report = import_rows(folder, rows, "Acme BPO.xlsx")
    frame = measure(Evidence(list(report.records), report.stated), catalogue()).frame
    return {(row["kpi"], row["variant"]): row["value"] for row in frame.to_dict("records")}


@pytest.mark.parametrize(
    ("heading", "wrong", "well"),
    [
        ("SLA Breached", "Yes", "No"),
        ("SLA breached?", "TRUE", "FALSE"),
        ("SLA Breach Status", "Breached", "Met"),
        ("SLA missed", 1, 0),
        ("SLA verletzt", "Ja", "Nein"),
        ("SLA met", "No", "Yes"),
        ("SLA status", "Breached", "Met"),
    ],
)
def test_breached_is_met_the_other_way_round(
    tmp_path: Path, heading: str, wrong: Any, well: Any
) -> None:
    found = figures(tmp_path, heading, wrong, well)
    assert found["sla_compliance", "by_volume"] == pytest.approx(54 / 60)


@pytest.mark.parametrize(
    ("heading", "wrong", "well"),
    [
        ("Error found", "Y", "N"),
        ("Error (Y/N)", "Y", "N"),
        ("Payment error", "Yes", "No"),
        ("Has error", True, False),
        ("Fehlerhaft", "Ja", "Nein"),
        ("Correct", "No", "Yes"),
    ],
)
def test_an_error_is_correct_the_other_way_round(
    tmp_path: Path, heading: str, wrong: Any, well: Any
) -> None:
    found = figures(tmp_path, heading, wrong, well)
    assert found["accuracy", "per_item"] == pytest.approx(54 / 60)
    assert found["error_rate", "per_item"] == pytest.approx(6 / 60)


def test_a_missed_chat_is_an_abandoned_one(tmp_path: Path) -> None:
    assert figures(tmp_path, "Missed?", "Yes", "No")["abandonment", "all"] == pytest.approx(0.1)


def test_a_number_of_errors_stays_a_number(tmp_path: Path) -> None:
    found = figures(tmp_path, "Errors found", 2, 0)
    assert found["error_rate", "errors_per_item"] == pytest.approx(12 / 60)
