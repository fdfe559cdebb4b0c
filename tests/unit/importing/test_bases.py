"""Counts of answers that each KPI of a table has of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, check_accounting, codes, import_rows

MONTHS = [["Jan 2026", "88%", 120, 41, 110], ["Feb 2026", "86%", 240, 43, 330]]
ACROSS: dict[str, Rows] = {
    "below": [
        ["Month", "CSAT", None, "NPS", None],
        [None, "Score", "Responses", "Score", "Responses"],
        *MONTHS,
    ],
    "beside": [["Month", "CSAT", "CSAT responses", "NPS", "NPS responses"], *MONTHS],
    "samples": [
        ["Month", "CSAT", "CSAT", "NPS", "NPS"],
        [None, "%", "n", "Score", "Surveys"],
        *MONTHS,
    ],
    "down": [
        ["KPI", "Jan 2026", "Feb 2026"],
        *(
            [name, *values]
            for name, values in zip(
                ["CSAT", "CSAT responses", "NPS", "NPS responses"],
                list(zip(*(month[1:] for month in MONTHS), strict=True)),
                strict=True,
            )
        ),
    ],
}


def _overall(report: ImportedReport) -> dict[str, float]:
    """Return the KPIs over all months."""
    frame = measure(Evidence([], report.stated), catalogue(), Grain.ALL).frame
    return dict(zip(frame["kpi"], frame["value"], strict=True))


@pytest.mark.parametrize("layout", sorted(ACROSS))
def test_each_kpi_is_weighed_by_its_own_answers(tmp_path: Path, layout: str) -> None:
    report = import_rows(tmp_path, ACROSS[layout])
    assert report.stated.groupby("item")["value"].apply(list).to_dict() == {
        "csat": [0.88, 0.86],
        "nps": [41, 43],
        "responses_count": [120, 240, 110, 330] if layout == "down" else [120, 110, 240, 330],
    }
    found = _overall(report)
    assert found["csat"] == pytest.approx((0.88 * 120 + 0.86 * 240) / 360)
    assert found["nps"] == pytest.approx((41 * 110 + 43 * 330) / 440)
    assert "row-conflict" not in codes(report)
    check_accounting(report)


def test_calls_below_several_kpis_are_no_volume_of_both(tmp_path: Path) -> None:
    rows = [["Jan 2026", 300, 1200, "88%", 110], ["Feb 2026", 310, 1400, "86%", 130]]
    heading = [["Month", "AHT", None, "FCR", None], [None, "Seconds", "Calls", "%", "Calls"]]
    report = import_rows(tmp_path, [*heading, *rows])
    assert "volume" not in _overall(report)
    assert {"row-conflict", "column-unclear"} & codes(report)
    check_accounting(report)
