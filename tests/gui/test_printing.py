from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage, QTextDocument

from desktop_app.domain.errors import ExportError
from desktop_app.domain.progress import NoProgress
from desktop_app.gui import dialogs
from desktop_app.gui.report import print_tab
from desktop_app.gui.report.printing import filled_to, keep_headings, write_pdf
from desktop_app.gui.report.view import ReportPage
from desktop_app.gui.steps import Step


def _pages(path):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))


@pytest.fixture
def tab(compared):
    compared.go_to_print()
    made = compared.page(Step.REPORT).paper
    assert made.isVisible()
    return made


def test_a_long_report_goes_over_pages(qapp, tmp_path):
    html = "<h1>Long</h1>" + "".join(f"<p>line {i}</p>" for i in range(200))
    target = write_pdf(html, {}, tmp_path / "new" / "long.pdf", NoProgress())
    assert target.read_bytes().startswith(b"%PDF-")
    assert 3 <= _pages(target) <= 12


def test_pictures_are_in_the_pdf(qapp, tmp_path):
    image = QImage(QSize(400, 300), QImage.Format.Format_RGB32)
    image.fill(0x3366CC)
    html = '<img src="chart:0" width="300">'
    without = write_pdf(html, {}, tmp_path / "a.pdf", NoProgress())
    with_it = write_pdf(html, {"chart:0": image}, tmp_path / "b.pdf", NoProgress())
    assert b"/Width 400" in with_it.read_bytes()
    assert b"/Width 400" not in without.read_bytes()


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(qapp, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ExportError, match=r"x\.pdf"):
        write_pdf("<p>x</p>", {}, tmp_path / "file" / "x.pdf", NoProgress())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_saving_draws_the_charts_and_writes(qtbot, tab, tmp_path, monkeypatch):
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(dialogs.ChooseTarget, "ask_pdf", staticmethod(lambda *_: target))
    tab.save.click()
    assert not tab.save.isEnabled()
    qtbot.waitUntil(target.is_file, timeout=30_000)
    assert b"/Subtype /Image" in target.read_bytes()
    assert _pages(target) > 2
    assert tab.save.isEnabled()


def test_a_part_left_out_needs_no_charts(tab, tmp_path, monkeypatch):
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(dialogs.ChooseTarget, "ask_pdf", staticmethod(lambda *_: target))
    for part, box in tab.parts.items():
        box.setChecked(part == "ranking")
    tab.save.click()
    assert _pages(target) == 1
    tab.parts["ranking"].setChecked(False)
    assert not tab.save.isEnabled()


def test_the_preview_is_painted(tab, monkeypatch):
    painted = []
    monkeypatch.setattr(
        print_tab.PrintPreview,
        "ask",
        staticmethod(lambda _parent, printer, paint: painted.append((printer, paint))),
    )
    tab.parts["charts"].setChecked(False)
    tab.preview.click()
    assert len(painted) == 1


def test_paper_that_is_asked_for_before_the_page_is_built_is_shown(compared):
    page = ReportPage(compared.desk)
    page.show_paper()
    assert page.build().currentWidget() is page.paper


def _laid_out(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(600, 300))
    return document


def test_no_heading_stands_alone_at_the_end_of_a_page(qapp):
    lines = "".join(f"<p>line {i}</p>" for i in range(40))
    table = f"<table>{'<tr><td>cell<br>of<br>rows</td></tr>' * 3}</table>"
    for count in range(4, 16):
        above = "".join(f"<p>line {i}</p>" for i in range(count))
        document = _laid_out(f"{above}<h2>Heading</h2>{table}{lines}")
        keep_headings(document)
        blocks = [document.findBlockByNumber(count + at) for at in range(2)]
        assert blocks[0].text() == "Heading"
        tops = [document.documentLayout().blockBoundingRect(one).top() for one in blocks]
        assert tops[0] // 300 == tops[1] // 300, count


def test_a_page_ends_below_its_last_words(qapp):
    rows = "".join(f'<tr><td bgcolor="#ff0000">row {i}</td></tr>' for i in range(40))
    document = _laid_out(f"<p>above</p><table>{rows}</table>")
    ends = [filled_to(document, number) for number in range(document.pageCount())]
    assert all(200 < end <= 300 for end in ends[:-1])
    assert ends[-1] < 300
