"""Names that have no room in lists, keys, tables and at axes can still be told apart."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_app.domain.unit import Unit
from desktop_app.gui.charts.bar_chart import BarChart
from desktop_app.gui.common.table_model import AMONG_ROLE, TableModel
from desktop_app.gui.decide.colour_key import ColourKey
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import Axis, Bars, Point
from desktop_app.presenting.tables import Column, make_table, text_cell
from tests.gui.cut_texts import cut_texts

BACK = "Northwest Customer Experience and Back Office Services GmbH"
CENTRE = "Northwest Customer Experience and Contact Centre Services GmbH"
NAMES = (BACK, CENTRE, "Alder Support")


def test_a_key_cuts_the_longest_names_to_its_width(qapp: QApplication, qtbot) -> None:
    key = ColourKey(3)
    qtbot.addWidget(key)
    Theme(qapp).dress(key)
    key.show_parts([(name, QColor("red")) for name in NAMES])
    key.resize(520, 40)
    key.show()
    back, centre, alder = (key.entries[name].text() for name in NAMES)
    assert back.startswith("Northwest … Back")
    assert centre.startswith("Northwest … Contact")
    assert alder == "Alder Support"
    assert not list(cut_texts(key))
    key.resize(key.sizeHint())
    assert [key.entries[name].text() for name in NAMES] == list(NAMES)


def test_tables_tell_vendors_apart_by_all_names_of_the_column(qapp: QApplication) -> None:
    model = TableModel(Theme(qapp))
    columns = [Column(key, key, text_cell) for key in ("vendor", "note")]
    model.show_table(make_table(columns, NAMES, lambda name: name))
    assert model.index(0, 0).data(AMONG_ROLE) == frozenset(NAMES)
    assert model.index(0, 1).data(AMONG_ROLE) == frozenset()
    model.show_table(make_table(columns, NAMES[:1], lambda name: name))
    assert model.index(0, 0).data(AMONG_ROLE) == {BACK}


def test_an_axis_from_nothing_says_so(qapp: QApplication, qtbot) -> None:
    chart = BarChart(Theme(qapp))
    qtbot.addWidget(chart)
    points = tuple(Point(value) for value in (40.0, 60.0, 80.0))
    axis = Axis("FCR", "%", 100.0, Unit.SHARE)
    chart.show_chart(Bars(axis, NAMES, points, ("40", "60", "80"), None, ()), {})
    chart.resize(640, 240)
    chart.show()
    chart.grab()
    bottom = chart.plot_item.getAxis("bottom")
    paper = QImage(640, 240, QImage.Format.Format_RGB32)
    with QPainter(paper) as painter:
        _line, _ticks, said = bottom.generateDrawSpecs(painter)
    assert "0" in [text for _place, _flags, text in said]
    assert bottom.zValue() < chart.plot_item.vb.zValue()  # its lines lie behind the bars
