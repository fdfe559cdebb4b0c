"""Typed values: percents, durations, scales, money, separators, signs, in all their spellings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.helpers.oddities.making import In, book, sheet

_TITLE = ["Vendor: Acme Care"]
_MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]


def _down(made: Any, heading: str, values: Sequence[Any], more: str = "NPS") -> None:
    """Write one KPI down the months, with another beside it that is beyond doubt."""
    rows: list[list[Any]] = [_TITLE, ["Month", heading, more]]
    rows += [[month, value, 30] for month, value in zip(_MONTHS, values, strict=False)]
    sheet(made, rows)


@book("percents_in_four_spellings.xlsx")
def percents_in_four_spellings(made: Any) -> None:
    _down(made, "CSAT", [In(0.81, "0%"), "82%", "83 %", "84,5%"])


@book("percents_as_numbers_and_as_shares.xlsx")
def percents_as_numbers_and_as_shares(made: Any) -> None:
    _down(made, "FCR", [0.71, 72, 0.73, 74])


@book("percent_format_on_whole_numbers.xlsx")
def percent_format_on_whole_numbers(made: Any) -> None:
    _down(made, "CSAT", [In(81, '0"%"'), In(82, '0"%"'), In(83, '0"%"'), In(84, '0"%"')])


@book("shares_of_one_without_a_mark.xlsx")
def shares_of_one_without_a_mark(made: Any) -> None:
    _down(made, "FCR", [0.71, 0.72, 0.73, 0.74])


@book("small_shares_percent_or_not.xlsx")
def small_shares(made: Any) -> None:
    _down(made, "Abandonment rate", [0.9, 0.8, 0.7, 0.6])


@book("durations_as_excel_times.xlsx")
def durations_as_excel_times(made: Any) -> None:
    spans = [In(seconds / 86_400, "[mm]:ss") for seconds in (300, 310, 320, 330)]
    _down(made, "AHT", spans)


@book("mmss_typed_as_hhmm.xlsx")
def mmss_typed_as_hhmm(made: Any) -> None:
    # 5:12 meant as minutes and seconds, and taken by Excel for hours and minutes.
    clocks = [In(dt.time(5, 12), "h:mm"), In(dt.time(5, 30), "h:mm"), In(dt.time(4, 58), "h:mm")]
    _down(made, "AHT", clocks)


@book("hhmm_typed_as_mmss.xlsx")
def hhmm_typed_as_mmss(made: Any) -> None:
    # 4:30 meant as hours and minutes, and stored as minutes and seconds.
    spans = [In(seconds / 86_400, "mm:ss") for seconds in (270, 250, 230)]
    _down(made, "Resolution time", spans)


@book("hours_over_24.xlsx")
def hours_over_24(made: Any) -> None:
    spans = [In(hours / 24, "[h]:mm") for hours in (26.5, 30, 49.25)]
    _down(made, "Resolution time", spans)


@book("hours_over_24_as_text.xlsx")
def hours_over_24_as_text(made: Any) -> None:
    _down(made, "Resolution time (hh:mm)", ["26:30", "30:00", "49:15"])


@book("durations_in_words.xlsx")
def durations_in_words(made: Any) -> None:
    _down(made, "AHT", ["5m 12s", "5 min 30 sec", "0h 4m 58s", "5.2 min"])


@book("durations_as_texts_of_three_parts.xlsx")
def durations_as_texts(made: Any) -> None:
    _down(made, "AHT", ["00:05:12", "00:05:30", "00:04:58", "00:05:00"])


@book("minutes_and_seconds_in_two_kpis.xlsx")
def minutes_and_seconds_in_two_kpis(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "AHT (min)", "ASA (sec)", "Resolution time (days)"],
        ["Jan 2026", 5.2, 25, 1.5],
        ["Feb 2026", 5.5, 30, 2],
    ]
    sheet(made, rows)


@book("scales_4_3_of_5.xlsx")
def scales_of_five(made: Any) -> None:
    _down(made, "CSAT", ["4.3/5", "4.2/5", "4.4 / 5", "4,1/5"])


@book("scale_of_ten_in_heading.xlsx")
def scale_of_ten_in_heading(made: Any) -> None:
    _down(made, "CSAT (1-10)", [8.1, 8.2, 8.3, 8.4])


@book("csat_mean_beside_csat_share.xlsx")
def csat_mean_beside_csat_share(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "CSAT (mean, 1-5)", "CSAT top-2-box %"],
        ["Jan 2026", 4.3, 81],
        ["Feb 2026", 4.4, 82],
    ]
    sheet(made, rows)


@book("csat_in_marks_without_a_scale.xlsx")
def csat_in_marks_without_a_scale(made: Any) -> None:
    _down(made, "CSAT", [4.3, 4.2, 4.4, 4.1])


@book("csat_mean_or_share.xlsx")
def csat_mean_or_share(made: Any) -> None:
    # A mean of marks out of 100, or the share of satisfied customers: both look like this.
    _down(made, "Average CSAT score", [81, 82.5, 83, 84])


@book("nps_with_signs_and_percents.xlsx")
def nps_with_signs_and_percents(made: Any) -> None:
    _down(made, "NPS", ["+42", "42", "−8", "42%"], "FCR %")


@book("money_symbols_codes_and_brackets.xlsx")
def money_symbols_codes_and_brackets(made: Any) -> None:
    _down(made, "Cost per contact", ["$3.50", "USD 3.60", "3.70 USD", "$ 3.80"])


@book("money_in_accounting_format.xlsx")
def money_in_accounting_format(made: Any) -> None:
    style = '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'
    _down(made, "Cost per contact", [In(value, style) for value in (3.5, 3.6, 3.7, 3.8)])


@book("brackets_for_negative_numbers.xlsx")
def brackets_for_negative_numbers(made: Any) -> None:
    _down(made, "NPS", ["(12)", "(5)", "3", "8"], "FCR %")


@book("lakh_and_crore.xlsx")
def lakh_and_crore(made: Any) -> None:
    rows = [
        _TITLE,
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Contacts handled", "1,20,000", "1,30,000"],
        ["Total cost (INR lakh)", 48, 52],
        ["Cost per contact (INR)", 40, 40],
    ]
    sheet(made, rows)


@book("european_separators.xlsx")
def european_separators(made: Any) -> None:
    rows = [
        ["Dienstleister: Nordlicht Service GmbH"],
        ["Monat", "Anrufe", "Kosten pro Kontakt (EUR)", "Kundenzufriedenheit"],
        ["Januar 2026", "1.234", "3,50", "81,5 %"],
        ["Februar 2026", "12.345", "3,75", "82,5 %"],
        ["März 2026", "1.100", "4,00", "83,0 %"],
    ]
    sheet(made, rows)


@book("separators_settled_by_the_column.xlsx")
def separators_settled_by_the_column(made: Any) -> None:
    # "1.250" alone may be 1.25 or 1,250; the others settle it.
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "AHT (sec)"],
        ["Jan 2026", "1.250", 300],
        ["Feb 2026", "12.500", 310],
        ["Mar 2026", "1.012.500", 305],
    ]
    sheet(made, rows)


@book("swiss_and_french_thousands.xlsx")
def swiss_and_french_thousands(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "Contacts offered"],
        ["Jan 2026", "12'500", "13 000"],
        ["Feb 2026", "11'000", "12\u202f500"],
        ["Mar 2026", "9'800", "10\u00a0100"],
    ]
    sheet(made, rows)


@book("unicode_spaces_and_minus.xlsx")
def unicode_spaces_and_minus(made: Any) -> None:
    rows = [
        ["Vendor:\u00a0Acme Care"],
        ["Month", "NPS", "CSAT\u00a0%"],
        ["Jan\u00a02026", "\u221212", "81\u202f%"],
        ["Feb\u20092026", "\u22125", "82\u00a0%"],
        ["Mar 2026\u200b", "\u20138", "83 %"],
    ]
    sheet(made, rows)


@book("currency_in_the_title.xlsx")
def currency_in_the_title(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["All amounts in GBP"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Cost per contact", 3.5, 3.6],
        ["CSAT %", 81, 82],
    ]
    sheet(made, rows)


@book("thousands_in_the_heading.xlsx")
def thousands_in_the_heading(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Total cost (EUR k)", "Contacts handled (thousands)"],
        ["Jan 2026", 48, 12],
        ["Feb 2026", 52, 13],
    ]
    sheet(made, rows)


@book("ranges_and_approximations.xlsx")
def ranges_and_approximations(made: Any) -> None:
    _down(made, "CSAT %", [81, "~82", "80-84", 84])


@book("units_in_the_cells.xlsx")
def units_in_the_cells(made: Any) -> None:
    rows = [
        _TITLE,
        ["KPI", "Jan 2026", "Feb 2026"],
        ["AHT", "312 sec", "5.5 min"],
        ["Resolution time", "26 h", "1.5 days"],
        ["CSAT", "81 %", "82 %"],
    ]
    sheet(made, rows)


@book("two_kpis_of_one_name.xlsx")
def two_kpis_of_one_name(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "FCR %", "FCR %"],
        ["Jan 2026", 71, 75],
        ["Feb 2026", 72, 76],
    ]
    sheet(made, rows)


@book("resolution_rate_or_time.xlsx")
def resolution_rate_or_time(made: Any) -> None:
    _down(made, "Resolution", [91, 92, 93, 94])
