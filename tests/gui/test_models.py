from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop_app.gui.common import table_delegate
from desktop_app.gui.common.column_menu import FilterDialog
from desktop_app.gui.common.column_widths import Claim, Need, shared_widths
from desktop_app.gui.common.find_field import FindField
from desktop_app.gui.common.frozen_column import FrozenColumn
from desktop_app.gui.common.table_model import TableModel
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.theme import Theme
from desktop_app.presenting import comparison_tables, duel_tables, report_tables, trail_table
from desktop_app.presenting.palette import assign_marks
from desktop_app.presenting.tables import Align, Cell, Column, Table, make_table, text_cell
from tests.helpers import comparisons


@pytest.fixture
def theme(qapp):
    made = Theme(qapp)
    yield made
    made.deleteLater()


def _tables():
    made = comparisons.comparison()
    return {
        "kpis": comparison_tables.kpis_down(made),
        "vendors": comparison_tables.vendors_down(made),
        "ranking": comparison_tables.ranking_table(made),
        "duel": duel_tables.head_to_head(made, "Alder", "Birch"),
        "weights": comparison_tables.weights_table(made),
        "notes": comparison_tables.notes_table(made),
        "files": report_tables.files_table(made.reports),
        "findings": report_tables.findings_table(made.reports[0].findings),
        "columns": report_tables.columns_table(made.reports[0].sheets, made.catalogue),
        "trail": trail_table.trail_table(comparisons.rows_behind(), made.catalogue),
        "empty": Table(),
    }


@pytest.mark.parametrize("name", list(_tables()))
def test_every_table_is_a_good_model(qtmodeltester, theme, name):
    model = TableModel(theme)
    table = _tables()[name]
    qtmodeltester.check(model)
    model.show_table(table)
    model.show_marks(assign_marks(comparisons.VENDORS, {}))
    if table.columns:
        model.show_table(table.sorted(0, descending=True))
    model.show_table(Table())
    model.show_table(table)
    qtmodeltester.check(model)


def test_other_cells_of_the_same_rows_lay_nothing_out_anew(qtbot, qtmodeltester, theme):
    """A slider brings a new table sixty times a second."""
    model = TableModel(theme)
    columns = [Column("size", "Size", lambda item: Cell(str(item[1]), item[1]))]

    def table(*sizes):
        return make_table(columns, list(zip("abc", sizes, strict=False)), key=lambda item: item[0])

    model.show_table(table(1.0, 2.0))
    qtmodeltester.check(model)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.show_table(table(3.0, 4.0))
    first, last = told.args[:2]
    assert (first.row(), first.column(), last.row(), last.column()) == (0, 0, 1, 0)
    assert model.index(1, 0).data() == "4.0"
    with qtbot.waitSignal(model.modelReset):
        model.show_table(table(3.0, 4.0, 5.0))
    with qtbot.waitSignal(model.modelReset):
        model.show_table(table(5.0, 4.0, 3.0).sorted(0, descending=False))


@pytest.fixture
def view(qtbot, theme):
    made = TableView(theme, "Test")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    columns = [
        Column("name", "Name", lambda item: text_cell(item[0]), width=10),
        Column("size", "Size", lambda item: Cell(str(item[1]), item[1]), descending=True),
    ]
    items = [("b", 2.0), ("a", None), ("=c", 10.0)]
    made.show_table(make_table(columns, items, key=lambda item: item[0]))
    return made


def _names(view):
    model = view.model()
    return [model.index(i, 0).data() for i in range(model.rowCount())]


def test_clicks_on_a_heading_sort_turn_round_and_restore(view):
    heading = view.horizontalHeader()
    for expected in (["=c", "b", "a"], ["b", "=c", "a"], ["b", "a", "=c"]):
        heading.sectionClicked.emit(1)
        assert _names(view) == expected


def test_the_keyboard_sorts_by_the_present_column(qtbot, view):
    view.select("b", "size")
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _names(view) == ["=c", "b", "a"]
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _names(view) == ["b", "=c", "a"]


def test_the_current_row_stays_when_the_order_changes_and_nothing_is_picked(qtbot, view):
    view.select("=c", "name")
    with qtbot.assertNotEmitted(view.picked):
        view.horizontalHeader().sectionClicked.emit(1)
        view.show_table(view.table)
    assert view.current_keys() == ("=c", "name")


def test_moving_with_the_arrows_picks(qtbot, view):
    view.select("b", "name")
    with qtbot.waitSignal(view.picked) as picked:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert picked.args == ["a", "name"]


def test_a_table_is_copied_as_text_html_and_csv(qtbot, qapp, view):
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = qapp.clipboard().mimeData()
    assert data.text() == "Name\tSize\nb\t2.0\na\tNone\n=c\t10.0"
    assert '<td align="left">=c</td>' in data.html()
    # What a vendor wrote is never pasted as a formula.
    assert bytes(data.data("text/csv").data()).decode() == (
        "Name,Size\r\nb,2.0\r\na,None\r\n'=c,10.0\r\n"
    )


def test_an_edit_goes_to_the_handler_and_not_into_the_table(view):
    asked = []
    view.on_edit(lambda key, column, text: asked.append((key, column, text)) or True)
    model = view.model()
    assert model.setData(model.index(0, 0), "new")
    assert asked == [("b", "name", "new")]
    assert model.index(0, 0).data() == "b"


def test_columns_fill_the_width_there_is(view):
    heading = view.horizontalHeader()
    total = sum(heading.sectionSize(i) for i in range(2))
    assert abs(total - view.viewport().width()) <= 2


def claims(*columns: tuple[int, int, int], **more: bool) -> list[Claim]:
    """Return what columns ask for: wanted, at least, and what their texts take."""
    return [Claim(wanted, least, Need(need, need), **more) for wanted, least, need in columns]


def test_room_goes_first_to_the_columns_whose_texts_would_be_cut():
    # One wanted too narrow, one as it is, one that shares the rest: 600 in all.
    one, two = (100, 0, 260), (80, 0, 40)
    assert shared_widths(claims(one, two, (0, 150, 120)), 600) == [260, 80, 260]
    # What is left belongs to those that share it, none is lost to columns that need none.
    two = (0, 50, 10)
    assert shared_widths(claims((100, 0, 60), two, two), 400) == [100, 150, 150]
    # Of columns that are all as wide as wanted, those not set by hand share it.
    kept = claims((100, 0, 60)) + claims((100, 0, 60), fixed=True)
    assert shared_widths(kept, 400) == [300, 100]
    # Figures do not go far from what they belong to.
    far = claims((100, 0, 60)) + claims((0, 50, 50), figures=True)
    assert shared_widths(far, 400) == [200, 200]


def test_columns_give_what_they_do_not_need_before_a_text_is_cut():
    one, two = (100, 0, 260), (80, 0, 40)
    assert shared_widths(claims(one, two, (0, 150, 80)), 380) == [260, 40, 80]
    # Headings take a second line first.
    pairs = ((100, 60), (80, 40), (90, 90))
    tight = [Claim(easy, 0, Need(easy, tight)) for easy, tight in pairs]
    assert shared_widths(tight, 190) == [60, 40, 90]
    # Then the widest text is cut.
    asked = claims(one, two, (0, 150, 900))
    assert shared_widths(asked, 650) == [260, 40, 350]
    # What a row is about is cut last, if it is no longer than a name.
    assert shared_widths(asked, 460, whole=280) == [260, 40, 160]
    # No room at all: the table scrolls, and shows what it can whole.
    assert shared_widths(asked, 300, whole=280) == [260, 40, 280]


def test_a_heading_takes_a_second_line_before_it_is_cut(qtbot, qapp):
    view = TableView(Theme(qapp), "Headings")
    qtbot.addWidget(view)
    titles = ("Vendor", "Forecast for the month after", "Words")
    columns = [Column(title, title, text_cell, least=8) for title in titles]
    view.resize(1000, 200)
    view.show_table(make_table(columns, ["word"], lambda item: item))
    view.show()
    heading = view.horizontalHeader()
    one = heading.height()
    assert [len(heading.lines(place)) for place in range(3)] == [1, 1, 1]
    view.resize(330, 200)
    qapp.processEvents()
    assert heading.lines(1) == ("Forecast for", "the month after"), heading.sectionSize(1)
    assert heading.height() > one
    view.resize(1000, 200)
    qapp.processEvents()
    assert heading.height() == one


def test_a_long_name_is_shown_whole_where_there_is_room(view):
    long = "Consolidated Knowledge Process Outsourcing Holdings"
    columns = [
        Column("name", "Name", lambda item: text_cell(item, strong=True), width=10),
        Column("note", "Note", lambda item: text_cell("short")),
    ]
    view.resize(700, 200)
    view.show_table(make_table(columns, [long], key=lambda item: item))
    room = view.columnWidth(0)
    assert room > view.fontMetrics().horizontalAdvance(long)
    assert abs(room + view.columnWidth(1) - view.viewport().width()) <= 2


def test_a_cut_text_is_told_whole_when_pointed_at(view, monkeypatch):
    told = []
    monkeypatch.setattr(
        table_delegate.QToolTip, "showText", lambda _at, text, _view: told.append(text)
    )
    columns = [Column(str(i), f"C{i}", lambda item: Cell(item, None, tooltip="More."), width=8)
               for i in range(12)]  # fmt: skip
    long = "A text that is far too long for it, and for any column of a table that scrolls"
    view.show_table(make_table(columns, [long], key=lambda item: item))
    index = view.model().index(0, 1)
    place = view.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(index)
    option.font = view.font()
    assert view.itemDelegate().helpEvent(event, view, option, index)
    assert told == [f"{long}\nMore."]


def test_ctrl_f_shows_the_rows_with_a_text_and_escape_all(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = view.findChild(FindField)
    assert field.isVisible()
    qtbot.keyClicks(field.text, "B")
    assert _names(view) == ["b"]
    view.horizontalHeader().sectionClicked.emit(0)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert _names(view) == ["=c", "a", "b"]


def test_a_column_filters_by_its_values_and_its_heading_says_so(qtbot, qapp, view):
    view.select("a", "name")
    view.choose_filter()
    dialog = view.findChild(FilterDialog)
    assert [dialog.list.item(i).text() for i in range(3)] == ["b   (1)", "a   (1)", "=c   (1)"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert _names(view) == ["a", "=c"]
    assert view.model().headerData(0, Qt.Orientation.Horizontal) == "Name ▾"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "Name\tSize\na\tNone\n=c\t10.0"
    view.show_table(view.whole)
    assert _names(view) == ["a", "=c"]
    view.show_all()
    assert _names(view) == ["b", "a", "=c"]


def test_a_hidden_column_is_neither_shown_nor_copied_and_the_choice_is_told(qtbot, qapp, view):
    menu = view.menu(0)
    columns = next(action.menu() for action in menu.actions() if action.text() == "Columns")
    with qtbot.waitSignal(view.columns_chosen):
        columns.actions()[0].trigger()
    assert view.hidden == {"size"}
    assert view.isColumnHidden(1)
    view.copy()
    assert qapp.clipboard().text() == "Name\nb\na\n=c"
    view.choose_columns(frozenset())
    assert not view.isColumnHidden(1)
    menu.close()


def test_the_first_column_stays_in_sight(qtbot, theme):
    view = TableView(theme, "Wide")
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    columns = [
        Column(str(i), f"Column {i}", lambda item, i=i: text_cell(f"{item}.{i}"), width=14)
        for i in range(9)
    ]
    view.show_table(make_table(columns, range(30), key=lambda item: item))
    assert view.findChild(FrozenColumn) is None
    view.select(20, "8")
    frozen = view.findChild(FrozenColumn)
    assert frozen.isVisible()
    assert frozen.rowAt(5) == view.rowAt(5) > 0
    assert frozen.horizontalHeader().sectionSize(0) == view.columnWidth(0)
    # What is gone to from the right must not lie below the frozen column.
    view.select(20, "3")
    assert view.visualRect(view.currentIndex()).left() >= frozen.covered
    view.horizontalScrollBar().setValue(0)
    assert not frozen.isVisible()


def test_a_table_that_scrolls_shows_more_vendors_rather_than_their_whole_names():
    kpi, vendor = Claim(200, 0, Need(180, 180)), Claim(0, 90, Need(300, 220, 110))
    assert shared_widths([kpi, vendor, vendor], 640)[1:] == [228, 228]
    assert shared_widths([kpi, *[vendor] * 8], 640, whole=320) == [180, *[110] * 8]


def test_no_table_scrolls_for_a_few_pixels():
    asked = claims((100, 0, 100), (0, 200, 200), (80, 0, 80))
    assert sum(shared_widths(asked, 370, whole=400)) == 370
    assert sum(shared_widths(asked, 300, whole=400)) == 380


def test_a_vendors_name_takes_three_lines_and_stays_apart_from_others(qtbot, qapp):
    view = TableView(Theme(qapp), "Vendors")
    qtbot.addWidget(view)
    names = [f"Global Customer {word} Services Private Limited" for word in ("Excellence", "Care")]
    columns = [
        Column(name, name, text_cell, align=Align.RIGHT, width=14, mark=name) for name in names
    ]
    view.resize(250, 200)
    view.show_table(make_table(columns, ["word"], lambda item: item))
    view.show()
    for place in range(2):
        view.horizontalHeader().resizeSection(place, 120)
    first, second = (view.horizontalHeader().lines(place) for place in range(2))
    assert len(first) == len(second) == 3
    assert "Excell" in " ".join(first)
    assert "Care" in " ".join(second)
