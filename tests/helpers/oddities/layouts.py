"""Layouts: headings of several rows, several tables on a sheet, sections, keys in odd places."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.helpers.oddities.making import In, book, put, sheet


@book("year_over_month_merged.xlsx")
def year_over_month_merged(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        [],
        ["KPI", "2025", None, "2026", None],
        [None, "Nov", "Dec", "Jan", "Feb"],
        ["CSAT (%)", 81, 82, 83, 84],
        ["AHT (sec)", 310, 305, 300, 295],
    ]
    target = sheet(made, rows)
    target.merge_range("B3:C3", 2025)
    target.merge_range("D3:E3", 2026)
    target.merge_range("A3:A4", "KPI")


@book("vendor_over_kpi_merged.xlsx")
def vendor_over_kpi_merged(made: Any) -> None:
    rows = [
        [None, "Acme Care", None, "Borealis", None],
        ["Month", "CSAT %", "AHT (sec)", "CSAT %", "AHT (sec)"],
        ["Jan 2026", 81, 300, 91, 400],
        ["Feb 2026", 82, 310, 92, 410],
    ]
    target = sheet(made, rows)
    target.merge_range("B1:C1", "Acme Care")
    target.merge_range("D1:E1", "Borealis")


@book("channel_over_kpi_merged.xlsx")
def channel_over_kpi_merged(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        [None, "Voice", None, "Chat", None],
        ["Month", "Contacts handled", "FCR %", "Contacts handled", "FCR %"],
        ["Jan 2026", 3000, 70, 1000, 90],
        ["Feb 2026", 2000, 72, 2000, 88],
    ]
    target = sheet(made, rows)
    target.merge_range("B2:C2", "Voice")
    target.merge_range("D2:E2", "Chat")


@book("three_heading_rows.xlsx")
def three_heading_rows(made: Any) -> None:
    rows = [
        [None, "Acme Care", None, None, None, "Borealis", None, None, None],
        [None, "Voice", None, "Chat", None, "Voice", None, "Chat", None],
        ["Month", "CSAT %", "FCR %", "CSAT %", "FCR %", "CSAT %", "FCR %", "CSAT %", "FCR %"],
        ["Jan 2026", 81, 71, 82, 72, 83, 73, 84, 74],
        ["Feb 2026", 85, 75, 86, 76, 87, 77, 88, 78],
    ]
    target = sheet(made, rows)
    for cells, name in (("B1:E1", "Acme Care"), ("F1:I1", "Borealis")):
        target.merge_range(cells, name)
    for cells, name in (
        ("B2:C2", "Voice"),
        ("D2:E2", "Chat"),
        ("F2:G2", "Voice"),
        ("H2:I2", "Chat"),
    ):
        target.merge_range(cells, name)


@book("target_and_actual_under_each_month.xlsx")
def target_and_actual_under_each_month(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", "Jan 2026", None, "Feb 2026", None],
        [None, "Target", "Actual", "Target", "Actual"],
        ["FCR (%)", 75, 71, 75, 73],
        ["AHT (sec)", 300, 320, 300, 290],
    ]
    target = sheet(made, rows)
    target.merge_range("B2:C2", "Jan 2026")
    target.merge_range("D2:E2", "Feb 2026")


@book("two_tables_side_by_side.xlsx")
def two_tables_side_by_side(made: Any) -> None:
    left = [
        ["Voice"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 81, 82],
        ["FCR %", 71, 72],
    ]
    right = [
        ["Chat"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 91, 92],
        ["FCR %", 61, 62],
    ]
    target = sheet(made, [["Vendor: Acme Care"], []])
    put(made, target, left, 2, 0)
    put(made, target, right, 2, 4)


@book("two_tables_stacked.xlsx")
def two_tables_stacked(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        [],
        ["Voice"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 81, 82],
        ["FCR %", 71, 72],
        [],
        [],
        ["Chat"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 91, 92],
        ["FCR %", 61, 62],
    ]
    sheet(made, rows)


@book("stacked_tables_of_different_kpis.xlsx")
def stacked_tables_of_different_kpis(made: Any) -> None:
    rows = [
        ["Supplier: Acme Care"],
        ["Customer experience"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 81, 82],
        ["NPS", 31, 32],
        [],
        ["Month", "AHT (sec)", "Occupancy %"],
        ["Jan 2026", 300, 82],
        ["Feb 2026", 310, 83],
    ]
    sheet(made, rows)


@book("kpi_rows_under_channel_headings.xlsx")
def kpi_rows_under_channel_headings(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Voice"],
        ["CSAT %", 81, 82],
        ["FCR %", 71, 72],
        ["Chat"],
        ["CSAT %", 91, 92],
        ["FCR %", 61, 62],
        ["Email"],
        ["CSAT %", 83, 84],
        ["FCR %", 73, 74],
    ]
    sheet(made, rows)


@book("kpi_rows_grouped_by_subject.xlsx")
def kpi_rows_grouped_by_subject(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Customer experience"],
        ["CSAT %", 81, 82],
        ["NPS", 40, 42],
        ["Efficiency"],
        ["AHT (sec)", 300, 310],
        ["Occupancy %", 82, 83],
    ]
    sheet(made, rows)


@book("wide_with_unit_target_and_ytd.xlsx")
def wide_with_unit_target_and_ytd(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", "Unit", "Target", "Jan 2026", "Feb 2026", "Mar 2026", "YTD"],
        ["CSAT", "%", 85, 81, 82, 83, 82],
        ["AHT", "min", 5, 5.5, 5.25, 5, 5.25],
        ["Abandonment rate", "%", 5, 4, 5, 6, 5],
    ]
    sheet(made, rows)


@book("threshold_and_weight_columns.xlsx")
def threshold_and_weight_columns(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", "Weight", "Threshold", "Target", "Jan 2026", "Feb 2026"],
        ["CSAT %", 40, 75, 85, 81, 82],
        ["FCR %", 30, 65, 75, 71, 72],
        ["Service level %", 30, 70, 80, 79, 78],
    ]
    sheet(made, rows)


@book("scorecard_with_status_words.xlsx")
def scorecard_with_status_words(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["Monthly scorecard, March 2026"],
        ["KPI", "Target", "Actual", "Status"],
        ["CSAT %", 85, 88, "Green"],
        ["FCR %", 75, 71, "Amber"],
        ["AHT (sec)", 300, 340, "Red"],
    ]
    sheet(made, rows)


@book("scorecard_with_arrows.xlsx")
def scorecard_with_arrows(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["Scorecard March 2026"],
        ["KPI", "Actual", "Trend", "RAG"],
        ["CSAT %", 88, "▲", "●"],
        ["FCR %", 71, "▼", "●"],
        ["Occupancy %", 84, "►", "●"],
    ]
    sheet(made, rows)


@book("german_wide_scorecard.xlsx")
def german_wide_scorecard(made: Any) -> None:
    rows = [
        ["Dienstleister: Nordlicht Service GmbH"],
        ["Kennzahl", "Einheit", "Ziel", "Januar 2026", "Februar 2026", "März 2026"],
        ["Kundenzufriedenheit", "%", 85, 81, 82, 83],
        ["Erstlösungsquote", "%", 75, 71, 72, 73],
        ["Durchschnittliche Bearbeitungszeit", "Sek.", 300, 310, 305, 300],
    ]
    sheet(made, rows, "Kennzahlen")


@book("french_long.xlsx")
def french_long(made: Any) -> None:
    rows: list[list[Any]] = [["Prestataire", "Mois", "Indicateur", "Valeur", "Objectif"]]
    figures = {
        "Taux d'abandon": ("4,5 %", "5,5 %", "5 %"),
        "Satisfaction client": ("81,5 %", "82,5 %", "85 %"),
        "Taux de décroché": ("94 %", "95 %", "95 %"),
    }
    for name, (january, february, goal) in figures.items():
        rows.append(["Rhône Dialogue", "janvier 2026", name, january, goal])
        rows.append(["Rhône Dialogue", "février 2026", name, february, goal])
    sheet(made, rows, "Données")


@book("spanish_transposed.xlsx")
def spanish_transposed(made: Any) -> None:
    rows = [
        ["Proveedor: Solara Contacto"],
        ["Mes", "Satisfacción del cliente (%)", "Tasa de abandono (%)", "NPS"],
        ["enero 2026", 81, 4, 30],
        ["febrero 2026", 82, 5, 32],
        ["marzo 2026", 83, 6, 34],
    ]
    sheet(made, rows, "Indicadores")


@book("long_with_segment_and_target.xlsx")
def long_with_segment_and_target(made: Any) -> None:
    rows: list[list[Any]] = [["Vendor", "Month", "Channel", "KPI", "Value", "Target"]]
    for month, first in (("Jan 2026", 80), ("Feb 2026", 82)):
        for channel, more in (("Voice", 0), ("Chat", 10)):
            rows.append(["Acme Care", month, channel, "CSAT %", first + more, 85])
            rows.append(["Acme Care", month, channel, "FCR %", first + more - 10, 75])
    sheet(made, rows)


@book("transposed_with_year_and_month_columns.xlsx")
def transposed_with_year_and_month_columns(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["Year", "Month", "CSAT %", "AHT (sec)"],
        [2025, "Nov", 81, 300],
        [None, "Dec", 82, 310],
        [2026, "Jan", 83, 320],
        [None, "Feb", 84, 330],
    ]
    sheet(made, rows)


@book("vendors_down_with_grouped_names.xlsx")
def vendors_down_with_grouped_names(made: Any) -> None:
    rows = [
        ["Vendor", "Month", "CSAT %", "FCR %"],
        ["Acme Care", "Jan 2026", 81, 71],
        [None, "Feb 2026", 82, 72],
        ["Borealis", "Jan 2026", 91, 61],
        [None, "Feb 2026", 92, 62],
    ]
    target = sheet(made, rows)
    target.merge_range("A2:A3", "Acme Care")
    target.merge_range("A4:A5", "Borealis")


@book("heading_repeated_after_page_break.xlsx")
def heading_repeated_after_page_break(made: Any) -> None:
    heading = ["Month", "CSAT %", "FCR %"]
    rows = [
        ["Vendor: Acme Care"],
        heading,
        ["Jan 2026", 81, 71],
        ["Feb 2026", 82, 72],
        heading,
        ["Mar 2026", 83, 73],
        ["Apr 2026", 84, 74],
    ]
    sheet(made, rows)


@book("table_far_from_the_corner.xlsx")
def table_far_from_the_corner(made: Any) -> None:
    target = sheet(made, [["Acme Care", None, None, None, "Strictly confidential"]])
    rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["CSAT %", 81, 82],
        ["FCR %", 71, 72],
    ]
    put(made, target, [["Vendor: Acme Care"]], 6, 5)
    put(made, target, rows, 9, 5)


@book("blank_rows_and_columns_inside.xlsx")
def blank_rows_and_columns_inside(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", None, "Jan 2026", None, "Feb 2026"],
        [],
        ["CSAT %", None, 81, None, 82],
        [],
        ["FCR %", None, 71, None, 72],
        [],
        ["AHT (sec)", None, 300, None, 310],
    ]
    sheet(made, rows)


@book("line_breaks_in_headings.xlsx")
def line_breaks_in_headings(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        [
            "Month",
            "Customer\nSatisfaction\n(%)",
            "Average  Handle\r\nTime (sec)",
            "Service\nLevel\n%",
        ],
        ["Jan 2026", 81, 300, 79],
        ["Feb 2026", 82, 310, 80],
    ]
    sheet(made, rows)


@book("units_in_a_row_below_the_heading.xlsx")
def units_in_a_row_below_the_heading(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["Month", "AHT", "CSAT", "Resolution time"],
        [None, "min", "%", "hours"],
        ["Jan 2026", 5, 81, 12],
        ["Feb 2026", 5.5, 82, 10],
    ]
    sheet(made, rows)


@book("part_and_whole_in_two_columns.xlsx")
def part_and_whole_in_two_columns(made: Any) -> None:
    rows = [
        ["Vendor: Acme Care"],
        ["Month", "Calls offered", "Calls abandoned", "Calls answered within 20 sec"],
        ["Jan 2026", 1000, 50, 800],
        ["Feb 2026", 2000, 40, 1700],
    ]
    sheet(made, rows)


@book("dates_over_columns_shown_as_months.xlsx")
def dates_over_columns_shown_as_months(made: Any) -> None:
    months = [In(dt.date(2026, month, 1), "mmm-yy") for month in (1, 2, 3)]
    rows = [
        ["Vendor: Acme Care"],
        ["KPI", *months],
        ["CSAT %", 81, 82, 83],
        ["FCR %", 71, 72, 73],
    ]
    sheet(made, rows)
