"""Value functions in the window: corners dragged, typed and moved by keys, each one undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui import dialogs
from desktop_app.gui.decide.values_tab import ValuesTab
from desktop_app.gui.decide.view import DecidePage
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.value_choice import AnchorsFrom
from desktop_app.scoring.value_shape import Shape


@pytest.fixture
def tab(compared: MainWindow, services, monkeypatch) -> ValuesTab:
    """The tab with first contact resolution chosen; rankings are made in earnest."""
    monkeypatch.setattr(services, "_rerank", rerank)
    compared.session.services = services.as_services()
    compared.go(Step.DECIDE)
    page = compared.page(Step.DECIDE)
    assert isinstance(page, DecidePage)
    page.tabs.setCurrentWidget(page.values)
    page.values.choose("fcr")
    compared.grab()
    return page.values


def corners(tab: ValuesTab) -> list[tuple[float, float]]:
    return [(round(x, 6), round(y, 6)) for x, y in tab._view().corners]


def at(tab: ValuesTab, x: float, y: float) -> QPoint:
    """Return where a place of the chart is in the widget."""
    scene = tab.chart.plot_item.vb.mapViewToScene(QPointF(x, y))
    return tab.chart.mapFromScene(scene)


def test_a_corner_is_dragged_with_the_ranking_and_is_one_undo(tab, qtbot) -> None:
    history, before = tab._desk.workbench.history, tab._desk.workbench.scenario
    view = tab.chart.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at(tab, 75, 75))
    assert tab.chart.held
    for x, y in ((76, 50), (77, 30)):
        qtbot.mouseMove(view, at(tab, x, y))
    assert tab._desk.workbench.scenario is before  # not before the hand lets go
    was = tab.ranking.table.rows
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(tab, 77, 30))
    moved = corners(tab)[1]
    assert moved == pytest.approx((77, 30), abs=1)
    assert [row.key for row in was] == [row.key for row in tab.ranking.table.rows]
    assert tab._desk.workbench.scenario.anchors["fcr"].target == pytest.approx(0.77, abs=0.01)
    assert history.undo_label == "change the value function of First contact resolution"
    history.undo()
    assert tab._desk.workbench.scenario is before
    assert corners(tab)[1] == (75, 75)


def test_a_corner_moves_by_keys(tab, qtbot) -> None:
    qtbot.keyClick(tab.chart, Qt.Key.Key_PageDown)
    qtbot.keyClick(tab.chart, Qt.Key.Key_Down)
    assert corners(tab)[1] == (75, 74)
    qtbot.keyClick(tab.chart, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert corners(tab)[1] == (75, 84)
    qtbot.keyClick(tab.chart, Qt.Key.Key_Insert)
    assert len(corners(tab)) == 4
    qtbot.keyClick(tab.chart, Qt.Key.Key_Delete)
    assert len(corners(tab)) == 3


def test_a_corner_is_typed(tab) -> None:
    tab.corners.figures[1].setText("70 %")
    tab.corners.figures[1].editingFinished.emit()
    tab.corners.points[1].setValue(40)
    assert corners(tab)[1] == (70, 40)
    tab.corners.figures[1].setText("seventy")
    tab.corners.figures[1].editingFinished.emit()
    assert "seventy" in tab.problem.text()
    tab.corners.target.setText("72 %")
    tab.corners.target.editingFinished.emit()
    assert tab._desk.workbench.scenario.anchors["fcr"].target == 0.72
    tab.reset()
    assert tab._desk.workbench.scenario.anchors == {}
    assert tab.words.text() == "From the catalogue (practice)."


def test_a_typed_corner_is_shown_as_it_was_understood(tab) -> None:
    field = tab.corners.figures[1]
    for typed, shown in (("0.74", "74 %"), ("72,5 %", "72.5 %"), ("0,725", "72.5 %")):
        field.setText(typed)
        field.editingFinished.emit()
        assert field.text() == shown
    tab.corners.target.setText("0,7")
    tab.corners.target.editingFinished.emit()
    assert tab.corners.target.text() == "70 %"


def test_shapes_and_sources(tab) -> None:
    tab.shapes.chosen.emit(Shape.BAND.value)
    assert [y for _, y in corners(tab)] == [0, 100, 100, 0]
    assert not tab.corners.target.isVisible()
    tab._take(AnchorsFrom.FIELD)
    assert corners(tab) == []
    assert tab.words.text().endswith("Adding a vendor can change ranks.")
    assert not tab.shapes.isEnabled()
    tab.all_from(AnchorsFrom.FIELD)
    assert set(tab._desk.workbench.scenario.by_field) == set(tab._desk.workbench.scenario.weights)
    tab.all_from(AnchorsFrom.CATALOGUE)
    assert tab._desk.workbench.scenario.by_field == ()


def test_a_target_typed_is_the_contract_s(tab) -> None:
    place = next(i for i in range(tab.sources.count()) if "typed" in tab.sources.itemText(i))
    tab.sources.activated.emit(place)
    tab.corners.target.setText("80 %")
    tab.corners.target.editingFinished.emit()
    anchors = tab._desk.workbench.scenario.anchors["fcr"]
    assert (anchors.target, anchors.source) == (0.8, "contract")
    assert "From the contract: target 80.0 %, as typed." in tab.words.text()


def test_a_kpi_without_points_begins_with_a_curve_over_the_figures(tab) -> None:
    comparison = tab._comparison
    kpis = dict(comparison.catalogue.kpis)
    kpis["fcr"] = replace(kpis["fcr"], anchors=None)
    tab.show_comparison(replace(comparison, catalogue=replace(comparison.catalogue, kpis=kpis)))
    assert "in proportion to the best" in tab.words.text()
    tab._take(AnchorsFrom.OWN)
    anchors = tab._desk.workbench.scenario.anchors["fcr"]
    assert (anchors.worst, anchors.target) == (0.71, 0.82)


def test_the_chart_is_a_table_and_a_picture_too(tab, tmp_path: Path, monkeypatch) -> None:
    tab.panel.turn("table")
    assert [row.key for row in tab.points.table.rows] == ["Alder", "Birch"]
    tab.panel.copy_picture()
    assert not QApplication.clipboard().image().isNull()
    for name in ("curve.png", "curve.svg"):
        target = tmp_path / name
        monkeypatch.setattr(
            dialogs.ChooseTarget, "ask_picture", staticmethod(lambda *_a, to=target: to)
        )
        tab.panel.save_picture()
        assert target.stat().st_size > 1000
