"""Small charts lie beside each other without overlapping, at every size of the window."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from desktop_app.gui.charts.multiples_grid import grid_of, nice_ticks, tick_texts
from desktop_app.presenting.multiples import Multiples, Panel, kpis_apart, vendors_apart
from desktop_app.presenting.trends import kpi_trends
from tests.helpers import comparisons


def _charts(count: int, own: bool) -> Multiples:
    """Return so many small charts, each with an axis of its own or all with the same."""
    made = comparisons.comparison()
    if own:
        charts = kpis_apart(made, ["fcr", "aht"], made.vendors).charts
    else:
        charts = vendors_apart(kpi_trends(made, "fcr", made.vendors).chart, "fcr")
    panels: list[Panel] = list(itertools.islice(itertools.cycle(charts.panels), count))
    return Multiples(charts.periods, tuple(panels), charts.axis)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12])
@pytest.mark.parametrize("size", [(700, 300), (900, 330), (1450, 640), (2100, 950)])
def test_panels_are_of_one_size_apart_and_all_within(qapp, count, own, size):
    metrics = QFontMetricsF(QFont())
    charts = _charts(count, own)
    least = grid_of(charts, QRectF(0, 0, *size), metrics, False).least_height
    area = QRectF(0, 0, size[0], max(size[1], least))
    grid = grid_of(charts, area, metrics, False)
    assert grid.least_height == least, "to be given what it asks for must not change what it asks"
    assert len(grid.areas) == count
    assert len({(round(a.width(), 6), round(a.height(), 6)) for a in grid.areas}) == 1
    for one, other in itertools.combinations(grid.areas, 2):
        assert not one.adjusted(0, -grid.heading, 0, 0).intersects(other)
    assert all(area.contains(one) for one in grid.areas)
    shape = grid.areas[0].width() / grid.areas[0].height()
    assert 0.8 < shape < 12
    below = [number for number in range(count) if grid.labelled_below(number)]
    assert len(below) == min(grid.columns, count)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (2.2, 6.6, ["3", "4", "5", "6"]),
        (0.0, 100.0, ["0", "25", "50", "75", "100"]),
        (61.0, 64.9, ["61", "62", "63", "64"]),
        (0.012, 0.031, ["0.015", "0.020", "0.025", "0.030"]),
        (7500.0, 15500.0, ["8,000", "10,000", "12,000", "14,000"]),
    ],
)
def test_ticks_are_round_within_and_told_apart(low, high, texts):
    ticks = nice_ticks(low, high)
    assert all(low <= tick <= high for tick in ticks)
    assert tick_texts(ticks) == texts
