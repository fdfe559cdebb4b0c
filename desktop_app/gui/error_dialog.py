"""The one dialog for faults of the program; what a user did wrong is never shown here."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.domain.translating import tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.paths import APP_NAME

_log = logging.getLogger(__name__)


class FaultReporter(QObject):
    """Logs a fault and tells of it, one dialog at a time.

    May be called from any thread: the dialog is opened on the thread this object lives on.
    """

    _happened = Signal(str)

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._showing = False
        self._happened.connect(self._show)

    def report(self, error: BaseException) -> None:
        """Write the fault with its traceback to the log, and show that it happened."""
        _log.error("".join(traceback.format_exception(error)))
        self._happened.emit(type(error).__name__)

    def _show(self, name: str) -> None:
        # A fault while painting would otherwise open a new dialog at every paint.
        if self._showing:
            return
        self._showing = True
        try:
            FaultDialog.ask(name, self._log_file)
        finally:
            self._showing = False


class FaultDialog:
    """Says that the program has a fault, what it means for the data, and where the details are."""

    @staticmethod
    def ask(name: str, log_file: Path) -> None:
        """Show the dialog and wait for it to be closed."""
        box = QMessageBox(QApplication.activeWindow())
        box.setWindowTitle(APP_NAME)
        box.setText(tr("Something went wrong inside the program."))
        box.setInformativeText(
            tr(
                "Your reports were not changed. What you were doing may be incomplete "
                "({fault}).\n\nDetails are in {log_file}.",
                fault=name,
                log_file=log_file,
            )
        )
        show_log = box.addButton(tr("Show the log folder"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        answer_of(box)
        if box.clickedButton() is show_log:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file.parent)))
