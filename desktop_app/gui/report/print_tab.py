"""The report on paper: what goes in, its preview, printing it, and saving it as PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from desktop_app.domain.errors import ExportError
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, card, column, icon_button, label, restyle, row
from desktop_app.gui.report.pictures import ChartPictures, Pictures
from desktop_app.gui.report.printing import page_layout, paint_report, write_pdf
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Verdict
from desktop_app.presenting.printed import PARTS, printed_html
from desktop_app.presenting.scenarios import SideBySide
from desktop_app.workbench.jobs import Job

_CHARTS, _SCENARIOS = "charts", "scenarios"


class PrintTab(QWidget):
    """Ticks for the parts of the report; buttons for its preview and for the PDF."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.parts = {part.id: QCheckBox(tr(part.title)) for part in PARTS}
        self.preview = button(tr("Preview and print…"), self._preview)
        self.save = icon_button(desk.theme, "export", tr("Save as PDF…"), self._save, "primary")
        self._outcome = card(kind="notice")
        self._outcome_text = label("", wrap=True)
        self._open = button(tr("Open"), self._show_written)
        self._drawing: ChartPictures | None = None
        self._written: Path | None = None
        self._build()

    def wanted(self) -> list[str]:
        """Return the ids of the parts that go in."""
        return [part for part, box in self.parts.items() if box.isChecked()]

    def _build(self) -> None:
        inside = column(label(tr("What goes in"), "heading"), spacing=SPACE // 2)
        for box in self.parts.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._allow())
            inside.addWidget(box)
        frame = QFrame()
        frame.setProperty("kind", "card")
        about = label(
            tr(
                "A4 across, a page number on each page. The charts are those of the "
                "program, in colours for paper; tints carry a symbol, so that a printer "
                "without colours loses nothing."
            ),
            "muted",
            wrap=True,
        )
        buttons = row(self.save, self.preview)
        buttons.addStretch(1)
        layout = column(inside, about, buttons, parent=frame, margin=SPACE * 2, spacing=SPACE * 2)
        layout.addStretch(1)
        outcome = row(self._outcome_text, self._open, parent=self._outcome)
        outcome.setContentsMargins(SPACE + 4, SPACE, SPACE, SPACE)
        outcome.setStretch(0, 1)
        self._outcome.hide()
        column(self._outcome, frame, parent=self, spacing=SPACE + 4).setStretch(1, 1)

    def _save(self) -> None:
        folder = self.desk.preferences.value.export_folder or str(Path.home())
        target = dialogs.ChooseTarget.ask_pdf(self, Path(folder) / f"{tr('Vendor comparison')}.pdf")
        if target is not None:
            self._drawn(lambda html, pictures: self._write(html, pictures, target))

    def _preview(self) -> None:
        self._drawn(self._show_preview)

    def _drawn(self, then: Callable[[str, Pictures], None]) -> None:
        """Draw the charts if they are wanted, then go on with the report's text and pictures."""
        comparison = self.desk.workbench.comparison
        if comparison is None or self._drawing is not None:
            return
        wanted = self.wanted()
        view: SideBySide | None = None

        def go_on(pictures: Pictures) -> None:
            self._drawing = None
            self._allow()
            addresses = {title: f"chart:{place}" for place, title in enumerate(pictures)}
            html = printed_html(comparison, wanted, addresses, dt.date.today(), view)
            then(html, {addresses[title]: image for title, image in pictures.items()})

        def draw(scenarios: SideBySide | None) -> None:
            nonlocal view
            view = scenarios
            if _CHARTS in wanted:
                self._drawing = ChartPictures(comparison, go_on, self)
                self._allow()
            else:
                go_on({})

        def rank_by_all(_verdict: Verdict) -> None:
            if _SCENARIOS in wanted and comparison.shelf.others:
                self.desk.session.lookups.side_by_side(draw, failed)
            else:
                draw(None)

        def failed(words: str) -> None:
            self._say(words, "failed")

        # The report has the verdict in words, which takes a moment where nobody saw it before.
        self.desk.session.lookups.verdict(rank_by_all, failed)

    def _write(self, html: str, pictures: Pictures, target: Path) -> None:
        def work(progress: Progress) -> Path:
            return write_pdf(html, pictures, target, progress)

        def done(written: Path) -> None:
            self._written = written
            self.desk.preferences.change(export_folder=str(written.parent))
            self._say(tr("Written to {path}.", path=written), "ok")

        def failed(error: Exception) -> None:
            if not isinstance(error, ExportError):
                self.desk.session.bug.emit(error)
            self._say(str(error), "failed")

        title = tr("Writing {file}", file=target.name)
        self.desk.session.runner.start(Job(title, work, done, "print", failed, lasting=True))

    def _show_preview(self, html: str, pictures: Pictures) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(tr("Vendor comparison"))
        PrintPreview.ask(
            self, printer, lambda device: paint_report(html, pictures, device, NoProgress())
        )

    def _allow(self) -> None:
        able = bool(self.wanted()) and self._drawing is None
        for widget in (self.save, self.preview):
            widget.setEnabled(able)

    def _say(self, words: str, tone: str) -> None:
        self._outcome_text.setText(words)
        self._open.setVisible(tone == "ok")
        restyle(self._outcome, "tone", tone)
        self._outcome.show()

    def _show_written(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))


class PrintPreview:
    """The preview, from which it is printed."""

    @staticmethod
    def ask(parent: QWidget, printer: QPrinter, paint: Callable[[QPrinter], object]) -> None:
        """Show the preview until it is closed."""
        dialog = QPrintPreviewDialog(printer, parent)
        dialog.setWindowTitle(tr("Print preview"))
        dialog.paintRequested.connect(paint)
        dialog.resize(parent.window().size())
        answer_of(dialog)
