"""A thousand repaints of each chart and table leak nothing.

PySide6 6.12.0 lost a reference to None at each of many QPainter calls on Python 3.11 and older,
and aborted after some thousand repaints. From 3.12 on None can't be lost, so there is nothing to
count there; painting is still done, as a crash would show.
"""

from __future__ import annotations

import gc
import sys
from io import BytesIO

import numpy as np
import pytest
from openpyxl import Workbook

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.unit import Unit
from desktop_app.gui.charts.bar_chart import BarChart
from desktop_app.gui.charts.box_chart import BoxChart
from desktop_app.gui.charts.radar_chart import RadarChart
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.mapping.sheet_view import SheetView
from desktop_app.gui.sources.accounting_bar import AccountingBar
from desktop_app.gui.theme import Theme
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.picture import PictureTask, take_picture
from desktop_app.importing.report import ImportedReport, SheetReport, Use
from desktop_app.kpi.distribution import Distribution
from desktop_app.presenting import charts, comparison_tables
from desktop_app.presenting.charts import Axis
from desktop_app.presenting.distribution import Box, Boxes
from desktop_app.presenting.palette import assign_marks
from desktop_app.presenting.sheet_cells import SheetCells
from desktop_app.presenting.sheet_meaning import SheetMeaning
from desktop_app.presenting.tables import Table
from tests.helpers import comparisons

_ROUNDS, _REPAINTS = 3, 1000
_SLACK = 200
"""References to None come and go by the hundred anyway, but not in each of several rounds; a leak
is at least one a paint in all of them."""


@pytest.fixture
def theme(qapp):
    made = Theme(qapp)
    yield made
    made.deleteLater()


def _widgets(theme):
    made = comparisons.comparison()
    marks = assign_marks(made.vendors, {})
    bar_chart, trend_chart, radar_chart = BarChart(theme), TrendChart(theme), RadarChart(theme)
    bar_chart.show_chart(charts.bars(made, "fcr", made.vendors), marks)
    trend_chart.show_chart(charts.trend(made, "fcr", made.vendors), marks)
    radar_chart.show_chart(charts.radar(made, made.vendors), marks)
    box_chart = BoxChart(theme)
    box_chart.show_chart(_boxes(made.vendors, records=30), marks)
    table = TableView(theme, "Figures")
    table.show_table(comparison_tables.kpis_down(made))
    accounting = AccountingBar(theme)
    accounting.show_counts({"used": 5, "heading": 2, "set_aside": 1})
    return {
        "bars": bar_chart,
        "trend": trend_chart,
        "radar": radar_chart,
        "boxes": box_chart,
        "table": table,
        "accounting": accounting,
        "sheet": _sheet(theme),
    }


def _boxes(vendors, records=200):
    """Return times of made-up records, with one that takes far longer than all others."""
    ramp = np.concatenate([np.linspace(60.0, 600.0, records), [9000.0]])
    drawn = tuple(
        Box(vendor, Distribution.of(ramp * (place + 1)), f"{vendor}: 201 records")
        for place, vendor in enumerate(vendors)
    )
    return Boxes(Axis("Average handle time", "min", 1 / 60, Unit.DURATION), drawn, (), Table())


def test_one_long_record_does_not_squash_the_boxes(qtbot, theme):
    chart = BoxChart(theme)
    qtbot.addWidget(chart)
    drawn = _boxes(("Alder", "Birch"))
    chart.show_chart(drawn, {})
    low, high = chart.plot_item.viewRange()[0]
    assert low <= 0
    assert drawn.boxes[1].of.p95 / 60 < high < drawn.boxes[0].of.most / 60
    assert [spot.text for spot in chart.spots] == ["Alder: 201 records", "Birch: 201 records"]
    assert "201 records" in chart.accessibleDescription()


def _sheet(theme):
    """Return a sheet with texts that spill, merged cells, flags, and a cell that is current."""
    book = Workbook()
    sheet = book.active
    sheet.append(["A title that is far wider than its own column and goes on over the next ones"])
    for line in (["Month", 1.5, 2.5], ["Jan", 3.5, None], ["Feb", None, 4.5]):
        sheet.append(line)
    sheet.merge_cells("B3:C3")
    written = BytesIO()
    book.save(written)
    task = PictureTask("Sheet", "a.xlsx")
    picture = take_picture(written.getvalue(), task, NoProgress()).pictures["Sheet"]
    uses = CellUses(4, 3)
    uses.mark_block(Use.TOTAL, 2, 4, 0, 3)
    taken = SheetReport("Sheet", False, uses=uses.runs())
    flag = Finding(Severity.WARNING, "odd", "Odd.", "a.xlsx", "Sheet", "B3")
    report = ImportedReport("a.xlsx", "a.xlsx", sheets=[taken], findings=[flag])
    view = SheetView(theme)
    view.show_sheet(SheetCells(picture), SheetMeaning(report, taken, None))
    view.jump(1, 1)
    return view


def test_a_long_text_goes_on_over_empty_cells_only(qtbot, theme):
    view = _sheet(theme)
    qtbot.addWidget(view)
    view.resize(900, 300)
    painter = view._painter
    assert painter._is_free(0, 1)
    assert not painter._is_free(1, 1), "it holds a number"
    assert not painter._is_free(2, 2), "it belongs to merged cells"
    view.setCurrentIndex(view.sheet.index(3, 0))
    image = view.viewport().grab().toImage()
    beside = view.visualRect(view.sheet.index(0, 1))
    ground = image.pixel(beside.right() - 3, beside.top() + 2)
    inked = sum(
        image.pixel(x, beside.center().y()) != ground
        for x in range(beside.left() + 2, beside.right() - 2)
    )
    assert inked > 10


@pytest.mark.parametrize(
    "name", ["bars", "trend", "radar", "boxes", "table", "accounting", "sheet"]
)
def test_repainting_keeps_none(qtbot, theme, name):
    made = _widgets(theme)
    for widget in made.values():
        qtbot.addWidget(widget)
    widget = made[name]
    widget.resize(120, 90)
    widget.grab()
    # What tests before this one left for the collector holds None as well.
    gc.collect()
    lost = []
    for _ in range(_ROUNDS):
        before = sys.getrefcount(None)
        for _ in range(_REPAINTS):
            widget.grab()
        gc.collect()
        lost.append(abs(sys.getrefcount(None) - before))
    if sys.version_info < (3, 12):
        assert min(lost) < _SLACK, lost


def test_a_chart_without_values_is_drawn_as_nothing(qtbot, theme):
    made = comparisons.comparison()
    marks = assign_marks(made.vendors, {})
    for chart, content in (
        (BarChart(theme), charts.bars(made, "fcr", [])),
        (TrendChart(theme), charts.trend(made, "volume", made.vendors)),
        (RadarChart(theme), charts.radar(made, [])),
    ):
        qtbot.addWidget(chart)
        chart.show_chart(content, marks)
        chart.grab()
        assert chart.spots == []


def test_charts_tell_a_screen_reader_what_they_show(qtbot, theme):
    made = comparisons.comparison()
    chart = BarChart(theme)
    qtbot.addWidget(chart)
    chart.show_chart(charts.bars(made, "fcr", made.vendors), assign_marks(made.vendors, {}))
    assert chart.accessibleName() == "Bar chart: First contact resolution (%), higher is better"
    assert chart.accessibleDescription().startswith("Alder: 82.0 % n = 1,000")
