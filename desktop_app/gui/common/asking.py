"""Dialogs that wait for an answer, and are gone afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def answer_of(dialog: QDialog) -> int:
    """Show a dialog until it is answered and return its answer, 0 for none.

    It can be read until whoever asked is done; then it is deleted. A dialog that has a parent
    would otherwise stay, hidden, for as long as its parent does.
    """
    answer = dialog.exec()
    dialog.deleteLater()
    return answer
