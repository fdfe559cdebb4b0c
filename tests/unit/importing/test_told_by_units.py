"""Names whose meaning their units, scales and neighbours tell: days, minutes, marks, samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import figures, import_rows

Rows = list[list[object]]


def _read(folder: Path, *rows: list[object]) -> ImportedReport:
    table: Rows = [["KPI", "Unit", "Jan 2026", "Feb 2026"], *rows, ["NPS", "", 30, 31]]
    return import_rows(folder, table, "Acme Services.xlsx")


def _first(report: ImportedReport) -> tuple[str, str, float]:
    line = report.stated[report.stated["cell"] == "C2"].iloc[0]
    return line["item"], line["variant"], line["value"]


@pytest.mark.parametrize(
    ("name", "unit", "cells", "item", "value"),
    [
        ("Average processing time", "days", [2.3, 3.2], "tat", 2.3 * 86_400),
        ("Average processing time (days)", "", [2.3, 3.2], "tat", 2.3 * 86_400),
        ("Average processing time", "min", [6.5, 6.4], "aht", 390.0),
        ("% answered in 5 minutes", "", ["68.8%", "67%"], "service_level", 0.688),
        ("Emails answered within 5 minutes", "", ["68.8%", "67%"], "sla_compliance", 0.688),
        ("% decided in 5 days", "", ["68.8%", "67%"], "sla_compliance", 0.688),
        ("Calls answered", "", ["20,077 calls", "21,000 calls"], "answered_count", 20_077.0),
        ("Accounts worked per hour", "", [9.4, 9.5], "throughput", 9.4),
        ("Researchers with a PhD", "", ["57%", "58%"], "qualifications", 0.57),
        ("Complaints per 10,000 calls", "", [9.6, 8.8], "complaint_rate", 0.96),
        ("Complaints per 100,000 calls", "", [445.0, 451.0], "complaint_rate", 4.45),
        ("Complaints per 1,000,000 calls", "", [4450, 4510], "complaint_rate", 4.45),
        ("Complaints", "per 100,000 calls", [445.0, 451.0], "complaint_rate", 4.45),
        ("Quejas por cada 1.000 gestiones", "", [0.77, 0.8], "complaint_rate", 0.77),
    ],
)
def test_units_tell_which_measure_it_is(
    tmp_path: Path, name: str, unit: str, cells: list[object], item: str, value: float
) -> None:
    found, _, first = _first(_read(tmp_path, [name, unit, *cells]))
    assert (found, first) == (item, pytest.approx(value))


@pytest.mark.parametrize(
    ("name", "cells", "variant", "value"),
    [
        ("CSAT (4 and 5 of 5)", [0.864, 0.863], "top_two_box", 0.864),
        ("CSAT (1-5)", ["86.4%", "86.3%"], "", 0.864),
        ("CSAT (1-5)", [0.864, 0.863], "", 0.864),
        ("CSAT (1-5)", [4.3, 4.4], "mean_5", 4.3),
    ],
)
def test_shares_under_a_scale_are_no_marks(
    tmp_path: Path, name: str, cells: list[object], variant: str, value: float
) -> None:
    assert _first(_read(tmp_path, [name, "", *cells])) == ("csat", variant, pytest.approx(value))


def test_what_was_reviewed_beside_its_sample_is_the_work(tmp_path: Path) -> None:
    report = _read(
        tmp_path,
        ["Videos reviewed", "", 343_424, 342_676],
        ["Decisions audited", "", 6_868, 6_853],
        ["Wrong decisions", "", 196, 110],
    )
    found = figures(report, "item", "period")
    assert found["handled_count", "2026-01"] == 343_424
    assert found["audited_count", "2026-02"] == 6_853
    assert not [f for f in report.findings if f.severity is Severity.QUESTION]
