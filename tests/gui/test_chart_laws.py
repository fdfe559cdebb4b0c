"""What holds for every chart; a new one is found by itself, and has to be shown here."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop_app.gui import charts as package
from desktop_app.gui.charts.bar_chart import BarChart
from desktop_app.gui.charts.box_chart import BoxChart
from desktop_app.gui.charts.files import picture, prepare_alone, write_picture
from desktop_app.gui.charts.multiples_chart import MultiplesChart
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.charts.radar_chart import RadarChart
from desktop_app.gui.charts.rank_chart import RankChart
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.charts.trade_chart import TradeChart
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.charts.value_chart import ValueChart
from desktop_app.gui.charts.weight_chart import WeightChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import Theme
from desktop_app.kpi.distribution import Distribution
from desktop_app.presenting import charts, distribution
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.decide_charts import contribution_stacks, lines_of
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.multiples import kpis_apart, vendors_apart
from desktop_app.presenting.palette import assign_marks
from desktop_app.presenting.rank_lines import rank_lines
from desktop_app.presenting.scenarios import side_by_side
from desktop_app.presenting.trade_off import SCORE, trade_off
from desktop_app.presenting.trends import kpi_trends
from desktop_app.presenting.value_view import value_view
from desktop_app.scoring.shelf import Shelf
from tests.helpers import comparisons

FIGURE = ("n = ", "95 % interval ", "computed from Alder.xlsx, Log")
"""What is told of every figure beside its value."""


@dataclass(frozen=True)
class Shown:
    """How a kind of chart is shown: what its axes say, and what hovering tells beside a value."""

    make: Callable[[Theme], Plot]
    show: Callable[[Any, Comparison, Any], None]
    axes: dict[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = FIGURE
    kpi: str = ""


def _show_boxes(plot: BoxChart, made: Comparison, marks: Any) -> None:
    ramp = np.linspace(60.0, 600.0, 200)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            distribution,
            "distributions",
            lambda _evidence, _catalogue, _kpi, variants, _progress: {
                vendor: Distribution.of(ramp) for vendor in variants
            },
        )
        plot.show_chart(distribution.boxes(made, "aht"), marks)


def _twice(made: Comparison) -> Comparison:
    """The comparison with a second scenario beside."""
    other = replace(made.scenario, name="Cost", weights={"aht": 3.0, "fcr": 1.0})
    return replace(made, shelf=Shelf(after=(other,)))


SHOWN: dict[type[Plot], Shown] = {
    BarChart: Shown(
        BarChart,
        lambda plot, made, marks: plot.show_chart(charts.bars(made, "fcr", made.vendors), marks),
        {"bottom": "First contact resolution (%)"},
    ),
    TrendChart: Shown(
        TrendChart,
        lambda plot, made, marks: plot.show_chart(
            kpi_trends(made, "aht", made.vendors).chart, marks
        ),
        {"left": "Average handle time (min)"},
    ),
    RadarChart: Shown(
        RadarChart,
        lambda plot, made, marks: plot.show_chart(charts.radar(made, made.vendors), marks),
        kpi="fcr",
    ),
    BoxChart: Shown(BoxChart, _show_boxes, {"bottom": "Average handle time (min)"}),
    MultiplesChart: Shown(
        MultiplesChart,
        lambda plot, made, marks: plot.show_chart(
            vendors_apart(kpi_trends(made, "fcr", made.vendors).chart, "fcr"), marks
        ),
        kpi="fcr",
    ),
    StackedChart: Shown(
        lambda theme: StackedChart(theme, "Parts"),
        lambda plot, made, _marks: plot.show_chart(contribution_stacks(made)),
        {"bottom": "Points that each KPI adds to the score"},
        kpi="fcr",
    ),
    RankChart: Shown(
        RankChart,
        lambda plot, made, marks: plot.show_chart(rank_lines(side_by_side(_twice(made))), marks),
        {"left": "Place"},
        # A place is no figure: those behind it are offered by a click.
        told=("place ", "under '", "score "),
    ),
    TradeChart: Shown(
        TradeChart,
        lambda plot, made, marks: plot.show_chart(trade_off(made, "aht", SCORE), marks),
        {
            "bottom": "Average handle time (min), less is better",
            "left": "Score (points), more is better",
        },
        kpi="aht",
    ),
    ValueChart: Shown(
        ValueChart,
        lambda plot, made, marks: plot.show_view(value_view(made, "fcr"), marks),
        {"bottom": "First contact resolution (%)", "left": "Points"},
        kpi="fcr",
    ),
    WeightChart: Shown(
        WeightChart,
        lambda plot, made, marks: plot.show_chart(lines_of(made, "fcr"), "FCR", marks),
        {"bottom": "Weight of FCR (%), the others in proportion", "left": "Score"},
        # A score at a weight that is not set is no figure: it has no n and no interval.
        told=("where FCR weighs",),
        kpi="fcr",
    ),
}


def _kinds() -> list[type[Plot]]:
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    found, left = [], [Plot]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind is not Plot and kind.__module__.startswith(package.__name__):
            found.append(kind)
    return sorted(found, key=lambda kind: kind.__name__)


def test_every_kind_of_chart_is_held_to_these_laws() -> None:
    assert set(_kinds()) == set(SHOWN), "show the new chart here"


@pytest.fixture(scope="module")
def made() -> Comparison:
    plain = comparisons.comparison()
    return rerank(plain, plain.scenario)


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture(params=list(SHOWN), ids=lambda kind: kind.__name__)
def case(request, qtbot, qapp, theme, made) -> tuple[Plot, Shown]:
    """A chart of each kind, drawn and laid out."""
    shown = SHOWN[request.param]
    plot = shown.make(theme)
    qtbot.addWidget(plot)
    prepare_alone(plot, "A title")
    shown.show(plot, made, assign_marks(made.vendors, {}))
    plot.resize(960, 540)
    picture(plot)
    qapp.processEvents()
    return plot, shown


def _places(plot: Plot) -> list[QPointF]:
    """Return where there is something to hover: on a bar inside it, on a line on it."""
    if isinstance(plot, StackedChart):
        box = plot.plot_item.vb
        return [box.mapViewToScene(QPointF(1.0, spot.y)) for spot in plot.spots]
    if isinstance(plot, WeightChart):
        lines = plot._lines
        place = len(lines.weights) // 2
        at = [
            QPointF(float(lines.weights[place]) * 100, float(scores[place]))
            for scores in lines.scores
            if math.isfinite(scores[place])
        ]
        return [plot.plot_item.vb.mapViewToScene(point) for point in at]
    return [plot.in_scene(spot) for spot in plot.spots]


def test_hovering_tells_value_n_interval_and_origin(case) -> None:
    plot, shown = case
    told = [plot.spot_near(place) for place in _places(plot)]
    assert told
    assert all(spot is not None for spot in told)
    of_alder = [spot.text for spot in told if "Alder" in spot.text]
    assert of_alder
    for words in shown.told:
        assert all(words in text for text in of_alder if "expected" not in text), words


def test_a_click_leads_to_a_vendor_s_figure(case, qtbot) -> None:
    plot, shown = case
    for place in _places(plot):
        spot = plot.spot_near(place)
        with qtbot.waitSignal(plot.figure_clicked, timeout=500) as clicked:
            plot._click(Qt.MouseButton.LeftButton, place)
        assert clicked.args == [spot.vendor, spot.kpi]
        assert spot.vendor in comparisons.VENDORS
    assert shown.kpi in {plot.spot_near(place).kpi for place in _places(plot)}


def test_the_keyboard_goes_from_figure_to_figure_and_to_its_cells(case, qtbot) -> None:
    plot, _shown = case
    control = Qt.KeyboardModifier.ControlModifier
    clicked: list[list[str]] = []
    plot.figure_clicked.connect(lambda *told: clicked.append(list(told)))
    for _spot in plot.spots:
        qtbot.keyClick(plot, Qt.Key.Key_Right, control)
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert clicked == [[spot.vendor, spot.kpi] for spot in plot.spots if spot.vendor]
    qtbot.keyClick(plot, Qt.Key.Key_Right, control)
    qtbot.keyClick(plot, Qt.Key.Key_Left, control)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    told = [[spot.vendor, spot.kpi] for spot in (*plot.spots, plot.spots[-1]) if spot.vendor]
    assert clicked == told


def test_axes_say_what_they_measure_and_in_what(case) -> None:
    plot, shown = case
    for side in ("left", "bottom"):
        axis = plot.plot_item.getAxis(side)
        said = axis.labelText if axis.isVisible() else ""
        assert said == shown.axes.get(side, ""), side


def test_a_screen_reader_is_told_what_is_drawn(case) -> None:
    plot, _shown = case
    assert plot.accessibleName()
    assert plot.accessibleDescription()


def _coarse(image: QImage) -> np.ndarray:
    """Return a picture in squares of 6 of the screen's dots: edges are smoothed in many ways."""
    small = image.scaled(
        160, 90, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(small.constBits(), dtype=np.uint8)
    return flat.reshape(90, 160, 4)[:, :, :3].astype(float)


def test_pictures_are_what_is_on_the_screen(case, tmp_path) -> None:
    plot, _shown = case
    screen = _coarse(plot.grab().toImage())
    fine = QImage(str(write_picture(plot, tmp_path / "fine.png")))
    assert fine.size() == plot.size() * 2
    drawing = QSvgRenderer(str(write_picture(plot, tmp_path / "drawing.svg")))
    drawn = QImage(plot.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    drawing.render(painter, QRectF(drawn.rect()))
    painter.end()
    ink = np.abs(screen - screen[0, 0]).mean()
    assert ink > 0.5, "nothing is drawn"
    for image in (fine, drawn):
        assert np.abs(screen - _coarse(image)).mean() < ink * 0.25


def test_small_charts_by_kpi_lead_to_the_kpi_they_show(qtbot, theme, made) -> None:
    plot = MultiplesChart(theme)
    qtbot.addWidget(plot)
    plot.resize(900, 400)
    plot.show_chart(kpis_apart(made, ["fcr", "aht"], made.vendors).charts, {})
    assert {spot.kpi for spot in plot.spots} == {"fcr", "aht"}
    for spot in plot.spots:
        assert plot.spot_near(plot.in_scene(spot)) is not None


_STEPS_WITH_CHARTS = (Step.COMPARE, Step.TRENDS, Step.DECIDE)


def test_every_chart_of_the_window_has_a_picture_a_table_and_leads_on(compared) -> None:
    kinds = set()
    for step in _STEPS_WITH_CHARTS:
        compared.go(step)
        page = compared.page(step)
        for _ in page.later_parts():
            pass
        for plot in page.findChildren(Plot):
            kinds.add(type(plot))
            panel = _panel_of(plot)
            assert panel is not None, f"{plot.accessibleName()} has no panel"
            beside = panel.parentWidget().findChildren(TableView)
            assert panel.table is not None or beside, f"{plot.accessibleName()} has no table"
            assert plot.isSignalConnected(plot.metaObject().method(_clicked(plot))), (
                f"a click on {plot.accessibleName()} leads nowhere"
            )
    compare = {BarChart, TrendChart, RadarChart, BoxChart, MultiplesChart}
    assert compare | {RankChart, StackedChart, WeightChart, TradeChart, ValueChart} <= kinds


def _panel_of(plot: Plot) -> ChartPanel[Any] | None:
    widget = plot.parentWidget()
    while widget is not None and not isinstance(widget, ChartPanel):
        widget = widget.parentWidget()
    return widget


def _clicked(plot: Plot) -> int:
    meta = plot.metaObject()
    return meta.indexOfSignal("figure_clicked(QString,QString)")
