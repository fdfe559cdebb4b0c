"""Tables of real files; what must be found was read off the files by eye."""

from __future__ import annotations

import pytest

from desktop_app.domain.address import cell_range
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.tables import find_structure
from desktop_app.importing.workbook import open_workbook
from tests.helpers.shared import shared_file

KEY_STATISTICS = "rail_key_statistics/table-2200_key_statistics_by_operator.ods"
CALL_REPORT = "call_report_workbook/Call Center.xlsx"
MULTI_SITE = "call_centres_multi_site/Call Centre.xlsx"
DEATHS = "messy_header_xls/deaths.xls"
NHS = "nhs_ae_monthly/Monthly-AE-August-2024.csv"
TICKETS = "tickets_sla/Call Center.xlsx"
REPS = "call_stats_by_rep/Call Center Data.csv"
RAIL = "rail_quarterly/Extracted Quarterly Op Data XL.xlsx"


def _structure(path: str, sheet_name: str) -> SheetStructure:
    file = shared_file(path)
    book = open_workbook(file.read_bytes(), file.name, ImportOptions(), NoProgress())
    sheet = next(s for s in book.sheets if sheet_name in ("", s.name))
    return find_structure(sheet)


@pytest.mark.parametrize(
    ("path", "sheet", "expected"),
    [
        (DEATHS, "arts", [("A5:F15", 5)]),
        (DEATHS, "other", [("A5:F15", 5)]),
        (
            KEY_STATISTICS,
            "2200_Key_statistics_by_operator",
            [("A6:Z36", 6), ("A39:Z54", 39), ("A57:Z72", 57), ("A75:Z90", 75)],
        ),
        (KEY_STATISTICS, "Cover_sheet", []),
        (CALL_REPORT, "Data", [("B3:L1003", 3), ("Q3:T18", 3)]),
        (CALL_REPORT, "Report", [("O16:U34", 16), ("L28:M30", None)]),
        (
            MULTI_SITE,
            "Pivot Tables",
            [
                ("A3:B8", 3),
                ("I3:J14", 3),
                ("L3:M9", 3),
                ("D4:G7", 4),
                ("O4:U9", 4),
                ("A11:B16", 11),
                ("A18:B29", 18),
                ("I18:J24", 18),
                ("I27:J32", 27),
            ],
        ),
        (MULTI_SITE, "Call centre data", [("A1:J1001", 1)]),
        (NHS, "", [("A1:V200", 1)]),
        (TICKETS, "Sheet1", [("A1:I2001", 1)]),
        (REPS, "", [("A1:I1252", 1)]),
        (RAIL, "PPM % Op", [("A1:Z27", 1)]),
        (RAIL, "Cancellations Op", [("A1:G588", 1)]),
    ],
)
def test_tables_and_heading_rows(
    path: str, sheet: str, expected: list[tuple[str, int | None]]
) -> None:
    found = [
        (
            cell_range(r.top, r.left, r.bottom, r.right),
            r.header_rows[-1] + 1 if r.header_rows else None,
        )
        for r in _structure(path, sheet).regions
    ]
    assert found == expected


def test_remarks_around_the_deaths_are_notes() -> None:
    structure = _structure(DEATHS, "arts")
    assert structure.regions[0].title == ""
    assert {row for row, _ in structure.notes} == {0, 1, 2, 3, 15, 16, 17, 18}


def test_pivot_titles_go_to_their_pivots() -> None:
    titles = [region.title for region in _structure(MULTI_SITE, "Pivot Tables").regions]
    assert titles[:3] == ["Calls by Channel", "Calls by State", "Tone Used"]
    assert titles[5:] == [
        "Calls by Callcenter",
        "Calls by City",
        "Reason for Calling",
        "Calls by Response Time",
    ]


def test_stacked_rail_tables_have_their_titles() -> None:
    regions = _structure(KEY_STATISTICS, "2200_Key_statistics_by_operator").regions
    assert [region.title.rpartition("Table ")[2][:5] for region in regions] == [
        "2200a",
        "2200b",
        "2200c",
        "2200d",
    ]
