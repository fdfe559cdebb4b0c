"""Open questions and guesses of a report, each with its evidence and answers to click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.first_pieces import Button, set_up
from desktop_app.gui.common.widgets import (
    button,
    card,
    clear,
    column,
    label,
    row,
    scrolled,
    selectable,
)
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.mapping_questions import Answer, Question

_MOST = 60


class QuestionsPanel(QWidget):
    """A card for each question; `look` shows its cells, `answer` takes what was clicked."""

    def __init__(
        self,
        theme: Theme,
        look: Callable[[Question], None],
        answer: Callable[[Question, Answer], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._look, self._answer = look, answer
        self._questions: tuple[Question, ...] = ()
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(2, 2, SPACE // 2, 2)
        self._list.setSpacing(SPACE)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = scrolled(self._inner, tr("Open questions"))
        column(self._area, parent=self)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        theme.changed.connect(lambda: self.show_questions(self._questions))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions shown."""
        return self._questions

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show other questions."""
        self._questions = tuple(questions)
        clear(self._list)
        if not questions:
            none = tr("No question is open, and nothing was guessed.")
            self._list.addWidget(label(none, "muted", wrap=True))
        for question in questions[:_MOST]:
            self._list.addWidget(self._card(question))
        if len(questions) > _MOST:
            more = tr("{count} more in Sources, under Findings.", count=len(questions) - _MOST)
            self._list.addWidget(label(more, "muted", wrap=True))
        self._fitting.start()

    def _fit(self) -> None:
        """Give the cards all the height that they need at this width.

        What is put in while another panel is in front is laid out for no width at all.
        """
        self._list.invalidate()
        needed = self._list.totalHeightForWidth(self._area.viewport().width())
        self._inner.setMinimumHeight(max(needed, 0))

    def _card(self, question: Question) -> QFrame:
        frame = card()
        frame.setAccessibleName(
            tr("Question: {title}", title=question.title)
            if question.open
            else tr("Guess: {title}", title=question.title)
        )
        icon = label()
        name, colour = ("question", "look") if question.open else ("info", "muted")
        icon.setPixmap(self._theme.pixmap(name, colour, 18))
        title = _flowing(label(question.title, "strong", wrap=True))
        head = row(icon, title, spacing=SPACE)
        head.setStretch(1, 1)
        head.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        evidence = _flowing(selectable(label(question.evidence, "muted", wrap=True)))
        body = column(head, evidence, parent=frame, margin=SPACE + 2, spacing=SPACE - 2)
        for answer in question.answers:
            body.addWidget(self._answer_button(question, answer))
        if question.sheet:
            show = button(tr("Show the cells"), lambda: self._look(question), "link")
            show.setAccessibleName(tr("Show the cells of {question}", question=question.title))
            body.addWidget(show, alignment=Qt.AlignmentFlag.AlignLeft)
        return frame

    def _answer_button(self, question: Question, answer: Answer) -> QWidget:
        widget = _AnswerButton(answer.text)
        set_up(widget, lambda: self._answer(question, answer), "answer")
        widget.setAccessibleName(f"{question.title}: {answer.text}")
        widget.setToolTip(answer.text)
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return widget


class _AnswerButton(Button):
    """A button that shortens words of a report where there is no room for them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, elide = self.width() - 3 * SPACE, Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._words, elide, room)
        self.setText(shown.replace("&", "&&"))


def _flowing(text: QLabel) -> QLabel:
    """Return a label that takes any width, and all the height that its text needs at that."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    text.setSizePolicy(policy)
    return text
