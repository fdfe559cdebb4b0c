"""Vendor, period and segment in titles, sheet names and file names; sheets beside the figures."""

from __future__ import annotations

from typing import Any

from tests.helpers.oddities.making import book, sheet


def _scorecard(csat: int, fcr: int, aht: int) -> list[list[Any]]:
    return [["KPI", "Value"], ["CSAT %", csat], ["FCR %", fcr], ["AHT (sec)", aht]]


@book("vendor_in_sheet_name.xlsx")
def vendor_in_sheet_name(made: Any) -> None:
    heading = ["KPI", "Jan 2026", "Feb 2026"]
    sheet(made, [heading, ["CSAT %", 81, 82], ["FCR %", 71, 72]], "Acme Care")
    sheet(made, [heading, ["CSAT %", 91, 92], ["FCR %", 61, 62]], "Borealis")


@book("vendor_in_title.xlsx")
def vendor_in_title(made: Any) -> None:
    rows = [
        ["Monthly performance report"],
        ["Service provider: Acme Care Ltd."],
        [],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 81, 82],
        ["FCR %", 71, 72],
    ]
    sheet(made, rows)


@book("vendor_in_file_name/Halcyon Care KPI report 2026.xlsx")
def vendor_in_file_name(made: Any) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], ["CSAT %", 81, 82], ["FCR %", 71, 72]]
    sheet(made, rows, "Data")


@book("period_in_file_name/Acme Care scorecard 2026-03.xlsx")
def period_in_file_name(made: Any) -> None:
    sheet(made, _scorecard(81, 71, 300), "Scorecard")


@book("period_in_sheet_name.xlsx")
def period_in_sheet_name(made: Any) -> None:
    for at, name in enumerate(("Jan 2026", "Feb 2026", "Mar 2026")):
        rows = [["Vendor: Acme Care"], *_scorecard(81 + at, 71 + at, 300 + at)]
        sheet(made, rows, name)


@book("period_in_title.xlsx")
def period_in_title(made: Any) -> None:
    rows = [["Vendor: Acme Care"], ["Reporting period: Q1 2026"], [], *_scorecard(81, 71, 300)]
    sheet(made, rows)


@book("segment_in_sheet_name.xlsx")
def segment_in_sheet_name(made: Any) -> None:
    for name, csat in (("Voice", 81), ("Chat", 91)):
        rows = [
            ["Vendor: Acme Care"],
            ["KPI", "Jan 2026", "Feb 2026"],
            ["CSAT %", csat, csat + 1],
            ["FCR %", csat - 10, csat - 9],
        ]
        sheet(made, rows, name)


@book("kpi_in_sheet_name.xlsx")
def kpi_in_sheet_name(made: Any) -> None:
    for name, first in (("CSAT %", 80), ("FCR %", 70)):
        rows = [
            ["Vendor", "Jan 2026", "Feb 2026"],
            ["Acme Care", first + 1, first + 2],
            ["Borealis", first + 3, first + 4],
        ]
        sheet(made, rows, name)


@book("quarter_in_sheet_name_month_on_the_sheet.xlsx")
def quarter_in_sheet_name(made: Any) -> None:
    for quarter, months in (("Q1 2026", ("Jan", "Feb")), ("Q2 2026", ("Apr", "May"))):
        rows = [
            ["Vendor: Acme Care"],
            ["KPI", *months],
            ["CSAT %", 81, 82],
            ["FCR %", 71, 72],
        ]
        sheet(made, rows, quarter)


@book("cover_and_glossary_sheets.xlsx")
def cover_and_glossary_sheets(made: Any) -> None:
    sheet(
        made,
        [["Acme Care"], ["Business review 2026"], [], ["Prepared by", "J. Doe"], ["Version", 3]],
        "Cover",
    )
    sheet(
        made,
        [
            ["Vendor: Acme Care"],
            ["KPI", "Jan 2026", "Feb 2026"],
            ["CSAT %", 81, 82],
            ["FCR %", 71, 72],
        ],
        "Figures",
    )
    sheet(
        made,
        [
            ["Term", "Meaning"],
            ["CSAT", "Share of answers in the top two boxes"],
            ["FCR", "Solved at the first contact, no repeat within 7 days"],
        ],
        "Glossary",
    )


@book("targets_on_a_sheet_of_their_own.xlsx")
def targets_on_a_sheet_of_their_own(made: Any) -> None:
    heading = ["KPI", "Jan 2026", "Feb 2026"]
    title = ["Vendor: Acme Care"]
    sheet(made, [title, heading, ["CSAT %", 85, 85], ["FCR %", 75, 75]], "Targets")
    sheet(made, [title, heading, ["CSAT %", 81, 82], ["FCR %", 71, 72]], "Actuals")


@book("pivot_beside_its_log.xlsx")
def pivot_beside_its_log(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Vendor", "Created", "Resolved", "Reopened"]]
    for at in range(12):
        vendor = "Acme Care" if at % 3 else "Borealis"
        day = f"2026-01-{at + 1:02d}"
        rows.append(
            [f"T{at:04d}", vendor, f"{day} 08:00", f"{day} 12:00", "Yes" if at < 3 else "No"]
        )
    sheet(made, rows, "Log")
    pivot = [
        ["Row Labels", "Count of Ticket ID"],
        ["Acme Care", 8],
        ["Borealis", 4],
        ["Grand Total", 12],
    ]
    sheet(made, pivot, "Pivot")


@book("two_vendors_spelled_differently.xlsx")
def two_vendors_spelled_differently(made: Any) -> None:
    rows = [
        ["Vendor", "Month", "CSAT %", "FCR %"],
        ["Acme Care", "Jan 2026", 81, 71],
        ["ACME CARE ", "Feb 2026", 82, 72],
        ["Borealis", "Jan 2026", 91, 61],
        ["Borealis", "Feb 2026", 92, 62],
    ]
    sheet(made, rows)
