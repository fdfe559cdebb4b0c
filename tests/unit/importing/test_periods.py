"""Periods as reports write them, alone, in titles and file names, and as columns."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from desktop_app.domain.period import Period
from desktop_app.importing.periods import (
    mentions_fiscal,
    periods_in_text,
    read_period,
    read_period_column,
)
from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read, words

MONTH = "2026-01"


def label(text: Any, **options: Any) -> str | None:
    period = read_period(text, words(), **options)
    return None if period is None else period.label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan-26", MONTH),
        ("Jan 26", MONTH),
        ("Jan '26", MONTH),
        ("Jan’26", MONTH),
        ("Jan 2026", MONTH),
        ("JAN-2026", MONTH),
        ("jan.2026", MONTH),
        ("January 2026", MONTH),
        ("January, 2026", MONTH),
        ("January\u00a02026", MONTH),
        ("2026 January", MONTH),
        ("2026-Jan", MONTH),
        ("Month of January 2026", MONTH),
        ("2026-01", MONTH),
        ("2026/01", MONTH),
        ("2026.01", MONTH),
        ("2026_01", MONTH),
        ("202601", MONTH),
        ("01/2026", MONTH),
        ("1/2026", MONTH),
        ("01-2026", MONTH),
        ("01.2026", MONTH),
        ("2026M01", MONTH),
        ("2026-M01", MONTH),
        ("M01 2026", MONTH),
        ("Januar 2026", MONTH),
        ("Jänner 2026", MONTH),
        ("janv. 2026", MONTH),
        ("janvier 2026", MONTH),
        ("enero 2026", MONTH),
        ("enero de 2026", MONTH),
        ("ene-26", MONTH),
        ("März 2026", "2026-03"),
        ("maart 2026", "2026-03"),
        ("maggio 2026", "2026-05"),
        ("fev/26", "2026-02"),
        ("23. KW 2026", "2026-W23"),
        ("Kalenderwoche 23 / 2026", "2026-W23"),
        ("Primer trimestre 2026", "2026-Q1"),
        ("Troisième trimestre 2026", "2026-Q3"),
        ("Zweites Quartal 2026", "2026-Q2"),
        ("II Trimestre 2026", "2026-Q2"),
        ("IV. Quartal 2026", "2026-Q4"),
        ("Segundo semestre 2026", "2026-07-01/2026-12-31"),
        ("Erstes Halbjahr 2026", "2026-01-01/2026-06-30"),
        ("Mrz 26", "2026-03"),
        ("février 2026", "2026-02"),
        ("août 2026", "2026-08"),
        ("agosto 2026", "2026-08"),
        ("Dez 2025", "2025-12"),
        ("Sept 2025", "2025-09"),
        ("MSitAE-AUGUST-2024", "2024-08"),
        ("01.01.2026 - 31.01.2026", MONTH),
        ("2026-01-01 to 2026-01-31", MONTH),
        ("1 Jan 2026 – 31 Jan 2026", MONTH),
        ("Month ending 31 January 2026", MONTH),
        ("Q1 2026", "2026-Q1"),
        ("Q1-2026", "2026-Q1"),
        ("Q1/26", "2026-Q1"),
        ("Q1'26", "2026-Q1"),
        ("2026 Q1", "2026-Q1"),
        ("2026-Q1", "2026-Q1"),
        ("2026Q1", "2026-Q1"),
        ("1Q26", "2026-Q1"),
        ("1Q 2026", "2026-Q1"),
        ("Qtr 1 2026", "2026-Q1"),
        ("Quarter 1, 2026", "2026-Q1"),
        ("1st Quarter 2026", "2026-Q1"),
        ("First quarter 2026", "2026-Q1"),
        ("1. Quartal 2026", "2026-Q1"),
        ("1er trimestre 2026", "2026-Q1"),
        ("T1 2026", "2026-Q1"),
        ("Jan-Mar 2026", "2026-Q1"),
        ("Jan – Mar 2026", "2026-Q1"),
        ("January to March 2026", "2026-Q1"),
        ("Januar bis März 2026", "2026-Q1"),
        ("Apr to Jun 2019", "2019-Q2"),
        ("Apr to Jun 2019 [p]", "2019-Q2"),
        ("Quarter ended 31 March 2026", "2026-Q1"),
        ("3 months to March 2026", "2026-Q1"),
        ("H1 2026", "2026-01-01/2026-06-30"),
        ("2026 H2", "2026-07-01/2026-12-31"),
        ("1H26", "2026-01-01/2026-06-30"),
        ("First half 2026", "2026-01-01/2026-06-30"),
        ("1. Halbjahr 2026", "2026-01-01/2026-06-30"),
        ("Q1-Q2 2026", "2026-01-01/2026-06-30"),
        ("W07 2026", "2026-W07"),
        ("W7/2026", "2026-W07"),
        ("Week 7 2026", "2026-W07"),
        ("Week 7, 2026", "2026-W07"),
        ("Wk 7 2026", "2026-W07"),
        ("KW 7/2026", "2026-W07"),
        ("CW07 2026", "2026-W07"),
        ("2026-W07", "2026-W07"),
        ("2026 Week 07", "2026-W07"),
        ("W07-W08 2026", "2026-02-09/2026-02-22"),
        ("Week ending 15 Feb 2026", "2026-W07"),
        ("w/e 15/02/2026", "2026-W07"),
        ("Week commencing 9 February 2026", "2026-W07"),
        ("w/c 09.02.2026", "2026-W07"),
        ("2026", "2026"),
        ("CY2026", "2026"),
        ("2024-2026", "2024-01-01/2026-12-31"),
        ("FY2026", "2026"),
        ("FY26", "2026"),
        ("Year ending 31 December 2025", "2025"),
        ("12 months to Dec 2025", "2025"),
        ("Jan 2025 - Dec 2025", "2025"),
        ("Year ending 31 March 2024", "2023-04-01/2024-03-31"),
        ("Apr 2018 to Mar 2019", "2018-04-01/2019-03-31"),
        ("Apr 2018 to Mar 2019 [r]", "2018-04-01/2019-03-31"),
        ("Nov-Jan 2026", "2025-11-01/2026-01-31"),
        ("1-15 Jan 2026", "2026-01-01/2026-01-15"),
        ("1–15 January 2026", "2026-01-01/2026-01-15"),
        ("Jan 1-15, 2026", "2026-01-01/2026-01-15"),
        ("15 Jan - 15 Feb 2026", "2026-01-15/2026-02-15"),
        ("Jan 15 - Feb 15, 2026", "2026-01-15/2026-02-15"),
        ("28 Dec - 3 Jan 2026", "2025-12-28/2026-01-03"),
        ("01/02/2026 - 28/02/2026", "2026-02"),
        ("02/01/2026 - 02/28/2026", "2026-02"),
        ("01/31/2026 to 02/01/2026", "2026-01-31/2026-02-01"),
        ("05.01.2026 bis 19.01.2026", "2026-01-05/2026-01-19"),
        ("As of 31 March 2019", "2019-03-31/2019-03-31"),
        ("Stand 31.03.2019", "2019-03-31/2019-03-31"),
        ("2026-01-05", "2026-01-05/2026-01-05"),
        ("20260105", "2026-01-05/2026-01-05"),
        ("5 Jan 2026", "2026-01-05/2026-01-05"),
    ],
)
def test_one_period(text: str, expected: str) -> None:
    assert label(text) == expected
    assert Period.parse(expected).label == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "YTD", "YTD 2026", "YTD Jan 2026", "Month 1", "12", "2026.5", "12,026", "1.5", "85%",
        "May I help", "Mark", "March of dimes", "Total 2026", "Jan total", "Agent 2026", "Region 5",
        "A12", "North", "Target", "Jan", "Q1", "W07", "H1", "5/10", "12:30", "5 May", "Maybe 2026",
        "Augusta 2026", "Decision 2026", "Junior 2026", "Marketing 2025", "Q5 2026", "W54 2026",
        "W53 2025", "31 Feb 2026", "13/2026", "2026-13", "2026-00", "Room 2026-01", "12345678",
        "2026-13-05",
        "+49 170 2026", "v2026.01.3", "Sat", "Sun", "1-15", "Q", "FY", "Week", "to 2026 from",
        "Jan 2026 vs Feb 2026", "2025/26", "FY 2025-26", "T1", "x" * 500,
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert label(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan", "2026-01"),
        ("Sept", "2026-09"),
        ("Mai", "2026-05"),
        ("Q1", "2026-Q1"),
        ("W07", "2026-W07"),
        ("KW 7", "2026-W07"),
        ("H2", "2026-07-01/2026-12-31"),
        ("Jan-Jun", "2026-01-01/2026-06-30"),
        ("3 Feb", "2026-02-03/2026-02-03"),
        ("Jan 2025", "2025-01"),
        ("May I help", None),
        ("Target", None),
    ],
)
def test_the_context_gives_the_year(text: str, expected: str | None) -> None:
    assert label(text, context_year=2026) == expected


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("FY26", 4, "2025-04-01/2026-03-31"),
        ("FY2026", 7, "2025-07-01/2026-06-30"),
        ("FY 2025/26", 4, "2025-04-01/2026-03-31"),
        ("2025/26", 4, "2025-04-01/2026-03-31"),
        ("2025-26", 10, "2025-10-01/2026-09-30"),
        ("2025-2026", 4, "2025-04-01/2026-03-31"),
        ("GJ 2025/26", 10, "2025-10-01/2026-09-30"),
        ("Q1 FY26", 4, "2025-Q2"),
        ("FY26 Q4", 4, "2026-Q1"),
        ("Q1 2025/26", 4, "2025-Q2"),
        ("H2 FY26", 4, "2025-10-01/2026-03-31"),
        ("Q1 2026", 4, "2026-Q1"),
        ("2026", 4, "2026"),
        ("Q1 FY26", 1, "2026-Q1"),
    ],
)
def test_fiscal_years_start_where_the_vendor_starts_them(
    text: str, start: int, expected: str
) -> None:
    assert label(text, fiscal_start=start) == expected


@pytest.mark.parametrize(
    ("text", "fiscal"),
    [
        ("Q1 FY26", True),
        ("Report FY 2025/26", True),
        ("2025/26", True),
        ("2025-26", True),
        ("Q1 2026", False),
        ("2026-01", False),
        ("Jan-26", False),
        ("effective 26", False),
    ],
)
def test_mentions_fiscal(text: str, fiscal: bool) -> None:
    assert mentions_fiscal(text, words()) is fiscal


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (dt.datetime(2026, 1, 1), "mmm-yy", "2026-01"),
        (dt.datetime(2026, 1, 1), "mmmm yyyy", "2026-01"),
        (dt.datetime(2026, 1, 31), "mm/yyyy", "2026-01"),
        (dt.date(2026, 1, 1), "[$-409]mmm\\-yy;@", "2026-01"),
        (dt.datetime(2026, 1, 1), "yyyy", "2026"),
        (dt.datetime(2026, 1, 1), "dd/mm/yyyy", "2026-01-01/2026-01-01"),
        (dt.datetime(2026, 1, 5, 10, 7), "General", "2026-01-05/2026-01-05"),
        (pd.Timestamp(2026, 1, 1), "mmm yy", "2026-01"),
        (2026, "General", "2026"),
        (2026.0, "0", "2026"),
        (202601, "General", "2026-01"),
        (2026.5, "General", None),
        (12, "General", None),
        (46027, "General", None),
        (202613, "General", None),
        (True, "General", None),
        (None, "General", None),
        (pd.NaT, "General", None),
        (float("nan"), "General", None),
        (dt.time(10, 0), "h:mm", None),
    ],
)
def test_dates_and_numbers(value: Any, number_format: str, expected: str | None) -> None:
    assert label(value, number_format=number_format) == expected


def test_a_bare_year_counts_only_where_the_caller_says_so() -> None:
    for value in (2026, "2026"):
        assert label(value, bare_year=False) is None
    assert label("FY2026", bare_year=False) == "2026"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monthly KPI Report Jan-Jun 2026", ["2026-01-01/2026-06-30"]),
        ("KPI_2026-03.xlsx", ["2026-03"]),
        ("KPI_2026_03.xlsx", ["2026-03"]),
        ("2026_03_KPI.xlsx", ["2026-03"]),
        ("Acme KPI March 2026 v2.xlsx", ["2026-03"]),
        ("Acme_Mar26.xlsx", ["2026-03"]),
        ("Acme-FY26-Q1-report.xlsx", ["2026-Q1"]),
        ("Acme Q1'26 review", ["2026-Q1"]),
        ("Performance report | Reporting period: 01.01.2026 - 31.03.2026", ["2026-Q1"]),
        ("YTD June 2026", ["2026-01-01/2026-06-30"]),
        ("Performance Mar 2026 MTD", ["2026-03"]),
        ("Month to date: March 2026", ["2026-03"]),
        ("QTD May 2026", ["2026-04-01/2026-05-31"]),
        ("KPI Report 2026", ["2026"]),
        ("KPI Report 2026 - March 2026", ["2026-03"]),
        ("January 2026 and February 2026", ["2026-01", "2026-02"]),
        ("Time period: Apr 2018 to Mar 2019", ["2018-04-01/2019-03-31"]),
        ("Monthly-AE-August-2024.csv", ["2024-08"]),
        ("MyCall_Data_November_2019.csv", ["2019-11"]),
        ("Report as of 5 Jan 2026", ["2026-01-05/2026-01-05"]),
        ("Call Center.xlsx", []),
        ("deaths.xls", []),
        ("mqm_newstest2021_ende.avg_seg_scores.tsv", []),
        ("table-2200_key_statistics_by_operator.ods", []),
        ("Top 5 agents in May", []),
        ("Q1", []),
        ("Version 1.2", []),
    ],
)
def test_periods_in_titles_and_file_names(text: str, expected: list[str]) -> None:
    assert [period.label for period in periods_in_text(text, words())] == expected


def test_year_to_date_starts_with_the_fiscal_year() -> None:
    found = periods_in_text("YTD Feb 2026", words(), fiscal_start=4)
    assert [period.label for period in found] == ["2025-04-01/2026-02-28"]
    found = periods_in_text("QTD Jan 2026", words(), fiscal_start=12)
    assert [period.label for period in found] == ["2025-12-01/2026-01-31"]


@pytest.mark.parametrize(
    ("cells", "options", "expected"),
    [
        (["Jan-26", "Feb-26", None], {}, ["2026-01", "2026-02", None]),
        (["Jan", "Feb"], {"context_year": 2026}, ["2026-01", "2026-02"]),
        ([dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1)], {}, ["2026-01", "2026-02"]),
        ([dt.datetime(2026, 1, 31), dt.datetime(2026, 2, 28)], {}, ["2026-01", "2026-02"]),
        ([dt.datetime(2026, 1, 7)], {"number_format": "mmm-yy"}, ["2026-01"]),
        ([dt.datetime(2026, 1, 1)], {"number_format": "yyyy"}, ["2026"]),
        (["01/01/2026", "01/02/2026", "01/03/2026"], {}, ["2026-01", "2026-02", "2026-03"]),
        (["01/31/2026", "02/28/2026"], {}, ["2026-01", "2026-02"]),
        ([2025.0, 2026.0], {}, ["2025", "2026"]),
        ([202601, 202602], {}, ["2026-01", "2026-02"]),
        (["FY26", "x"], {"fiscal_start": 4}, ["2025-04-01/2026-03-31", None]),
        (["Jan 2026", dt.datetime(2026, 2, 1)], {}, ["2026-01", "2026-02"]),
    ],
)
def test_a_column_of_periods(
    cells: list[Any], options: dict[str, Any], expected: list[str | None]
) -> None:
    labels = read_period_column(pd.Series(cells, dtype=object), words(), **options)
    assert labels.dtype == object
    assert labels.tolist() == expected


def test_days_stay_days() -> None:
    labels = read_period_column(
        pd.Series([dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 7)]), words()
    )
    assert labels.tolist() == ["2026-01-01/2026-01-01", "2026-01-07/2026-01-07"]


def test_the_kind_period_says_what_is_no_period() -> None:
    column = read("period", ["Jan-26", "soon", None, "n/a", 2026])
    assert outcome(column) == ["2026-01", BAD, MISSING, MISSING, "2026"]


def test_fiscal_periods_are_asked_until_their_start_is_known() -> None:
    assert codes(read("period", ["Q1 FY26"])) == {"period-fiscal"}
    assert codes(read("period", ["Q1 FY26"], fiscal_start=4)) == set()
    assert codes(read("period", ["Q1 2026"])) == set()


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("1ST QUARTER (Oct - Dec 2025)", None, "2025-Q4"),
        ("Q1 (Apr-Jun)", 2025, "2025-Q2"),
        ("Q3 2025 (Jul-Sep)", None, "2025-Q3"),
        ("1. Quartal (Jan-Mär)", 2026, "2026-Q1"),
        ("H1 (Apr-Sep 2025)", None, "2025-04-01/2025-09-30"),
        ("Q1 2026 (Apr-Jun)", None, None),  # of the year that ends in 2026, or starts in it
        ("Q1 (Apr-Jul)", 2025, None),
    ],
)
def test_the_months_behind_a_quarter_say_which_it_is(
    text: str, year: int | None, expected: str | None
) -> None:
    assert label(text, context_year=year) == expected
