"""Periods: months in four languages and as dates, fiscal years, weeks, part months, odd orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.helpers.oddities.making import In, book, sheet

_TITLE = ["Vendor: Acme Care"]


def _wide(made: Any, heads: Sequence[Any], *lines: Sequence[Any]) -> None:
    csat = ["CSAT %", *range(81, 81 + len(heads))]
    fcr = ["FCR %", *range(71, 71 + len(heads))]
    sheet(made, [_TITLE, *lines, ["KPI", *heads], csat, fcr])


@book("months_in_german.xlsx")
def months_in_german(made: Any) -> None:
    _wide(made, ["Jän. 2026", "Mrz 26", "Mai 2026", "Okt. 2026", "Dez 2026"])


@book("months_in_french.xlsx")
def months_in_french(made: Any) -> None:
    _wide(made, ["janv. 2026", "févr. 2026", "juillet 2026", "août 2026", "déc. 2026"])


@book("months_in_spanish.xlsx")
def months_in_spanish(made: Any) -> None:
    _wide(made, ["ene-26", "abr-26", "ago-26", "septiembre 2026", "dic-26"])


@book("months_in_many_english_forms.xlsx")
def months_in_many_english_forms(made: Any) -> None:
    _wide(made, ["Jan-26", "February 2026", "2026-03", "04/2026", "May '26", "2026/06"])


@book("months_as_dates_and_as_text.xlsx")
def months_as_dates_and_as_text(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "CSAT %", "FCR %"],
        [In(dt.date(2026, 1, 1), "mmm-yy"), 81, 71],
        [In(dt.date(2026, 2, 1), "mmm-yy"), 82, 72],
        ["Mar-26", 83, 73],
        ["Apr-26", 84, 74],
    ]
    sheet(made, rows)


@book("months_as_last_days.xlsx")
def months_as_last_days(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month ending", "CSAT %", "FCR %"],
        [In(dt.date(2026, 1, 31), "dd/mm/yyyy"), 81, 71],
        [In(dt.date(2026, 2, 28), "dd/mm/yyyy"), 82, 72],
        [In(dt.date(2026, 3, 31), "dd/mm/yyyy"), 83, 73],
    ]
    sheet(made, rows)


@book("months_without_year_year_in_title.xlsx")
def months_without_year(made: Any) -> None:
    _wide(made, ["January", "February", "March"], ["Performance report 2025"])


@book("months_newest_first.xlsx")
def months_newest_first(made: Any) -> None:
    _wide(made, ["Mar 2026", "Feb 2026", "Jan 2026"])


@book("quarters_with_year_total.xlsx")
def quarters_with_year_total(made: Any) -> None:
    rows = [
        _TITLE,
        ["KPI", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", "FY 2025"],
        ["Contacts handled", 1000, 2000, 3000, 4000, 10000],
        ["Complaints", 10, 20, 30, 40, 100],
    ]
    sheet(made, rows)


@book("fiscal_year_stated.xlsx")
def fiscal_year_stated(made: Any) -> None:
    _wide(
        made,
        ["Q1 FY26", "Q2 FY26", "Q3 FY26", "Q4 FY26"],
        ["Fiscal year from April to March; FY26 ends in March 2026"],
    )


@book("fiscal_year_not_stated.xlsx")
def fiscal_year_not_stated(made: Any) -> None:
    _wide(made, ["Q1 FY26", "Q2 FY26", "Q3 FY26", "Q4 FY26"])


@book("weeks.xlsx")
def weeks(made: Any) -> None:
    _wide(made, ["W06 2026", "W07 2026", "W08 2026"])


@book("calendar_weeks_in_german.xlsx")
def calendar_weeks_in_german(made: Any) -> None:
    _wide(made, ["KW 6/2026", "KW 7/2026", "KW 8/2026"])


@book("part_month.xlsx")
def part_month(made: Any) -> None:
    _wide(made, ["Jan 2026", "Feb 2026", "1-15 Mar 2026"])


@book("from_to_periods.xlsx")
def from_to_periods(made: Any) -> None:
    rows = [
        _TITLE,
        ["Period", "CSAT %", "FCR %"],
        ["01.01.2026 - 31.01.2026", 81, 71],
        ["01.02.2026 - 28.02.2026", 82, 72],
    ]
    sheet(made, rows)


@book("period_that_cannot_be_read.xlsx")
def period_that_cannot_be_read(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "CSAT %", "FCR %"],
        ["Jan 2026", 81, 71],
        ["Feb 2026", 82, 72],
        ["Mar 2026", 83, 73],
        ["Wave three", 84, 74],
    ]
    sheet(made, rows)


@book("serial_numbers_for_months.xlsx")
def serial_numbers_for_months(made: Any) -> None:
    rows = [_TITLE, ["Month", "CSAT %", "FCR %"]]
    for at, day in enumerate((46023, 46054, 46082)):  # 1 January, February, March 2026
        rows.append([day, 81 + at, 71 + at])
    sheet(made, rows)


@book("dates_1904.xlsx", date_1904=True)
def dates_1904(made: Any) -> None:
    months = [In(dt.date(2026, month, 1), "mmm-yy") for month in (1, 2, 3)]
    _wide(made, months)


@book("half_years.xlsx")
def half_years(made: Any) -> None:
    _wide(made, ["H1 2025", "H2 2025", "H1 2026"])
