from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.finding import Finding, Severity
from desktop_app.presenting import report_tables as tables
from desktop_app.presenting.tables import Tint
from tests.helpers import comparisons


def test_a_report_is_fine_a_question_or_failed():
    report = comparisons.report("Alder")
    assert tables.report_state(report).text == "Look at"
    quiet = [finding for finding in report.findings if finding.severity is Severity.INFO]
    assert tables.report_state(replace(report, findings=quiet)).tint is Tint.OK
    failed = tables.report_state(comparisons.report("Alder", failed=True))
    assert failed.text == "Failed"
    assert "is not a workbook" in failed.reason


def test_a_readable_file_without_figures_says_so():
    report = replace(comparisons.report("Alder"), records=[], findings=[])
    assert tables.report_state(report).text == "Nothing found"


def test_a_file_with_an_unusable_sheet_still_counts_by_its_good_ones():
    report = comparisons.report("Alder")
    bad_sheet = Finding(Severity.ERROR, "sheet-unreadable", "Sheet 2 is damaged.", "Alder.xlsx")
    assert tables.report_state(replace(report, findings=[bad_sheet])).text == "Look at"


def test_what_a_report_holds_is_said_in_words():
    assert tables.understood(comparisons.report("Alder")) == "4 records (log)"
    assert tables.understood(comparisons.report("Alder", failed=True)) == "–"


def test_findings_come_gravest_first_with_their_place():
    table = tables.findings_table(comparisons.report("Alder").findings)
    assert [row.cells[0].text for row in table.rows] == ["Look at", "Note"]
    assert table.rows[0].cells[2].text == "Log!A2:C5"


def test_findings_without_any_place_have_no_column_for_it():
    table = tables.findings_table([Finding(Severity.INFO, "x", "Just so you know.")])
    assert [column.key for column in table.columns] == ["severity", "message"]


def test_columns_tell_what_they_were_taken_for_and_how_sure():
    report = comparisons.report("Alder")
    table = tables.columns_table(report.sheets, comparisons.catalogue())
    assert table.rows[0].heading == "Log!A1:C5  ·  log, 4 rows"
    texts = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert texts[0][1:5] == ["Agent", "Agent", "", "sure (95 %)"]
    assert texts[1][1:5] == ["Solved at once?", "First contact resolution", "", "a guess (70 %)"]
    assert texts[2][1:5] == ["Remarks", "not used", "", ""]


def test_unrecognised_columns_can_be_left_out():
    report = comparisons.report("Alder")
    table = tables.columns_table(report.sheets, comparisons.catalogue(), skip_unused=True)
    assert len(table.rows) == 3


def test_all_cells_are_accounted_for():
    report = comparisons.report("Alder")
    counts = tables.uses_of(report.sheets)
    assert sum(counts.values()) == report.sheets[0].accounting.cells
    assert counts["used"] == 7


def test_several_vendors_of_one_file_are_counted_and_named():
    report = replace(comparisons.report("Alder"), vendor="", vendors=("A", "B"))
    cell = tables.files_table([report]).rows[0].cells[2]
    assert cell.text == "2 vendors"
    assert cell.tooltip == "Named in the file itself: A, B"
