"""Which mapping is found again for the next report, and what must not match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping, SaidBy
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.workbooks import Rows, catalogue, codes, write_workbook

Sheets = dict[str, Rows]

MONTHS = ["Jan 2026", "Feb 2026"]
LABELS = ["FCR %", "Happy index", "AHT", "Calls handled", "QA score %"]
AMOUNTS = {
    "FCR %": [81, 82],
    "Happy index": [91, 92],
    "AHT": [312, 318],
    "Calls handled": [4100, 4200],
    "QA score %": [95, 96],
}


def sheet(months: list[str], labels: list[str] = LABELS, first: str = "KPI") -> Rows:
    """A summary with one figure a label and month."""
    amounts = {label: AMOUNTS.get(label.strip("*"), [50, 51]) for label in labels}
    return [
        [first, *months],
        *([label, *(amounts[label][n % 2] for n in range(len(months)))] for label in labels),
    ]


def read(folder: Path, name: str, sheets: Sheets, *mappings: ReportMapping) -> ImportedReport:
    folder.mkdir(exist_ok=True)
    path = write_workbook(folder / name, sheets)
    return import_report(path, catalogue(), ImportOptions(mappings=mappings))


@pytest.fixture
def earlier(tmp_path: Path) -> ReportMapping:
    """The mapping of Acme's last report: the "Happy index" is CSAT, said by the user."""
    report = read(tmp_path / "before", "Acme Q1.xlsx", {"KPIs": sheet(MONTHS)})
    assert report.mapping is not None
    table = report.mapping.tables[0]
    return correcting.set_item(report.mapping, "KPIs", table.cells, "3", meaning="csat")


def csat(report: ImportedReport) -> list[float]:
    own = report.stated[report.stated["item"] == "csat"]
    return sorted(round(float(value), 4) for value in own["value"])


CHANGES: dict[str, Callable[[], Sheets]] = {
    "new months": lambda: {"KPIs": sheet(["Mar 2026", "Apr 2026"])},
    "a month more": lambda: {"KPIs": sheet([*MONTHS, "Mar 2026"])},
    "months in another form": lambda: {"KPIs": sheet(["2026-04", "2026-05"])},
    "another sheet name": lambda: {"Service April": sheet(MONTHS)},
    "a title above": lambda: {"KPIs": [["Monthly report"], [], *sheet(MONTHS)]},
    "moved to the right": lambda: {"KPIs": [[None, None, *row] for row in sheet(MONTHS)]},
    "rows in another order": lambda: {"KPIs": sheet(MONTHS, LABELS[::-1])},
    "a row more": lambda: {"KPIs": sheet(MONTHS, [*LABELS, "Occupancy %"])},
    "a row less": lambda: {"KPIs": sheet(MONTHS, LABELS[:4])},
    "a column more": lambda: {
        "KPIs": [
            [*row, note] for row, note in zip(sheet(MONTHS), ["Remark", *"abcde"], strict=True)
        ]
    },
    "a footnote mark": lambda: {
        "KPIs": sheet(MONTHS, ["FCR %", "Happy index*", "AHT", "Calls handled", "QA score %"])
    },
    "another table beside": lambda: {
        "KPIs": sheet(MONTHS),
        "Staff": [["Name", "Town"], ["a", "b"], ["c", "d"]],
    },
    "capitals": lambda: {"KPIs": sheet(MONTHS, [label.upper() for label in LABELS])},
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_report_is_read_by_the_last_ones_mapping(
    change: str, tmp_path: Path, earlier: ReportMapping
) -> None:
    after = read(tmp_path / "after", "Acme Q2.xlsx", CHANGES[change](), earlier)
    assert after.read_by == earlier
    assert set(csat(after)) == {0.91, 0.92} or change == "capitals"
    assert after.mapping is not None
    said = {
        item.heading.upper().rstrip("*"): (item.meaning, item.said_by)
        for table in after.mapping.tables
        for item in table.rows
    }
    assert said["HAPPY INDEX"] == ("csat", SaidBy.EARLIER)
    assert said["FCR %"] == ("fcr", SaidBy.RECOGNITION)
    assert "mapping-not-followed" not in codes(after)


def test_what_was_earlier_stays_so_in_the_report_after(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    second = read(tmp_path / "2", "Acme Q2.xlsx", {"KPIs": sheet(["Mar 2026"])}, earlier)
    assert second.mapping is not None
    third = read(tmp_path / "3", "Acme Q3.xlsx", {"K": sheet(["Apr 2026"])}, second.mapping)
    assert csat(third) == [0.91]


def test_a_log_with_moved_columns(tmp_path: Path) -> None:
    headings = ["Ticket", "Opened", "Closed", "Length", "Mood"]

    def log(order: list[int], month: int) -> Rows:
        rows: list[list[object]] = [
            [f"T-{n:03}", f"2026-{month:02}-{n + 1:02}", f"2026-{month:02}-{n + 2:02}", n + 4, 3]
            for n in range(20)
        ]
        return [[row[place] for place in order] for row in [list[object](headings), *rows]]

    before = read(tmp_path / "before", "Acme.xlsx", {"Log": log([0, 1, 2, 3, 4], 1)})
    assert before.mapping is not None
    mapping = correcting.set_item(
        before.mapping, "Log", "A1:E21", "D", meaning="handle_time", unit="minutes"
    )
    after = read(tmp_path / "after", "Acme.xlsx", {"Data": log([3, 0, 4, 2, 1], 2)}, mapping)
    (table,) = after.records
    assert table.columns["handle_time"] == ("A",)
    assert table.frame["handle_time"].iloc[0] == 240.0


def test_another_vendors_other_layout_does_not_match(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    other = {"KPIs": sheet(MONTHS, ["FCR %", "Happy index", "Occupancy %", "ASA", "Attrition %"])}
    after = read(tmp_path / "after", "Brava.xlsx", other, earlier)
    assert after.read_by is None
    assert csat(after) == []


def test_the_same_vendors_other_layout_does_not_match(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    other: Sheets = {"Costs": [["Month", "Total cost", "Invoices"], ["2026-01", 100, 3]]}
    after = read(tmp_path / "after", "Acme costs.xlsx", other, earlier)
    assert after.read_by is None


def test_another_vendors_same_template_is_said(tmp_path: Path, earlier: ReportMapping) -> None:
    after = read(tmp_path / "after", "Brava Q2.xlsx", {"KPIs": sheet(["Mar 2026"])}, earlier)
    assert after.vendor != earlier.vendor
    assert csat(after) == [0.91]
    (finding,) = (f for f in after.findings if f.code == "mapping-followed")
    assert finding.severity.value == "warning"
    assert "of Acme" in finding.message


def test_another_kpi_in_the_place_does_not_take_over_in_silence(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    renamed = ["FCR %", "Occupancy %", "AHT", "Calls handled", "QA score %"]
    after = read(tmp_path / "after", "Acme Q2.xlsx", {"KPIs": sheet(MONTHS, renamed)}, earlier)
    assert after.read_by == earlier
    assert csat(after) == []
    occupancy = after.stated[after.stated["item"] == "occupancy"]
    assert sorted(occupancy["value"].round(2)) == [0.5, 0.51]
    told = " ".join(f.message for f in after.findings)
    assert "'Happy index'" in told


def test_an_unknown_name_in_the_place_is_asked_about(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    months: Rows = sheet(["Mar 2026", "Apr 2026"])
    months[2] = ["Joy level", 91, 93]  # type: ignore[index]
    after = read(tmp_path / "after", "Acme Q2.xlsx", {"KPIs": months}, earlier)
    assert csat(after) == []
    (finding,) = (f for f in after.findings if f.code == "heading-renamed")
    assert finding.severity.value == "question"
    assert "'Happy index'" in finding.message
    assert "'Joy level'" in finding.message


def test_the_very_file_comes_before_a_better_likeness(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    after = read(tmp_path / "after", "Acme Q2.xlsx", {"KPIs": sheet(["Apr 2026", "May 2026"])})
    own = replace(earlier, sha256=after.sha256, tables=())
    options = ImportOptions(mappings=(own, earlier))
    again = import_report(Path(after.path), catalogue(), options)
    assert again.read_by == own
    assert csat(again) == []


def test_of_two_mappings_of_a_vendor_the_more_alike_is_taken(
    tmp_path: Path, earlier: ReportMapping
) -> None:
    less = replace(
        earlier,
        sha256="less",
        tables=(replace(earlier.tables[0], rows=earlier.tables[0].rows[:3]),),
    )
    sheets = {"KPIs": sheet(["Mar 2026"])}
    for mappings in ((earlier, less), (less, earlier)):
        after = read(tmp_path / "after", "Acme Q2.xlsx", sheets, *mappings)
        assert after.read_by == earlier


def test_an_earlier_word_that_the_values_deny_is_not_followed(tmp_path: Path) -> None:
    def table(mood: list[object]) -> Sheets:
        rows = zip(["2026-01", "2026-02", "2026-03"], [81, 82, 83], mood, strict=True)
        return {"KPIs": [["Month", "FCR %", "Mood"], *map(list, rows)]}

    before = read(tmp_path / "before", "Acme.xlsx", table([91, 92, 93]))
    assert before.mapping is not None
    mapping = correcting.set_item(before.mapping, "KPIs", "A1:C4", "C", meaning="csat")
    after = read(tmp_path / "after", "Acme.xlsx", table(["good", "bad", "well"]), mapping)
    assert csat(after) == []
    told = [f.message for f in after.findings if f.code == "mapping-not-followed"]
    assert len(told) == 1
    assert "'Mood' as csat: its cells can't be read as that" in told[0]


def test_the_layout_said_of_the_last_report_is_followed(tmp_path: Path) -> None:
    sheets = {"KPIs": sheet(MONTHS), "Pilot": sheet(MONTHS, LABELS[:3], first="Pilot KPI")}
    before = read(tmp_path / "before", "Acme.xlsx", sheets)
    assert before.mapping is not None
    pilot = next(table for table in before.mapping.tables if table.sheet == "Pilot")
    mapping = correcting.set_aside(before.mapping, "Pilot", pilot.cells)
    renamed = {"April": sheets["KPIs"], "April pilot": sheets["Pilot"]}
    after = read(tmp_path / "after", "Acme.xlsx", renamed, mapping)
    kinds = {s.sheet: [table.layout.value for table in s.tables] for s in after.sheets}
    assert kinds == {"April": ["wide"], "April pilot": ["other"]}


def sites(*names: str) -> Sheets:
    """A sheet of one form for each site."""
    return {name: sheet(["Mar 2026"]) for name in names}


def of_sheet(report: ImportedReport) -> dict[str, list[float]]:
    own = report.stated[report.stated["item"] == "csat"]
    return {str(name): list(group["value"]) for name, group in own.groupby("sheet")}


def test_twins_are_told_apart_by_the_names_of_their_sheets(tmp_path: Path) -> None:
    before = read(tmp_path / "before", "Acme.xlsx", sites("Cebu", "Pune", "Pilot"))
    assert before.mapping is not None
    cells = before.mapping.tables[0].cells
    mapping = correcting.set_aside(before.mapping, "Pilot", cells)
    after = read(tmp_path / "after", "Acme.xlsx", sites("Pilot", "Pune", "Lodz"), mapping)
    kinds = {s.sheet: s.tables[0].layout.value for s in after.sheets}
    assert kinds == {"Pilot": "other", "Pune": "wide", "Lodz": "wide"}


def test_of_twins_that_nothing_tells_apart_none_is_set_aside(tmp_path: Path) -> None:
    before = read(tmp_path / "before", "Acme.xlsx", sites("Cebu", "Pilot"))
    assert before.mapping is not None
    mapping = correcting.set_aside(before.mapping, "Pilot", before.mapping.tables[1].cells)
    after = read(tmp_path / "after", "Acme.xlsx", sites("Delta", "Echo"), mapping)
    assert {s.tables[0].layout.value for s in after.sheets} == {"wide"}
    told = [f.message for f in after.findings if f.code == "mapping-not-followed"]
    assert len(told) == 1
    assert "on 'Pilot'" in told[0]


def test_a_twin_more_is_read_like_the_others(tmp_path: Path) -> None:
    before = read(tmp_path / "before", "Acme.xlsx", sites("Cebu", "Pune"))
    mapping = before.mapping
    assert mapping is not None
    for table in mapping.tables:
        mapping = correcting.set_item(mapping, table.sheet, table.cells, "3", meaning="csat")
    after = read(tmp_path / "after", "Acme.xlsx", sites("Cebu", "Lodz", "Pune"), mapping)
    assert of_sheet(after) == {"Cebu": [0.91], "Lodz": [0.91], "Pune": [0.91]}


def test_cells_that_the_user_gave_a_table_are_found_by_its_heading(tmp_path: Path) -> None:
    def book(months: list[str], above: int) -> Sheets:
        # The row of names right above is taken for a title, and is part of the heading.
        group = [None, *["Cebu"] * len(months)]
        return {"KPIs": [*[["Acme"], []] * above, group, *sheet(months)]}

    before = read(tmp_path / "before", "Acme.xlsx", book(MONTHS, 1))
    assert before.mapping is not None
    (table,) = before.mapping.tables
    assert table.cells == "A4:C9"
    mapping = correcting.set_table_cells(before.mapping, "KPIs", table.cells, "A3:C9")
    mapping = correcting.set_header_rows(mapping, "KPIs", "A3:C9", 2)
    mapping = replace(mapping, sha256="")  # written again, the file has other bytes
    corrected = read(tmp_path / "before", "Acme.xlsx", book(MONTHS, 1), mapping)
    assert corrected.mapping is not None
    assert [t.cells for s in corrected.sheets for t in s.tables] == ["A3:C9"]
    assert corrected.mapping.tables[0].columns[1].heading == "Cebu Jan 2026"
    new = book(["Mar 2026", "Apr 2026"], 2)
    after = read(tmp_path / "after", "Acme.xlsx", new, corrected.mapping)
    assert [t.cells for s in after.sheets for t in s.tables] == ["A5:C11"]
    fcr = after.stated[after.stated["item"] == "fcr"]
    assert sorted(fcr["value"].round(2)) == [0.81, 0.82]
