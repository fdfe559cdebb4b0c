"""Open questions and guesses of a report, each with its evidence and answers to click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

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
        self._area = scrolled(self._inner)
        self._area.setAccessibleName("Open questions")
        column(self._area, parent=self)
        theme.changed.connect(lambda: self.show_questions(self._questions))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions shown."""
        return self._questions

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show other questions."""
        self._questions = tuple(questions)
        clear(self._list)
        if not questions:
            self._list.addWidget(label("No question is open, and nothing was guessed.", "muted"))
        for question in questions[:_MOST]:
            self._list.addWidget(self._card(question))
        if len(questions) > _MOST:
            more = f"{len(questions) - _MOST} more in Sources, under Findings."
            self._list.addWidget(label(more, "muted"))

    def _card(self, question: Question) -> QFrame:
        frame = card()
        frame.setAccessibleName(f"{'Question' if question.open else 'Guess'}: {question.title}")
        icon = label()
        name, colour = ("question", "look") if question.open else ("info", "muted")
        icon.setPixmap(self._theme.pixmap(name, colour, 18))
        title = label(question.title, "strong", wrap=True)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = row(icon, title, spacing=SPACE)
        head.setStretch(1, 1)
        head.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        evidence = selectable(label(question.evidence, "muted", wrap=True))
        evidence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        body = column(head, evidence, parent=frame, margin=SPACE + 2, spacing=SPACE - 2)
        for answer in question.answers:
            body.addWidget(self._answer_button(question, answer))
        if question.sheet:
            show = button("Show the cells", lambda: self._look(question), "link")
            show.setAccessibleName(f"Show the cells of {question.title}")
            body.addWidget(show, alignment=Qt.AlignmentFlag.AlignLeft)
        return frame

    def _answer_button(self, question: Question, answer: Answer) -> QWidget:
        widget = button(answer.text, lambda: self._answer(question, answer), "answer")
        widget.setAccessibleName(f"{question.title}: {answer.text}")
        widget.setToolTip(answer.text)
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return widget
