from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.errors import VendorBenchError
from desktop_app.gui import dialogs
from desktop_app.gui.steps import Step
from tests.helpers.drops import drop


@pytest.fixture
def page(compared):
    return compared.page(Step.SOURCES)


def _row(page, name):
    table = page.files.table
    return [cell.text for cell in table.rows[table.find(f"/reports/{name}.xlsx")].cells]


def test_the_first_screen_offers_four_ways_to_begin(window):
    start = window.page(Step.SOURCES).start
    names = [b.accessibleName() for b in (*start.samples.buttons, *start.project.buttons)]
    assert names == [
        "Open a sample comparison: Customer support",
        "Open a sample comparison: Research",
        "Open a project: Choose a project…",
    ]
    assert start.drop_area.choose.isVisible()


def test_a_sample_is_one_click_away(qtbot, window, services):
    start = window.page(Step.SOURCES).start
    qtbot.mouseClick(start.samples.buttons[0], Qt.MouseButton.LeftButton)
    assert services.read[0].paths[0].name == "customer-support"


def test_files_are_chosen_and_their_folder_is_kept(qtbot, window, monkeypatch, services):
    chosen = [Path("/reports/Alder.xlsx"), Path("/reports/Birch.xlsx")]
    monkeypatch.setattr(dialogs.ChooseReports, "ask", lambda _window, _folder: chosen)
    qtbot.mouseClick(window.page(Step.SOURCES).start.drop_area.choose, Qt.MouseButton.LeftButton)
    assert services.read[0].paths == tuple(chosen)
    assert window.preferences.value.reports_folder == "/reports"


def test_a_drop_on_the_area_is_read(window, services):
    area = window.page(Step.SOURCES).start.drop_area
    assert drop(area, "file:///reports/Alder.xlsx")
    assert services.read[0].paths == (Path("/reports/Alder.xlsx"),)


def test_every_file_shows_its_state_and_a_failed_one_its_reason(page):
    assert _row(page, "Alder") == ["Look at", "Alder.xlsx", "Alder", "4 records (log)", "50 %"]
    assert _row(page, "Damson")[0] == "Failed"
    page.files.select("/reports/Damson.xlsx")
    assert "is not a workbook" in page._list.details._message.text()


def test_the_details_follow_the_chosen_file(page):
    page.files.select("/reports/Birch.xlsx")
    details = page._list.details
    assert details._title.text() == "Birch.xlsx"
    assert [row.cells[0].text for row in details.findings.table.rows] == ["Look at", "Note"]
    assert details._message.text() == "Only four records.\nLog!A2:C5"
    assert "Figures used: 7 (50.0 %)" in details._bar.accessibleDescription()


def test_a_vendor_is_renamed_in_the_table_compared_again_and_undone(compared, page, services):
    before = len(services.compared)
    model = page.files.model()
    place = page.files.table.find("/reports/Alder.xlsx")
    assert model.setData(model.index(place, 2), "  Oak   Ltd ")
    assert _row(page, "Alder")[2] == "Oak Ltd"
    assert services.compared[before:] == [("Oak Ltd", "Birch", "Cedar", "")]
    assert compared.menus.undo.text() == "&Undo rename Alder to Oak Ltd"
    compared.menus.undo.trigger()
    assert _row(page, "Alder")[2] == "Alder"
    assert services.compared[-1] == ("Alder", "Birch", "Cedar", "")


@pytest.mark.parametrize("name", ["", "   ", "Alder"])
def test_an_empty_or_equal_name_changes_nothing(compared, page, name):
    model = page.files.model()
    place = page.files.table.find("/reports/Alder.xlsx")
    assert not model.setData(model.index(place, 2), name)
    assert compared.menus.undo.text() == "&Undo add 4 reports"


def test_a_report_is_removed_with_the_key_and_undone(qtbot, compared, page):
    page.files.setFocus()
    page.files.select("/reports/Birch.xlsx")
    page._list._remove.click()
    assert page.files.table.find("/reports/Birch.xlsx") is None
    compared.menus.undo.trigger()
    assert page.files.table.find("/reports/Birch.xlsx") == 1


def test_removing_the_last_report_leads_back_to_the_first_screen(compared, page):
    for report in compared.workbench.reports:
        compared.session.remove_report(report.path)
    assert page.start.isVisible()
    assert compared.workbench.comparison is None


def test_reading_again_keeps_given_names(compared, services):
    compared.session.rename_vendor("/reports/Alder.xlsx", "Oak")
    compared.session.read_again()
    assert services.read[-1].vendors["/reports/Alder.xlsx"] == "Oak"
    assert compared.workbench.reports[0].vendor == "Oak"


def test_a_notice_sums_up_what_was_read(window):
    told = []
    window.session.noticed.connect(told.append)
    window.open_paths([Path("/reports/Alder.xlsx"), Path("/reports/Damson.xlsx")])
    assert told[0].tone == "look"
    assert told[0].text == (
        "1 report read. Damson.xlsx could not be used: its reason is in the list."
    )


def test_a_file_that_is_open_under_another_name_is_said(window):
    told = []
    window.session.noticed.connect(told.append)
    window.open_paths([Path("/a/Alder.xlsx")])
    window.open_paths([Path("/b/Alder.xlsx")])
    assert "has the same content as Alder.xlsx" in told[-1].text
    assert len(window.workbench.reports) == 1


def test_a_folder_without_reports_says_what_was_looked_for(window):
    told = []
    window.session.noticed.connect(told.append)
    window.open_paths([Path("/empty")])
    assert told[0].text.startswith("There is no report in /empty. Looked for .xlsx")


def test_reading_that_fails_as_a_whole_is_told_and_changes_nothing(compared, services):
    services.fail["read"] = VendorBenchError("The worker could not be started.", "Try again.")
    told = []
    compared.session.noticed.connect(told.append)
    compared.open_paths([Path("/reports/Elm.xlsx")])
    assert told[0].text == "Nothing was read. The worker could not be started. Try again."
    assert len(compared.workbench.reports) == 4


def test_a_fault_of_the_program_is_reported_and_no_trace_shown(compared, services, faults):
    seen, told = [], []
    compared.session.bug.disconnect()
    compared.session.bug.connect(seen.append)
    compared.session.noticed.connect(told.append)
    services.fail["compare"] = KeyError("column 'x'")
    compared.session.rename_vendor("/reports/Alder.xlsx", "Oak")
    assert isinstance(seen[0], KeyError)
    assert "column" not in told[-1].text
    assert told[-1].action == "Try again"
    services.fail.clear()
    told[-1].act()
    assert compared.workbench.up_to_date
