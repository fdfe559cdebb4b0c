"""Columns of medians and percentiles beside means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import check_accounting, figures, import_rows

HEAD = ["Metric", "Average", "Median", "90th percentile"]
FIRST = ["Time to first response", "1 day, 0:09:22", "1:03:04", "3 days, 7:58:53"]
CLOSE = ["Time to close", "9:44:31", "0:31:58", "2 days, 3:21:20"]


def _read(folder: Path, *rows: list[Any]) -> tuple[dict[Any, float], list[str], tuple[str, ...]]:
    report = import_rows(folder, [*rows], "Acme Docs 2025-02.xlsx")
    check_accounting(report)
    told = [f.message for f in report.findings if f.severity is Severity.WARNING]
    return figures(report, "item"), told, report.vendors


def test_means_are_the_figures_and_the_rest_is_left_out_aloud(tmp_path: Path) -> None:
    found, told, vendors = _read(tmp_path, HEAD, FIRST, CLOSE)
    assert found == {("response_time",): 86_962, ("resolution_time",): 35_071}
    assert any("'Median' (C), '90th percentile' (D)" in text for text in told)
    assert vendors == ("Acme Docs",)


def test_a_median_alone_is_no_mean(tmp_path: Path) -> None:
    count = ["Closed tickets", "", 30]
    found, told, _ = _read(tmp_path, ["Metric", "Result", "Median"], CLOSE[:3], count)
    assert ("resolution_time",) in found
    assert any("'Median' (C)" in text for text in told)
