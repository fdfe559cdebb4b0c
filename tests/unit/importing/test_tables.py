"""Finding tables: small sheets of every shape that reports have."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.domain.address import cell, cell_range
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.tables import find_structure
from tests.helpers.sheets import WrittenSheet, drawn, grid_of

Merged = tuple[tuple[int, int, int, int], ...]


def _cells(region: Region) -> str:
    return cell_range(region.top, region.left, region.bottom, region.right)


def _found(structure: SheetStructure) -> list[tuple[str, list[int]]]:
    """Return each region's cells and its heading rows, counted from 1."""
    return [(_cells(r), [row + 1 for row in r.header_rows]) for r in structure.regions]


def _notes(structure: SheetStructure) -> set[str]:
    return {cell(row, column) for row, column in structure.notes}


PLAIN = """
KPI | Jan | Feb
AHT | 312 | 305
FCR | 0.7 | 0.8
"""
TITLED = """
Acme BPO - Performance Report
 |
Vendor: | Acme
KPI | Jan | Feb | Target
AHT | 312 | 305 | 300
FCR | 0.7 | 0.8 | 0.75
 |
* excluding weekends
"""
STACKED_WITH_TITLES = """
Voice | |
KPI | Jan | Feb
AHT | 312 | 305
FCR | 0.7 | 0.8
Chat | |
KPI | Jan | Feb
AHT | 412 | 405
FCR | 0.5 | 0.6
"""
STACKED_OTHER_HEADING = """
Month | Calls | AHT
Jan | 100 | 300
Feb | 110 | 310
 | |
Agent | CSAT | QA
Ann | 4.5 | 90
Bob | 4.1 | 92
"""
SIDE_BY_SIDE = """
Month | Calls | | Agent | CSAT
Jan | 100 | | Ann | 4.5
Feb | 110 | | Bob | 4.1
Mar | 120 | | Cid | 4.2
"""
SIDE_BY_SIDE_LOWER = """
Month | Calls | | |
Jan | 100 | | Agent | CSAT
Feb | 110 | | Ann | 4.5
Mar | 120 | | Bob | 4.1
"""
SPACER_COLUMN = """
KPI | Jan | Feb | | Target | YTD
AHT | 312 | 305 | | 300 | 308
FCR | 0.7 | 0.8 | | 0.75 | 0.75
"""
SPACER_ROW = """
KPI | Jan | Feb
AHT | 312 | 305
FCR | 0.7 | 0.8
 | |
NPS | 40 | 42
Total | 9 | 10
"""
BLANK_UNDER_HEADING = """
KPI | Jan | Feb
 | |
AHT | 312 | 305
FCR | 0.7 | 0.8
"""
SECTIONS = """
KPI | Jan | Feb
Voice | |
AHT | 312 | 305
FCR | 0.7 | 0.8
Chat | |
AHT | 412 | 405
FCR | 0.5 | 0.6
"""
SECTIONS_APART = """
KPI | Jan | Feb
Voice | |
AHT | 312 | 305
 | |
Chat | |
AHT | 412 | 405
"""
NO_HEADING = """
CSAT | 85%
AHT | 5:12
FCR | 0.8
"""
NO_HEADING_TITLED = """
Vendor | Acme
Period | Jan 2026
CSAT | 85%
AHT | 5:12
FCR | 0.8
"""
NOT_AT_A1 = """
 | | |
 | | KPI | Jan
 | | AHT | 312
 | | FCR | 0.7
"""
TEXTS_ONLY = """
Ticket | Agent | Outcome
T-1 | Ann | solved
T-2 | Bob | open
T-3 | Ann | solved
"""
FIRST_RECORD_WITHOUT_FIGURE = """
Ticket | Agent | State | Score
T-1 | Ann | Open | Not scored yet
T-2 | Bob | Closed | 4
T-3 | Ann | Closed | 5
T-4 | Ann | Open | 3
"""
ROW_WITHOUT_FIGURE = """
KPI | Value
CSAT | 0.85
NPS | Measured next year
AHT | 312
"""
UNIT_ROW = """
Month | AHT | FCR
 | (sec) | %
Jan | 312 | 80
Feb | 305 | 81
"""
MARKS_FOR_NOTHING = """
Time period | Measure | Alpha | Beta
2024/25 | On time | [z] | 64.1
2025/26 | On time | n/a | 65.2
"""
YEAR_OVER_MONTH = """
KPI | 2025 | | 2026 |
 | Nov | Dec | Jan | Feb
AHT | 1 | 2 | 3 | 4
FCR | 5 | 6 | 7 | 8
"""
VENDOR_OVER_KPI = """
 | Acme | | Globex |
Month | AHT | FCR | AHT | FCR
Jan | 1 | 2 | 3 | 4
Feb | 5 | 6 | 7 | 8
"""
CHANNEL_OVER_KPI = """
 | Voice | Voice | Chat | Chat
Month | AHT | FCR | AHT | FCR
Jan | 1 | 2 | 3 | 4
Feb | 5 | 6 | 7 | 8
"""
YEARS = [["KPI", 2024, 2025, 2026], ["AHT", 312, 305, 300], ["FCR", 0.7, 0.8, 0.81]]
MONTHS = [
    ["KPI", dt.datetime(2026, 1, 1), dt.datetime(2026, 2, 1)],
    ["AHT", 312, 305],
    ["Report date", dt.datetime(2026, 2, 3), dt.datetime(2026, 3, 3)],
    ["FCR", 0.7, 0.8],
]
DAYS = [["Agent", 1, 2, 3, 4, 5], ["Ann", 9, 8, 7, 9, 4], ["Bob", 5, 6, 6, 4, 4]]
LOG_OF_DATES = [
    ["Ticket", "Created", "Closed"],
    ["T-1", dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 3)],
    ["T-2", dt.datetime(2026, 1, 2), None],
    ["T-3", dt.datetime(2026, 1, 2), dt.datetime(2026, 1, 9)],
]
YEARLIKE_FIGURES = [["KPI", "Jan", "Feb"], ["Calls", 2014, 2051], ["Chats", 1999, 2033]]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        pytest.param(drawn(PLAIN), [("A1:C3", [1])], id="plain"),
        pytest.param(drawn(TITLED), [("A4:D6", [4])], id="titled"),
        pytest.param(
            drawn(STACKED_WITH_TITLES), [("A2:C4", [2]), ("A6:C8", [6])], id="stacked, titles"
        ),
        pytest.param(
            drawn(STACKED_OTHER_HEADING), [("A1:C3", [1]), ("A5:C7", [5])], id="stacked, blank row"
        ),
        pytest.param(drawn(SIDE_BY_SIDE), [("A1:B4", [1]), ("D1:E4", [1])], id="side by side"),
        pytest.param(
            drawn(SIDE_BY_SIDE_LOWER), [("A1:B4", [1]), ("D2:E4", [2])], id="other heading row"
        ),
        pytest.param(drawn(SPACER_COLUMN), [("A1:F3", [1])], id="spacer column"),
        pytest.param(drawn(SPACER_ROW), [("A1:C6", [1])], id="spacer row"),
        pytest.param(drawn(BLANK_UNDER_HEADING), [("A1:C4", [1])], id="blank under heading"),
        pytest.param(drawn(SECTIONS), [("A1:C7", [1])], id="sections"),
        pytest.param(drawn(SECTIONS_APART), [("A1:C6", [1])], id="sections apart"),
        pytest.param(drawn(NO_HEADING), [("A1:B3", [])], id="no heading"),
        pytest.param(drawn(NO_HEADING_TITLED), [("A3:B5", [])], id="no heading, titled"),
        pytest.param(drawn(NOT_AT_A1), [("C2:D4", [2])], id="not at A1"),
        pytest.param(drawn(TEXTS_ONLY), [("A1:C4", [1])], id="texts only"),
        pytest.param(
            drawn(FIRST_RECORD_WITHOUT_FIGURE), [("A1:D5", [1])], id="first record no figure"
        ),
        pytest.param(drawn(ROW_WITHOUT_FIGURE), [("A1:B4", [1])], id="row without figure"),
        pytest.param(drawn(UNIT_ROW), [("A1:C4", [1, 2])], id="row of units"),
        pytest.param(drawn(MARKS_FOR_NOTHING), [("A1:D3", [1])], id="marks for nothing"),
        pytest.param(WrittenSheet(grid_of(YEARS)), [("A1:D3", [1])], id="years"),
        pytest.param(WrittenSheet(grid_of(MONTHS)), [("A1:C4", [1])], id="months as dates"),
        pytest.param(WrittenSheet(grid_of(DAYS)), [("A1:F3", [1])], id="days of the month"),
        pytest.param(WrittenSheet(grid_of(LOG_OF_DATES)), [("A1:C4", [1])], id="log of dates"),
        pytest.param(WrittenSheet(grid_of(YEARLIKE_FIGURES)), [("A1:C3", [1])], id="yearlike"),
        pytest.param(drawn("only a remark here"), [], id="one cell"),
        pytest.param(drawn("some | | words\n | | \n | here |"), [], id="scattered words"),
        pytest.param(
            drawn("Vendor: | Acme\nPeriod: | Jan 2026\nOwner: | Ann"),
            [],
            id="only about the report",
        ),
    ],
)
def test_tables_and_their_headings(
    sheet: WrittenSheet, expected: list[tuple[str, list[int]]]
) -> None:
    assert _found(find_structure(sheet)) == expected


def test_nothing_on_an_empty_sheet() -> None:
    assert find_structure(WrittenSheet(grid_of([[None, None]]))) == SheetStructure((), ())
    assert find_structure(WrittenSheet(grid_of([]))) == SheetStructure((), ())


def test_titles_belong_to_the_table_and_footnotes_do_not() -> None:
    structure = find_structure(drawn(TITLED))
    assert structure.regions[0].title == "Acme BPO - Performance Report | Vendor: Acme"
    assert structure.regions[0].title_cells == ((0, 0), (2, 0), (2, 1))
    assert _notes(structure) == {"A8"}


def test_each_stacked_table_has_its_own_title() -> None:
    regions = find_structure(drawn(STACKED_WITH_TITLES)).regions
    assert [region.title for region in regions] == ["Voice", "Chat"]


def test_lines_about_the_report_above_figures_are_titles() -> None:
    region = find_structure(drawn(NO_HEADING_TITLED)).regions[0]
    assert region.title == "Vendor: Acme | Period: Jan 2026"
    assert region.headers == ("", "")
    assert region.first_data_row == 2


def test_a_long_remark_above_a_table_is_no_title() -> None:
    remark = "This workbook holds the figures of all sites, agreed with the client in March."
    structure = find_structure(WrittenSheet(grid_of([["Calls"], [remark], *YEARS])))
    assert structure.regions[0].title == "Calls"
    assert _notes(structure) == {"A2"}


@pytest.mark.parametrize(
    ("rows", "merged", "headers"),
    [
        pytest.param(
            YEAR_OVER_MONTH,
            ((0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)),
            ("KPI", "2025 Nov", "2025 Dec", "2026 Jan", "2026 Feb"),
            id="year over month, merged",
        ),
        pytest.param(
            YEAR_OVER_MONTH,
            (),
            ("KPI", "2025 Nov", "2025 Dec", "2026 Jan", "2026 Feb"),
            id="year over month, followed by blanks",
        ),
        pytest.param(
            VENDOR_OVER_KPI,
            ((0, 1, 0, 2), (0, 3, 0, 4)),
            ("Month", "Acme AHT", "Acme FCR", "Globex AHT", "Globex FCR"),
            id="vendor over KPI",
        ),
        pytest.param(
            CHANNEL_OVER_KPI,
            (),
            ("Month", "Voice AHT", "Voice FCR", "Chat AHT", "Chat FCR"),
            id="channel over KPI, said for each column",
        ),
        pytest.param(
            " | 2026 | |\nKPI | Jan | Feb | Mar\nAHT | 1 | 2 | 3\nFCR | 5 | 6 | 7",
            ((0, 1, 0, 3),),
            ("KPI", "2026 Jan", "2026 Feb", "2026 Mar"),
            id="one parent beside the first column",
        ),
        pytest.param(
            "Month | AHT\\n(sec) | First call\\nresolution\nJan | 1 | 2\nFeb | 5 | 6",
            (),
            ("Month", "AHT (sec)", "First call resolution"),
            id="line breaks",
        ),
        pytest.param(
            "Month | AHT | FCR\n | (sec) | %\nJan | 312 | 80\nFeb | 305 | 81",
            (),
            ("Month", "AHT (sec)", "FCR %"),
            id="units below",
        ),
    ],
)
def test_headings_of_several_rows(rows: str, merged: Merged, headers: tuple[str, ...]) -> None:
    (region,) = find_structure(drawn(rows, merged)).regions
    assert region.headers == headers
    assert all(len(part) == len(headers) for part in region.header_parts)


def test_a_title_merged_over_the_table_is_no_heading() -> None:
    (region,) = find_structure(drawn("Monthly report | |" + PLAIN, ((0, 0, 0, 2),))).regions
    assert region.title == "Monthly report"
    assert region.headers == ("KPI", "Jan", "Feb")


def test_a_merged_title_over_two_tables_does_not_join_them() -> None:
    sheet = drawn("All figures | | | |\n" + SIDE_BY_SIDE.strip(), ((0, 0, 0, 4),))
    assert _found(find_structure(sheet)) == [("A2:B5", [2]), ("D2:E5", [2])]


def _pages(separator: list[list[object]], page: int = 12) -> WrittenSheet:
    heading: list[object] = ["Ticket", "Agent", "Minutes"]
    records: list[list[object]] = [[f"T-{n}", "Ann", n] for n in range(2 * page)]
    rows = [heading, *records[:page], *separator, heading, *records[page:]]
    return WrittenSheet(grid_of(rows))


@pytest.mark.parametrize("separator", [[], [[None]]], ids=["none", "blank row"])
def test_a_heading_said_again_is_a_page_break(separator: list[list[object]]) -> None:
    (region,) = find_structure(_pages(separator)).regions
    assert region.bottom == 25 + len(separator)
    assert region.repeated_headers == (13 + len(separator),)


def test_a_log_with_several_blank_rows_stays_one_table() -> None:
    rows: list[list[object]] = [["No", "Start", "Skill", "Wait"]]
    for number in range(1, 41):
        rows.append([number, dt.datetime(2026, 1, 1, 9, number), "visa", number % 7])
        if number in (12, 13, 27):
            rows.append([None, None, None, None])
    about: list[list[object]] = [["Raw export", None, None, None], ["", None, None, None]]
    structure = find_structure(WrittenSheet(grid_of([*about, *rows])))
    assert _found(structure) == [("A3:D46", [3])]


def test_a_heading_said_again_under_another_title_is_another_table() -> None:
    structure = find_structure(_pages([[None], ["Second site"]]))
    assert [region.title for region in structure.regions] == ["", "Second site"]


def test_a_lone_column_of_remarks_beyond_a_spacer_belongs_to_the_table() -> None:
    text = "KPI | Jan | Feb | | Remark\nAHT | 1 | 2 | |\nFCR | 3 | 4 | | new tool\nNPS | 5 | 6 | |"
    (region,) = find_structure(drawn(text)).regions
    assert _cells(region) == "A1:E4"
    assert region.headers == ("KPI", "Jan", "Feb", "", "Remark")


def test_names_before_a_spacer_belong_to_the_figures_that_share_their_rows() -> None:
    text = (
        "Acme travel desk | | | | | |\n2026\n | | | |\nKPI | | Jan | Feb | | Apr | May\n"
        "Calls | | 19 | 15 | | 20 | 19\nAHT | | 8 | 9 | | 7 | 8\nFCR % | | 78 | 80 | | 83 | 82"
    )
    structure = find_structure(drawn(text))
    assert _found(structure) == [("A4:G7", [4])]
    assert structure.regions[0].headers == ("KPI", "", "Jan", "Feb", "", "Apr", "May")
    assert not structure.notes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Sites | | Jan | Feb\nLeeds | | 1 | 2\n | | 3 | 4\n | | 5 | 6\n | | 7 | 8",
            id="one word beside four rows",
        ),
        pytest.param(
            "Vendors | | Month | Calls\nAcme | | 2026-01 | 2\nBeta | | 2026-02 | 4\n"
            "Gamma | | 2026-03 | 6",
            id="figures with keys of their own",
        ),
        pytest.param(
            "Note | | | | Jan | Feb\nx | | | | 1 | 2\ny | | | | 3 | 4\nz | | | | 5 | 6",
            id="far away",
        ),
    ],
)
def test_words_beside_other_figures_stay_apart(text: str) -> None:
    assert all(region.left > 0 for region in find_structure(drawn(text)).regions)


def test_footers_of_scattered_words_are_notes() -> None:
    text = "Name | Job | Age\nAnn | clerk | 41\nBob | cook | 42\nSome |\n | words | here\n | | too"
    structure = find_structure(drawn(text))
    assert _found(structure) == [("A1:C3", [1])]
    assert _notes(structure) == {"A4", "B5", "C5", "C6"}


def test_a_table_that_reaches_the_head_s_end_reaches_the_sheet_s_end() -> None:
    rows: list[list[object]] = [["Ticket", "Minutes"], *[[f"T-{n}", n] for n in range(199)]]
    sheet = WrittenSheet(grid_of(rows), rows=300_000)
    (region,) = find_structure(sheet).regions
    assert region.bottom == 299_999


def test_a_table_that_ends_within_the_head_of_a_bulk_sheet_stays_as_it_is() -> None:
    rows: list[list[object]] = [["Ticket", "Minutes", None, "Site", "Seats"]]
    rows += [[f"T-{n}", n, None, *((f"S{n}", n) if n < 5 else ())] for n in range(199)]
    log, list_of_sites = find_structure(WrittenSheet(grid_of(rows), rows=300_000)).regions
    assert (log.bottom, list_of_sites.bottom) == (299_999, 5)


def test_a_line_about_the_report_alone_above_scattered_words_is_no_table() -> None:
    rows = [
        [None, None, None, "Vendor:", 0.5],
        [None, None, None, None, "KPI"],
        [None, None, None, None, "KPI"],
        [None, None, None, None, 0.5],
    ]
    found = find_structure(WrittenSheet(grid_of(rows)))
    assert found.regions == ()
    assert len(found.notes) == 5
