"""KPIs, Compare, Mapping, Trends, Decide and Report with a comparison."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.domain.errors import ExportError
from desktop_app.exporting.workbook import SHEETS
from desktop_app.gui import dialogs
from desktop_app.gui.common.shown_vendors import FIRST_SHOWN, ShownVendors
from desktop_app.gui.steps import Step
from desktop_app.presenting import export_words


def _page(window, step):
    window.go(step)
    return window.page(step)


def _button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_a_figure_leads_to_its_definition_formula_and_cells(compared):
    page = _page(compared, Step.KPIS)
    page.table.select("fcr", "Birch")
    words = " ".join(
        label.text() for label in page.panel.findChildren(type(page.panel._cells_state))
    )
    assert "First contact resolution" in words
    assert "outside that interval" in words
    assert "formula of row 1" in words
    assert "2 rows of Alder.xlsx, Log" in words
    assert page.panel.cells.isVisible()


def test_a_missing_figure_is_explained_too(compared):
    page = _page(compared, Step.KPIS)
    page.table.select("cost_per_contact", "Birch")
    words = " ".join(
        label.text() for label in page.panel.findChildren(type(page.panel._cells_state))
    )
    assert "Birch has no figure for it." in words
    assert not page.panel.cells.isVisible()


def test_the_table_turns_and_the_choice_is_kept(qtbot, compared):
    page = _page(compared, Step.KPIS)
    qtbot.mouseClick(_button(page, "Vendors as rows"), Qt.MouseButton.LeftButton)
    assert [row.key for row in page.table.table.rows] == ["Alder", "Birch", "Cedar"]
    assert compared.preferences.value.vendors_down
    page.table.select("Birch", "fcr")
    assert page.panel._shown == ("fcr", "Birch")


def test_a_heading_sorts_by_value(compared):
    compared.preferences.change(vendors_down=True)
    page = _page(compared, Step.KPIS)
    aht = [column.key for column in page.table.table.columns].index("aht")
    page.table.horizontalHeader().sectionClicked.emit(aht)
    assert [row.key for row in page.table.table.rows] == ["Cedar", "Birch", "Alder"]


def test_a_profile_ranks_anew_without_measuring_and_is_undone(qtbot, compared, services):
    page = _page(compared, Step.COMPARE)
    measured = len(services.compared)
    page.profile.box.setCurrentIndex(1)
    page.profile.box.activated.emit(1)
    assert compared.workbench.scenario.profile == "cost"
    assert services.reranked == ["cost"]
    assert len(services.compared) == measured
    assert compared.menus.undo.text() == "&Undo rank by Cost optimisation"
    compared.menus.undo.trigger()
    assert compared.workbench.scenario.profile == "balanced"
    assert page.profile.box.currentText() == "Balanced scorecard"


def test_the_ranking_says_who_leads_and_how_surely(compared):
    page = _page(compared, Step.COMPARE)
    assert page._verdict.text().startswith("No clear winner. Alder is first, but Birch can't be")
    assert page._verdict.text().endswith(
        "Birch is 11.4 points behind, with a noise of 15.3 points."
    )
    assert [row.key for row in page.ranking.table.rows] == ["Alder", "Birch", "Cedar"]
    assert page._more.text() == "1 thing to know"


def test_the_chart_follows_kpi_and_ticked_vendors(compared):
    page = _page(compared, Step.COMPARE)
    page.by_kpi.box.setCurrentIndex(page.by_kpi.box.findData("aht"))
    page.by_kpi.box.activated.emit(page.by_kpi.box.currentIndex())
    assert page.by_kpi.bars._chart.vendors == ("Cedar", "Birch", "Alder")
    page.vendors.tick("Cedar", False)
    assert page.by_kpi.bars._chart.vendors == ("Birch", "Alder")


def test_without_a_ticked_vendor_the_chart_says_what_to_do(compared):
    page = _page(compared, Step.COMPARE)
    for vendor in ("Alder", "Birch", "Cedar"):
        page.vendors.tick(vendor, False)
    assert page.by_kpi._empty.text() == "Tick a vendor at the right to see it here."
    assert not page.by_kpi.bars.isVisible()
    page.tabs.go_to("Radar")
    assert not page.radar.chart.isVisible()


def test_ticks_stay_when_the_ranking_changes(compared):
    page = _page(compared, Step.COMPARE)
    page.vendors.tick("Cedar", False)
    compared.session.choose_profile("cost")
    assert page.vendors.ticked() == ("Alder", "Birch")


def test_a_vendor_put_off_in_one_step_is_off_in_all_charts(compared):
    page, trends = _page(compared, Step.COMPARE), _page(compared, Step.TRENDS)
    trends.vendors.tick("Cedar", False)
    assert page.vendors.ticked() == ("Alder", "Birch")
    compared.go(Step.COMPARE)
    assert "Cedar" not in page.by_kpi.bars._chart.vendors
    page.vendors.tick("Cedar", True)
    compared.go(Step.TRENDS)
    assert trends.vendors.ticked() == ("Alder", "Birch", "Cedar")


def test_a_vendor_put_off_in_a_legend_of_decide_is_off_everywhere_and_back(compared):
    page, decide = _page(compared, Step.COMPARE), _page(compared, Step.DECIDE)
    decide.tabs.go_to("Trade-off")
    decide.tabs.go_to("How sure")
    decide.sure.show_part("weights")
    decide.tabs.go_to("Trade-off")
    key, lines = decide.trade_off.key, decide.sure._lines_key
    key.entries["Alder"].click()
    assert key.hidden == lines.hidden == {"Alder"}
    assert "Alder" not in page.vendors.ticked()
    assert "Alder" not in {spot.vendor for spot in decide.trade_off.chart.spots}
    decide.tabs.go_to("How sure")
    assert "Alder" in decide.sure.lines._hidden
    compared.go(Step.COMPARE)
    page.vendors.tick("Alder", True)
    assert key.hidden == lines.hidden == set()


def test_vendors_beyond_those_shown_at_first_are_not_put_off():
    shown = ShownVendors()
    names = [f"Vendor {place}" for place in range(FIRST_SHOWN + 2)]
    shown.offer(names)
    assert not shown.is_shown(names[-1])
    assert not shown.is_put_off(names[-1]), "nobody said so: it counts where all are compared"
    shown.put(names[-1], False)
    assert shown.is_put_off(names[-1])
    shown.put(names[-1], True)
    assert shown.is_shown(names[-1])
    assert not shown.is_put_off(names[-1])


def test_the_chosen_kpi_is_the_same_over_time(compared):
    page = _page(compared, Step.COMPARE)
    page.by_kpi.box.setCurrentIndex(page.by_kpi.box.findData("aht"))
    page.by_kpi.box.activated.emit(page.by_kpi.box.currentIndex())
    page.tabs.go_to("Over time")
    assert page.over_time.box.currentData() == "aht"
    assert page.over_time.trend._chart.periods == ("2026-01", "2026-02", "2026-03")
    assert "Birch (no figures by period)" in page.over_time._left_out.text()


def test_over_time_offers_only_kpis_with_periods(compared):
    page = _page(compared, Step.COMPARE)
    page.tabs.go_to("Over time")
    box = page.over_time.box
    assert {box.itemData(i) for i in range(box.count())} == {"fcr", "aht"}


def test_hovering_a_bar_tells_value_and_n(compared):
    page = _page(compared, Step.COMPARE)
    compared.grab()
    chart = page.by_kpi.bars
    spot = chart.spots[0]
    there = chart.plot_item.vb.mapViewToScene(QPointF(spot.x / 2, spot.y))
    assert "n = 1,000" in chart.spot_near(there).text


def test_a_click_on_a_bar_goes_to_the_figure_and_its_cells(compared, qtbot):
    page = _page(compared, Step.COMPARE)
    compared.grab()
    chart = page.by_kpi.bars
    kpi, vendor = page.by_kpi.box.currentData(), chart._chart.vendors[1]
    spot = chart.spots[1]
    there = chart.plot_item.vb.mapViewToScene(QPointF(spot.x / 2, spot.y))
    place = chart.mapFromScene(there)
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    kpis = compared.page(Step.KPIS)
    assert kpis.isVisible()
    assert kpis.table.current_keys() == (kpi, vendor)
    assert kpis.panel.isVisible()
    assert kpis.panel._shown == (kpi, vendor)


def test_any_two_vendors_meet_head_to_head(compared):
    page = _page(compared, Step.COMPARE)
    page.tabs.go_to("Head to head")
    assert page.duel.table.table.columns[1].title == "Alder"
    page.duel.second.setCurrentText("Cedar")
    page.duel.second.activated.emit(page.duel.second.currentIndex())
    assert page.duel.table.table.columns[2].title == "Cedar"
    page.duel.first.setCurrentText("Cedar")
    page.duel.first.activated.emit(page.duel.first.currentIndex())
    assert not page.duel.table.isVisible()
    assert page.duel._tally.text() == "Choose two different vendors."


def test_trends_follows_the_chosen_kpi_of_the_ticked_vendors(compared):
    page = _page(compared, Step.TRENDS)
    offered = {page.box.itemData(i) for i in range(page.box.count())}
    assert offered == {"fcr", "aht"}
    page.box.setCurrentIndex(page.box.findData("aht"))
    page.box.activated.emit(page.box.currentIndex())
    assert page.chart._chart.axis.title == page.box.currentText()
    followed = {row.key for row in page.table.table.rows}
    assert followed
    assert "Birch (no figures by period)" in page._left_out.text()
    for vendor in page.vendors.ticked():
        page.vendors.tick(vendor, False)
    assert not page.chart.isVisible()
    assert page._state.text() == "Tick a vendor at the right to see it here."
    page.vendors.tick(next(iter(followed)), True)
    assert [row.key for row in page.table.table.rows] == [next(iter(followed))]
    assert page.chart.isVisible()


def test_trends_without_periods_says_so(compared):
    comparison = compared.workbench.comparison
    empty = replace(comparison, by_period=comparison.by_period.iloc[:0])
    compared.workbench.accept(compared.workbench._generation, empty)
    page = _page(compared, Step.TRENDS)
    assert page._state.text() == "No report gives a figure for two periods or more."
    assert not page.chart.isVisible()


def test_decide_shows_weights_and_rules_and_changes_the_profile(compared):
    page = _page(compared, Step.DECIDE)
    assert page.weights.table.rows[0].key == "fcr"
    assert "Compliance rate at least 95.0 %" in page._rules.text()
    page.profile.box.activated.emit(1)
    assert compared.workbench.scenario.profile == "cost"


def test_the_report_step_names_the_sheets_that_are_written():
    assert list(export_words.SHEETS) == list(SHEETS)


def test_exporting_says_where_the_workbook_is(qtbot, compared, services, tmp_path):
    page = _page(compared, Step.REPORT)
    page.target.setText(str(tmp_path / "mine.xlsx"))
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert services.exported == [tmp_path / "mine.xlsx"]
    assert page._outcome_text.text() == f"Written to {tmp_path / 'mine.xlsx'}."
    assert page._open_folder.isVisible()
    assert page.export.isEnabled()
    assert compared.preferences.value.export_folder == str(tmp_path)


def test_sheets_are_left_out_by_a_click_and_the_figures_never(qtbot, compared, services, tmp_path):
    page = _page(compared, Step.REPORT)
    page.target.setText(str(tmp_path / "mine.xlsx"))
    page.sheets["Methods"].click()
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert services.left_out == ("Methods",)
    assert not {"Ranking", "Measurements", "Findings", "Sources"} & set(page.sheets)


def test_a_refused_target_is_said_calmly_and_another_name_offered(
    qtbot, compared, services, tmp_path
):
    (tmp_path / "mine (2).xlsx").write_bytes(b"")
    services.fail["export"] = ExportError("mine.xlsx can't be written.", "Close it in Excel.")
    page = _page(compared, Step.REPORT)
    page.target.setText(str(tmp_path / "mine.xlsx"))
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert page._outcome_text.text() == "mine.xlsx can't be written. Close it in Excel."
    qtbot.mouseClick(page._other_name, Qt.MouseButton.LeftButton)
    assert page.target.text() == str(tmp_path / "mine (3).xlsx")


@pytest.mark.parametrize("typed", ["mine.xlsx", "~nobody-of-this-name/mine.xlsx"])
def test_a_name_without_a_folder_is_meant_for_the_usual_one(compared, services, tmp_path, typed):
    compared.preferences.change(export_folder=str(tmp_path))
    page = _page(compared, Step.REPORT)
    page.target.setText(typed)
    page.export.click()
    assert services.exported == [tmp_path / typed]


def test_without_a_target_nothing_is_written(qtbot, compared, services):
    page = _page(compared, Step.REPORT)
    page.target.setText("  ")
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert services.exported == []
    assert page._outcome.isVisible()


def test_the_target_is_chosen_in_the_systems_dialog(qtbot, compared, monkeypatch):
    page = _page(compared, Step.REPORT)
    monkeypatch.setattr(
        dialogs.ChooseTarget, "ask_workbook", lambda _page, _proposal: Path("/x/y.xlsx")
    )
    qtbot.mouseClick(_button(page, "Choose…"), Qt.MouseButton.LeftButton)
    assert page.target.text() == str(Path("/x/y.xlsx"))


@pytest.mark.parametrize("step", [Step.KPIS, Step.COMPARE, Step.DECIDE, Step.REPORT])
def test_with_only_failed_files_the_step_says_why_it_is_empty(window, step):
    window.open_paths([Path("/reports/Damson.xlsx")])
    page = _page(window, step)
    QApplication.processEvents()
    assert page._empty._title.text() == "Nothing to compare yet"
    assert _button(page, "Go to Sources").isVisible()


def test_the_panel_opens_with_a_figure_and_closes_with_escape(qtbot, compared):
    page = _page(compared, Step.KPIS)
    assert page.panel.isHidden()
    page.table.select("fcr", "Alder")
    assert page.panel.isVisible()
    compared.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    compared.session.choose_profile("cost")
    assert page.panel.isHidden()
    page.table.clicked.emit(page.table.currentIndex())
    assert page.panel.isVisible()


def test_the_same_mix_is_worked_out_by_what_the_vendors_share(compared, monkeypatch):
    page = _page(compared, Step.COMPARE)
    page.tabs.go_to("Same mix")
    assert "can't be brought to one mix" in page.mix._state.text()
    assert not page.mix.table.isVisible()


def test_the_months_covered_lead_to_the_figure(compared):
    page = _page(compared, Step.KPIS)
    page.turn.chosen.emit("coverage")
    first = next(row for row in page.table.table.rows if not row.heading)
    assert first.key[0] in compared.workbench.comparison.vendors
    assert "computed from records" in page._legend.text()
    page.table.select(first.key)
    assert page.panel.isVisible()
    page.turn.chosen.emit("vendors")
    assert page.table.table.columns[0].key == "vendor"
    page.turn.chosen.emit("kpis")
    assert page.table.table.columns[0].key == "kpi"


def test_trends_turn_from_one_chart_to_one_a_vendor_and_one_a_kpi(compared):
    page = _page(compared, Step.TRENDS)
    page.show_side("vendors")
    assert page._stacked.currentWidget() is page.small
    assert [panel.vendor for panel in page.multiples.charts.panels] == ["Alder", "Birch", "Cedar"]
    assert "95 % intervals" in page._left_out.text()
    page.vendors.tick("Birch", False)
    assert [panel.vendor for panel in page.multiples.charts.panels] == ["Alder", "Cedar"]
    page.show_side("kpis")
    assert [panel.kpi for panel in page.multiples.charts.panels] == ["fcr", "aht"]
    assert not page.box.isEnabled()
    assert {row.key[0] for row in page.table.table.rows if not row.heading} == {"fcr", "aht"}
    page.small.turn("table")
    assert len(page.small.table.table.rows) == 11
    page.show_side("one")
    assert page._stacked.currentWidget() is page.panel
    assert page.box.isEnabled()
    assert not page.small.controls.isVisible()
    assert page.panel.controls.isVisible()
