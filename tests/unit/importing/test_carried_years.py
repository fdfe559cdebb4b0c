"""Months without a year beside such that name theirs, and units behind years."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.period import Period
from desktop_app.importing.layouts.carried_years import years_beside
from tests.helpers.workbooks import Rows, codes, import_rows

OVER = ["November 2008", "December", "January 2009", "February"]
LABELS = ["2008-11", "2008-12", "2009-01", "2009-02"]


def _labels(tmp_path: Path, texts: list[str], down: bool) -> tuple[list[str], set[str]]:
    rows: Rows = [["Month", *texts], ["Calls offered", *range(100, 100 + len(texts))]]
    turned = [list(row) for row in zip(*rows, strict=True)] if down else rows
    report = import_rows(tmp_path, turned)
    return report.stated.sort_values("value")["period"].tolist(), codes(report)


@pytest.mark.parametrize("down", [False, True])
def test_a_month_is_of_the_year_of_the_one_before_it(tmp_path: Path, down: bool) -> None:
    labels, found = _labels(tmp_path, OVER, down)
    assert labels == LABELS
    assert found.isdisjoint({"year-assumed", "year-rolled-over"})


@pytest.mark.parametrize("down", [False, True])
def test_months_that_run_backwards(tmp_path: Path, down: bool) -> None:
    labels, _ = _labels(tmp_path, ["Feb 2009", "Jan", "Dec", "Nov"], down)
    assert labels == LABELS[::-1]


def test_months_ahead_of_the_first_that_names_its_year() -> None:
    months = [Period.month(2026, 11), Period.month(2026, 12), None, Period.month(2009, 1)]
    assert years_beside(months, [True, True, False, False]) == {
        0: Period.month(2008, 11),
        1: Period.month(2008, 12),
    }
    assert years_beside(months[:2], [True, True]) is None


@pytest.mark.parametrize("unit", ["(%)", "(£k)", "(€ million)"])
def test_a_year_with_a_unit_behind_it_is_a_period(tmp_path: Path, unit: str) -> None:
    report = import_rows(
        tmp_path, [["Metric", f"2023 {unit}", f"2024 {unit}"], ["Total cost", 850, 900]]
    )
    assert report.stated["period"].tolist() == ["2023", "2024"]
    assert report.vendors == ("Acme",)


def test_a_year_of_two_with_a_unit_behind_it_is_a_period_too(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path, [["Metric", "2023/24 (£k)", "2024/25 (£k)"], ["Total cost", 850, 900]]
    )
    assert report.stated["period"].notna().all()
    assert report.vendors == ("Acme",)
