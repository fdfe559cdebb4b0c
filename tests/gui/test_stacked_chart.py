"""Stacked bars that follow a slider: moved where they can be, drawn anew where they can't."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtWidgets import QApplication

from desktop_app.gui.charts.files import prepare_alone
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.theme import Theme
from desktop_app.presenting.decide_charts import Stacks
from desktop_app.workbench.preferences import ThemeChoice

CHART = Stacks(
    vendors=("A", "B"),
    parts=("CSAT", "Cost"),
    values=((30.0, 20.0), (10.0, 15.0)),
    tell=lambda row, part: f"{'AB'[row]}, {('CSAT', 'Cost')[part]}",
    totals=("50.0", "25.0"),
    label="Points",
    most=100.0,
    graded=False,
)


def spans(chart: StackedChart) -> list[list[tuple[float, float]]]:
    """Start and width of every bar, by part."""
    return [chart._bars[part].spans for part in sorted(chart._bars)]


def drawn_anew(chart: StackedChart, other: StackedChart) -> bool:
    """Whether one that was moved looks like one that was drawn from nothing."""
    totals = [one._totals.words for one in (chart, other)]
    same = spans(chart) == spans(other) and totals[0] == totals[1]
    return same and chart.accessibleDescription() == other.accessibleDescription()


def test_bars_are_moved_and_are_as_if_drawn_anew(qapp: QApplication, qtbot) -> None:
    theme = Theme(qapp)
    chart, fresh = StackedChart(theme, "Moved"), StackedChart(theme, "Fresh")
    for one in (chart, fresh):
        qtbot.addWidget(one)
    chart.show_chart(CHART)
    bars = list(chart._bars.values())
    moved = replace(
        CHART, vendors=("B", "A"), values=((40.0, 5.0), (12.0, 8.0)), totals=("45.0", "20.0"),
        tell=lambda row, part: f"{'BA'[row]}, {('CSAT', 'Cost')[part]} moved",
    )  # fmt: skip
    chart.show_chart(moved)
    fresh.show_chart(moved)
    assert list(chart._bars.values()) == bars
    assert spans(chart) == [[(0.0, 40.0), (0.0, 12.0)], [(40.0, 5.0), (12.0, 8.0)]]
    assert "moved" not in chart.accessibleDescription()  # not before the hand rests
    qtbot.waitUntil(lambda: not chart._told.isActive())
    assert drawn_anew(chart, fresh)
    for other in (replace(moved, parts=("Cost", "CSAT")), replace(moved, most=200.0)):
        chart.show_chart(other)
        assert list(chart._bars.values()) != bars
        bars = list(chart._bars.values())
    chart.show_chart(other, hidden=("Cost",))
    assert list(chart._bars) == [0]
    fresh.show_chart(other, hidden=("Cost",))
    assert drawn_anew(chart, fresh)


def test_places_are_told_apart_in_every_theme(qapp: QApplication, qtbot) -> None:
    theme = Theme(qapp)
    chart = StackedChart(theme, "Places")
    qtbot.addWidget(chart)
    four = replace(
        CHART,
        parts=("1st", "2nd", "3rd", "4th"),
        values=((25.0,) * 4,) * 2,
        tell=lambda row, part: f"{row} {part}",
    )
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        theme.choose(choice)
        chart.show_chart(replace(four, graded=True))
        shades = [colour.lightnessF() for _, colour in chart.part_colours()]
        ground = theme.colour("surface").lightnessF()
        away = [abs(shade - ground) for shade in shades]
        assert all(one - next_ > 0.05 for one, next_ in pairwise(away)), (choice, shades)
        assert away[-1] > 0.02


def test_parts_are_told_apart_without_their_colours(qapp: QApplication, qtbot) -> None:
    theme = Theme(qapp)
    chart = StackedChart(theme, "Parts")
    qtbot.addWidget(chart)
    chart.show_chart(CHART)
    assert chart._signs.words == ["A", "B"] == list(chart.part_signs())
    chart.show_chart(CHART, hidden=("CSAT",))
    assert chart._signs.words == ["B"]  # a part keeps its letter
    chart.show_chart(replace(CHART, graded=True))
    assert chart._signs.words == ["CSAT", "Cost"]
    alone = StackedChart(theme, "Alone")
    qtbot.addWidget(alone)
    alone.stand_alone("Alone")
    alone.show_chart(CHART)
    assert [label.text for _, label in alone.legend.items] == ["A  CSAT", "B  Cost"]


def test_the_legend_stands_beside_the_chart_and_keeps_long_names_apart(qtbot, qapp):
    chart = TrendChart(Theme(qapp))
    qtbot.addWidget(chart)
    names = [f"Global Customer {word} Services Private Limited" for word in ("Care", "Experience")]
    prepare_alone(chart, "Alone")
    chart.marks = dict.fromkeys(names)
    chart.legend.keep_apart(names)
    for name in names:
        chart.plot_item.plot([1, 2], [1, 2], name=name)
    qapp.processEvents()
    shown = [label.text for _, label in chart.legend.items]
    assert all("…" in text for text in shown)
    assert "Care" in shown[0]
    assert "Exp" in shown[1]
    box = chart.plot_item.vb.sceneBoundingRect()
    assert chart.legend.sceneBoundingRect().left() >= box.right() - 1
    tops = [label.geometry().top() for _, label in chart.legend.items]
    assert tops[1] - tops[0] > 10
