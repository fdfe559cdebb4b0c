"""The audit sample in the KPIs step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.gui.kpis import audit_view
from desktop_app.gui.steps import Step
from desktop_app.kpi.audit import Mark
from tests.helpers.evidence import records
from tests.unit.exporting.test_audit_sheet import exported, sample, tick


def _button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


@pytest.fixture
def view(qtbot, compared):
    compared.go(Step.KPIS)
    page = compared.page(Step.KPIS)
    qtbot.mouseClick(_button(page, "Audit sample"), Qt.MouseButton.LeftButton)
    return page.audit


def _keep(compared, sheet):
    from desktop_app.presenting.papers import Papers

    compared.workbench.set_papers("draw an audit sample", Papers(sheet))


def _with_records(comparison):
    table = records({"resolved_first_contact": [1, 0]})
    return replace(comparison, evidence=replace(comparison.evidence, records=[table]))


def test_before_a_sample_is_drawn_the_page_says_what_it_is(compared, view):
    view.show_comparison(_with_records(compared.workbench.comparison))
    assert "No sample is drawn yet" in view.words.text()
    assert not view.table.isVisible()


def test_drawing_is_one_change_that_can_be_undone(compared, view):
    view._drawn(sample(60))
    drawn = compared.workbench.comparison.papers.audit
    assert compared.workbench.history.undo_label == "draw an audit sample"
    assert drawn.plan.size == 60
    compared.workbench.history.undo()
    assert compared.workbench.comparison.papers.audit is None


def test_ticking_goes_on_to_the_next_and_tells_the_rate(qtbot, compared, view):
    _keep(compared, sample())
    assert "drawn from all records alike" in view.words.text()
    view.table.select(1, "number")
    qtbot.mouseClick(_button(view, "Verified"), Qt.MouseButton.LeftButton)
    assert view._current == 2
    view.note.setText("another time")
    qtbot.mouseClick(_button(view, "Wrong"), Qt.MouseButton.LeftButton)
    items = compared.workbench.comparison.papers.audit.items
    assert [i.mark for i in items] == [Mark.VERIFIED, Mark.WRONG, Mark.OPEN]
    assert items[1].note == "another time"
    assert "2 of 3 checked, 1 in error" in view.words.text()
    compared.workbench.history.undo()
    assert compared.workbench.comparison.papers.audit.items[1].mark is Mark.OPEN


def test_a_mark_typed_into_the_table_is_taken_and_nonsense_is_not(compared, view):
    _keep(compared, sample())
    assert view._edited(2, "mark", "n")
    assert not view._edited(1, "mark", "perhaps")
    assert view._edited(2, "note", "no such ticket")
    assert compared.workbench.history.undo_label == "note on record 2"
    item = compared.workbench.comparison.papers.audit.items[1]
    assert (item.mark, item.note) == (Mark.NOT_FOUND, "no such ticket")


def test_ticks_are_read_from_the_exported_workbook(qtbot, compared, view, tmp_path, monkeypatch):
    _keep(compared, sample())
    path = exported(sample(), tmp_path)
    tick(path, (3, "wrong", "seen"))
    monkeypatch.setattr(audit_view, "ask_workbook", lambda _parent, _folder: path)
    qtbot.mouseClick(_button(view, "Read ticks…"), Qt.MouseButton.LeftButton)
    assert compared.workbench.comparison.papers.audit.items[2].mark is Mark.WRONG
    assert compared.workbench.history.undo_label == "read ticks of the audit sample"


def test_a_sample_of_files_that_are_gone_is_said(compared, view):
    from dataclasses import replace

    items = tuple(replace(i, sha256="gone") for i in sample().items)
    _keep(compared, replace(sample(), items=items))
    assert "drawn from other reports" in view.words.text()


def test_without_records_it_says_why_nothing_is_drawn_and_what_to_do(compared, view):
    comparison = compared.workbench.comparison
    bare = replace(comparison, evidence=replace(comparison.evidence, records=[]))
    view.show_comparison(bare)
    assert "list no records" in view.words.text()
    assert "Sources" in view.words.text()
    assert not view.draw.isVisible()
    view.show_comparison(_with_records(comparison))
    assert view.draw.isVisible()


def test_a_draw_from_rows_that_no_kpi_reads_says_so_and_keeps_nothing(qtbot, compared, view):
    said = []
    compared.session.noticed.connect(said.append)
    qtbot.mouseClick(view.draw, Qt.MouseButton.LeftButton)
    assert "no KPI is made of a log's rows" in said[0].text
    assert compared.workbench.comparison.papers.audit is None
