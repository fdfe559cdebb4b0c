"""The tabs of the Decide step: weights that move, how sure the ranking is, methods."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from desktop_app.gui.decide.preferences_dialog import PreferencesDialog
from desktop_app.gui.decide.view import DecidePage
from desktop_app.gui.decide.weights.limits_dialog import LimitsDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison import rerank
from desktop_app.scoring.model import Method, Normalisation, Preference
from desktop_app.scoring.weight_draws import WeightSpace
from desktop_app.workbench.preferences import ThemeChoice
from tests.benchmark import fields


@pytest.fixture
def page(compared: MainWindow) -> DecidePage:
    compared.go(Step.DECIDE)
    found = compared.page(Step.DECIDE)
    assert isinstance(found, DecidePage)
    return found


def shares(page: DecidePage) -> dict[str, float]:
    return {kpi: slider.slider.value() / 1000 for kpi, slider in page.sliders.sliders.items()}


def test_a_slider_moves_the_others_and_the_ranking_and_is_one_undo(page):
    kpi = next(iter(page.sliders.sliders))
    workbench = page.desk.workbench
    before = workbench.scenario
    page.sliders.sliders[kpi].slider.setValue(900)
    assert shares(page)[kpi] == pytest.approx(0.9)
    assert sum(shares(page).values()) == pytest.approx(1, abs=0.003)
    assert workbench.scenario is before  # not before the hand has left the slider
    page.sliders.sliders[kpi].slider.setValue(800)
    page.sliders.sliders[kpi].slider.sliderReleased.emit()
    assert workbench.scenario.weights[kpi] / sum(
        workbench.scenario.weights[other] for other in page.sliders.sliders
    ) == pytest.approx(0.8)
    assert workbench.history.undo_label.startswith("weigh ")
    workbench.history.undo()
    assert workbench.scenario is before


def test_all_bars_of_many_vendors_can_be_scrolled_to(page, qtbot):
    made = fields.comparison(40, 3)
    page.sliders.show_comparison(made)
    chart = page.sliders.chart
    area = chart.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert chart.height() == area.viewport().height() + area.verticalScrollBar().maximum()
    assert page.sliders.ranking.viewport().height() >= 3 * page.sliders.ranking.rowHeight(0)


def test_scores_over_a_weight_tell_their_intervals(page, qtbot):
    page.tabs.setCurrentIndex(3)
    sure = page.sure
    qtbot.waitUntil(lambda: "interval" in sure.lines_note.text(), timeout=20_000)
    cells = [row.cells[1].text for row in sure.scores.table.rows]
    assert ("(" in cells[0]) == ("draws" in sure.lines_note.text())


def test_a_locked_weight_stays(page):
    first, second, *_ = page.sliders.sliders
    held = shares(page)[second]
    page.sliders.sliders[second].lock.setChecked(True)
    assert not page.sliders.sliders[second].slider.isEnabled()
    page.sliders.sliders[first].slider.setValue(50)
    assert shares(page)[second] == held


def test_ranking_beside_the_sliders_is_that_of_the_weights(page):
    comparison = page.desk.workbench.comparison
    rows = page.sliders.ranking.table.rows
    assert [row.key for row in rows] == [line.vendor for line in comparison.ranking.vendors]
    best = set()
    for slider in page.sliders.sliders.values():
        slider.slider.setValue(1000)
        best.add(page.sliders.ranking.table.rows[0].key)
    assert len(best) > 1  # not all KPIs have the same best vendor


def test_limits_stop_a_slider_pull_weights_in_and_are_one_undo(page, qtbot):
    tab, workbench = page.sliders, page.desk.workbench
    before = workbench.scenario
    first, second, *_ = tab.sliders
    tab.limit({first: (0.05, 0.1), second: (0.3, 1.0)})
    assert workbench.history.undo_label == "set limits of weights"
    assert workbench.scenario.bounds == {first: (0.05, 0.1), second: (0.3, 1.0)}
    weights = workbench.scenario.weights
    assert weights[first] / sum(weights.values()) == pytest.approx(0.1)
    assert sum(weights.values()) == pytest.approx(sum(before.weights.values()))
    tab.sliders[first].slider.setValue(900)
    assert shares(page)[first] == pytest.approx(0.1)
    assert "5 to 10 %" in tab.sliders[first].slider.toolTip()
    tab.sliders[second].slider.setValue(0)
    assert shares(page)[second] == pytest.approx(0.3)
    tab._settle()
    workbench.history.undo()
    workbench.history.undo()
    assert workbench.scenario is before

    dialog = LimitsDialog(None, {"a": "A", "b": "B"}, {"a": 0.6, "b": 0.4}, {"a": (0.1, 1.0)})
    qtbot.addWidget(dialog)
    assert dialog.read() == {"a": (0.1, 1.0)}
    dialog.table.put([("A", "", "10", "12.5 %"), ("B", "", "", "")])
    assert dialog.read() == {"a": (0.1, 0.125)}
    for lines, words in (
        ([("A", "", "x", ""), ("B", "", "", "")], "A: 'x' is no share"),
        ([("A", "", "", "40"), ("B", "", "", "50")], "sum to less than 100 %"),
        ([("A", "", "60", ""), ("B", "", "50", "")], "sum to more than 100 %"),
        ([("A", "", "60", "50"), ("B", "", "", "")], "limits of A"),
    ):
        dialog.table.put(lines)
        dialog.accept()
        assert words in dialog.problem.text()


def test_what_to_know_about_the_weights_stands_below_the_sliders(page):
    tab, comparison = page.sliders, page.desk.workbench.comparison
    alone = replace(comparison.scenario, weights={"fcr": 1.0})
    tab.show_comparison(rerank(comparison, alone))
    assert "First contact resolution alone carries 100 % of the weight." in tab.notes.text()


def test_all_the_same(page):
    page.sliders.equalise()
    weights = page.desk.workbench.scenario.weights
    assert len({round(weights[kpi], 9) for kpi in page.sliders.sliders}) == 1


def test_how_sure_is_worked_out_when_it_is_looked_at(page):
    assert page.sure.places.table.rows == ()
    page.tabs.setCurrentWidget(page.sure)
    vendors = {line.vendor for line in page.desk.workbench.comparison.ranking.vendors if line.rank}
    assert {row.key for row in page.sure.places.table.rows} == vendors
    assert "draws" in page.sure.reason.text()
    assert page.sure.verdict.text()
    for key in ("weights", "change", "figures", "without", "places"):
        page.sure.show_part(key)
    assert page.sure.break_even.table.columns


def test_another_variation_is_worked_out_anew(page):
    page.tabs.setCurrentWidget(page.sure)
    page.sure.spaces.setCurrentIndex(page.sure.spaces.findData(WeightSpace.FREE.value))
    page.sure.spaces.activated.emit(page.sure.spaces.currentIndex())
    assert "any weights at all" in page.sure.summary.text()
    assert "any weights at all" not in page.sure.reason.text()  # the verdict is the same for all
    page.sure.figures.setChecked(False)
    assert "intervals" not in page.sure.summary.text()


def test_methods_are_side_by_side(page):
    page.tabs.setCurrentWidget(page.methods)
    assert [c.key for c in page.methods.ranks.table.columns] == [
        "vendor", "weighted", "topsis", "promethee", "vikor"
    ]  # fmt: skip
    assert len(page.methods.apart.table.rows) == 3
    page.methods.show_part("numbers")
    page.methods.box.setCurrentIndex(page.methods.box.findData("vikor"))
    page.methods.box.activated.emit(page.methods.box.currentIndex())
    assert [c.title for c in page.methods.details.table.columns] == ["", "S", "R", "Q"]
    page.methods.step.setCurrentIndex(0)
    page.methods.step.activated.emit(0)
    assert [row.key for row in page.methods.details.table.rows] == ["Weight", "Alder", "Birch"]


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_method_ranked_by_is_chosen_with_its_parameters(page, monkeypatch):
    page.tabs.setCurrentWidget(page.methods)
    workbench, choice = page.desk.workbench, page.methods.choice
    choose(choice.method, "vikor")
    assert workbench.scenario.method is Method.VIKOR
    assert not choice.strategy.isHidden()
    choice.strategy.setValue(0.7)
    assert workbench.scenario.strategy == 0.7
    workbench.history.undo()
    assert workbench.history.undo_label == "rank by VIKOR"
    choose(choice.method, "topsis")
    choose(choice.scale, "minmax")
    assert workbench.scenario.normalisation is Normalisation.MINMAX
    choose(choice.method, "promethee")
    assert choice.scale.isHidden()

    def answered(dialog) -> bool:
        choose(dialog.kinds["fcr"], "linear")
        dialog.fields["fcr", "q"].setText("1 %")
        dialog.accept()
        assert "p" in dialog.problem.text()  # p is not above q yet
        assert not dialog.curves["fcr"].drawn
        dialog.fields["fcr", "p"].setText("5 %")
        dialog.fields["fcr", "p"].textEdited.emit("5 %")
        assert dialog.curves["fcr"].drawn
        assert "of p 100 %" in dialog.curves["fcr"].accessibleDescription()
        dialog.grab()
        dialog.accept()
        return True

    monkeypatch.setattr(PreferencesDialog, "exec", answered)
    choice.preferences.click()
    assert workbench.scenario.preferences == {"fcr": Preference("linear", q=0.01, p=0.05)}


def test_requirements_show_every_vendor_with_its_figure(page):
    page.tabs.setCurrentWidget(page.requirements)
    comparison = page.desk.workbench.comparison
    assert len(page.requirements.table.table.rows) == len(comparison.scenario.gates) * len(
        comparison.vendors
    )


def test_charts_take_the_colours_of_another_theme(page, compared):
    page.tabs.setCurrentWidget(page.sure)
    light = page.sure.chart.part_colours()
    compared.preferences.change(theme=ThemeChoice.DARK)
    dark = page.sure.chart.part_colours()
    assert [name for name, _ in light] == [name for name, _ in dark]
    assert [colour for _, colour in light] != [colour for _, colour in dark]
    page.sure.show_part("weights")
    compared.grab()


def test_a_trade_off_is_chosen_switched_and_turned_around(page):
    page.tabs.setCurrentWidget(page.trade_off)
    tab = page.trade_off
    choose(tab.across, "aht")
    assert len(tab.chart.spots) == 2  # Cedar has no score to be held against
    assert "n = 1,000" in tab.chart.spots[0].text
    assert tab.chart.accessibleName() == "Trade-off: Score against Average handle time"
    tab.key.entries["Alder"].click()
    assert [row.key for row in tab.table.table.rows] == ["Birch"]
    tab.key.entries["Alder"].click()
    tab.turn_around()
    assert (tab.up.currentData(), tab.across.currentData()) == ("aht", "")


def test_parts_of_charts_are_switched_off_and_lines_tell_their_scores(page):
    kpi = page.sliders.chart.part_colours()[0][0]
    bars = len(page.sliders.chart.plot_item.items)
    page.sliders._key.entries[kpi].click()
    assert len(page.sliders.chart.plot_item.items) == bars - 1
    page.sliders.panel.turn("table")
    assert page.sliders.contributions.table.rows[0].key == "Alder"
    page.tabs.setCurrentWidget(page.sure)
    page.sure.show_part("weights")
    page.grab()
    lines = page.sure._shown_lines
    x, y = float(lines.weights[50]) * 100, float(lines.scores[0, 50])
    box = page.sure.lines.plot_item.vb
    spot = page.sure.lines.spot_near(box.mapViewToScene(QPointF(x, y)))
    assert spot is not None
    assert spot.text.startswith(lines.vendors[0])
    assert len(page.sure.scores.table.rows) == len(lines.vendors)
    assert "wins with" in page.sure.even_words.text() or "can't win" in page.sure.even_words.text()


def test_a_click_on_what_a_kpi_adds_leads_to_its_cells(page, compared):
    chart = page.sliders.chart
    page.grab()
    kpi = chart._chart.kpis[0]
    first = chart.plot_item.vb.mapViewToScene(QPointF(chart._chart.values[0][0] / 2, 0.0))
    chart._click(Qt.MouseButton.LeftButton, first)
    assert compared.page(Step.KPIS).isVisible()
    vendor = chart._chart.vendors[0]
    assert compared.page(Step.KPIS).table.current_keys() == (kpi, vendor)


def test_a_click_on_what_many_figures_make_offers_them_the_heaviest_first(page, compared):
    page.tabs.setCurrentWidget(page.sure)
    page.sure.chart.figure_clicked.emit("Alder", "")
    menu = page.sure.chart.findChild(QMenu)
    comparison = page.desk.workbench.comparison
    heaviest = max(comparison.matrix.criteria, key=lambda c: c.weight)
    figures = [action for action in menu.actions() if not action.isSeparator()]
    assert figures[0].text().startswith(f"{heaviest.title}: ")
    figures[0].trigger()
    menu.close()
    assert compared.page(Step.KPIS).isVisible()
