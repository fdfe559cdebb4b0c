"""Noise: notes, marks, totals, missing values, error cells, hidden parts, formulas, macros."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from tests.helpers.oddities.making import Formula, In, book, file, filled, sheet

_TITLE = ["Vendor: Acme Care"]
_HEAD = ["KPI", "Jan 2026", "Feb 2026", "Mar 2026"]


@book("footnote_marks.xlsx")
def footnote_marks(made: Any) -> None:
    rows = [
        _TITLE,
        ["KPI", "Jan 2026", "Feb 2026*", "Mar 2026 [1]"],
        ["CSAT", "81%*", "82%", "83%¹"],
        ["FCR†", "71%", "72%**", "73%"],
        [],
        ["* preliminary"],
        ["** without the outage of 14 February"],
        ["¹ new survey tool"],
    ]
    sheet(made, rows)


@book("footnote_numbers_in_brackets.xlsx")
def footnote_numbers_in_brackets(made: Any) -> None:
    rows = [
        _TITLE,
        _HEAD,
        ["CSAT", "81%", "82% (1)", "83% (2)"],
        ["FCR", "71%", "72%", "73% [1]"],
        ["(1) preliminary"],
        ["(2) new survey tool"],
    ]
    sheet(made, rows)


@book("notes_below_the_table.xlsx")
def notes_below_the_table(made: Any) -> None:
    rows = [
        _TITLE,
        _HEAD,
        ["CSAT %", 81, 82, 83],
        ["FCR %", 71, 72, 73],
        ["Note: CSAT of March is based on 214 answers only."],
        ["Source: survey tool, 3 April 2026"],
    ]
    sheet(made, rows)


@book("totals_and_averages_that_agree.xlsx")
def totals_and_averages_that_agree(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "CSAT %"],
        ["Jan 2026", 1000, 80],
        ["Feb 2026", 2000, 82],
        ["Mar 2026", 3000, 84],
        ["Total", 6000, None],
        ["Average", 2000, 82],
    ]
    sheet(made, rows)


@book("totals_that_disagree.xlsx")
def totals_that_disagree(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "CSAT %"],
        ["Jan 2026", 1000, 80],
        ["Feb 2026", 2000, 82],
        ["Mar 2026", 3000, 84],
        ["Total", 7000, None],
    ]
    sheet(made, rows)


@book("total_row_under_vendors.xlsx")
def total_row_under_vendors(made: Any) -> None:
    rows = [
        ["Provider comparison, March 2026"],
        ["Vendor", "Contacts handled", "CSAT %"],
        ["Acme Care", 1000, 80],
        ["Borealis", 3000, 84],
        ["All vendors", 4000, 83],
    ]
    sheet(made, rows)


@book("subtotals_of_quarters_among_months.xlsx")
def subtotals_of_quarters_among_months(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled"],
        ["Jan 2026", 1000],
        ["Feb 2026", 2000],
        ["Mar 2026", 3000],
        ["Q1 2026", 6000],
        ["Apr 2026", 1500],
        ["May 2026", 1500],
        ["Jun 2026", 2000],
        ["Q2 2026", 5000],
    ]
    sheet(made, rows)


@book("missing_in_many_spellings.xlsx")
def missing_in_many_spellings(made: Any) -> None:
    rows = [
        _TITLE,
        ["KPI", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026"],
        ["CSAT %", 81, "n/a", "-", "TBD", 85],
        ["FCR %", "not measured", 72, "–", "k. A.", 75],
        ["AHT (sec)", 300, "N.A.", "tbc", "...", 304],
    ]
    sheet(made, rows)


@book("zero_is_no_missing_value.xlsx")
def zero_is_no_missing_value(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "Complaints", "Abandonment %"],
        ["Jan 2026", 1000, 0, 0],
        ["Feb 2026", 2000, 4, 5],
        ["Mar 2026", 1000, None, None],
    ]
    sheet(made, rows)


@book("suppressed_values.xlsx")
def suppressed_values(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Responses", "CSAT %"],
        ["Jan 2026", 120, 81],
        ["Feb 2026", "<5", "suppressed"],
        ["Mar 2026", 130, 83],
    ]
    sheet(made, rows)


@book("error_cells.xlsx")
def error_cells(made: Any) -> None:
    rows = [
        _TITLE,
        _HEAD,
        ["CSAT %", 81, Formula("=1/0", "#DIV/0!"), 83],
        ["FCR %", Formula("=VLOOKUP(9,Z1:Z2,1,0)", "#N/A"), 72, 73],
        ["AHT (sec)", 300, 310, Formula("=Nowhere!A1", "#REF!")],
    ]
    sheet(made, rows)


@book("hidden_columns.xlsx")
def hidden_columns(made: Any) -> None:
    rows = [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]]
    target = sheet(made, rows)
    target.set_column("C:C", None, None, {"hidden": True})


@book("hidden_rows.xlsx")
def hidden_rows(made: Any) -> None:
    rows = [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]]
    target = sheet(made, rows)
    target.set_row(3, None, None, {"hidden": True})


@book("hidden_sheet.xlsx")
def hidden_sheet(made: Any) -> None:
    sheet(made, [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]], "Shown")
    rows = [_TITLE, _HEAD, ["Attrition %", 31, 32, 33], ["Shrinkage %", 21, 22, 23]]
    sheet(made, rows, "Internal").hide()


@book("formulas_with_cached_values.xlsx")
def formulas_with_cached_values(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "Resolved at first contact", "FCR %"],
        ["Jan 2026", 1000, 700, Formula("=C3/B3*100", 70)],
        ["Feb 2026", 2000, 1500, Formula("=C4/B4*100", 75)],
    ]
    sheet(made, rows)


@file("formulas_without_cached_values.xlsx")
def formulas_without_cached_values() -> bytes:
    def fill(made: Any) -> None:
        rows = [
            _TITLE,
            _HEAD,
            ["CSAT %", 81, 82, 83],
            ["FCR %", Formula("=70+1", 71), Formula("=70+2", 72), Formula("=70+3", 73)],
        ]
        sheet(made, rows)

    def forget(name: str, content: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            for value in (71, 72, 73):
                content = content.replace(b"</f><v>%d</v>" % value, b"</f>")
        return content

    return changed(filled(fill), forget)


@file("macros_not_run.xlsm")
def macros_not_run() -> bytes:
    def fill(made: Any) -> None:
        sheet(made, [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]])

    return changed(filled(fill), more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no real project"})


@book("links_to_other_workbooks.xlsx")
def links_to_other_workbooks(made: Any) -> None:
    rows = [
        _TITLE,
        _HEAD,
        ["CSAT %", Formula("='[other.xlsx]Data'!A1", 81), 82, 83],
        ["FCR %", 71, 72, 73],
    ]
    sheet(made, rows)


@book("numbers_stored_as_text.xlsx")
def numbers_stored_as_text(made: Any) -> None:
    rows = [
        _TITLE,
        ["Month", "Contacts handled", "CSAT %", "AHT (sec)"],
        ["Jan 2026", "1,000", "81", " 300 "],
        ["Feb 2026", "2,000", "82", "310"],
        ["Mar 2026", "12,500", "83.5", "305"],
    ]
    sheet(made, rows)


@book("protected_sheet.xlsx")
def protected_sheet(made: Any) -> None:
    target = sheet(made, [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]])
    target.protect("secret")


@book("formatted_empty_cells_around.xlsx")
def formatted_empty_cells_around(made: Any) -> None:
    target = sheet(made, [_TITLE, _HEAD, ["CSAT %", 81, 82, 83], ["FCR %", 71, 72, 73]])
    border = made.add_format({"border": 1})
    for row in range(4, 400):
        for column in range(12):
            target.write_blank(row, column, None, border)


@book("comments_beside_the_figures.xlsx")
def comments_beside_the_figures(made: Any) -> None:
    rows = [
        _TITLE,
        [*_HEAD, "Comments"],
        ["CSAT %", 81, 82, 83, "New survey from March on"],
        ["FCR %", 71, 72, 73, None],
        ["AHT (sec)", 300, 310, 290, "85 % of calls below 5 minutes"],
    ]
    sheet(made, rows)


@book("strike_and_colours_mean_nothing.xlsx")
def strike_and_colours_mean_nothing(made: Any) -> None:
    loud = (("bg_color", "#ff0000"), ("bold", True))
    rows = [
        _TITLE,
        _HEAD,
        ["CSAT %", In(81, "0.0", loud), 82, In(83, "0", loud)],
        ["FCR %", 71, In(72, "0.00", loud), 73],
    ]
    sheet(made, rows)


def changed(data: bytes, change: Any = None, more: dict[str, bytes] | None = None) -> bytes:
    """Return a zip with parts changed and added, written the same on every day."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        parts = {name: source.read(name) for name in source.namelist()}
        for name, content in {**parts, **(more or {})}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, change(name, content) if change else content)
    return target.getvalue()
