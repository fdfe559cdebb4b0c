"""What pages show while there is no comparison: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.widgets import EmptyState, button, column
from desktop_app.gui.steps import STEPS, Step
from desktop_app.workbench.state import Workbench

PieceT = TypeVar("PieceT", bound=QWidget)


class ComparisonPage(Page):
    """A page that needs a comparison; without one it says what is missing.

    Subclasses build their content in `build` (called when it is first needed), after the pieces of
    it that take a while, one by one, in `pieces`, and bring it up to date in `show_comparison`.
    """

    step: Step

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._empty = EmptyState(desk.theme, STEPS[self.step].icon)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        desk.theme.dress(self._empty)
        column(self._stack, parent=self)

    def build(self) -> QWidget:
        """Return the page's content."""
        raise NotImplementedError

    def show_comparison(self) -> None:
        """Show the workbench's comparison, which is there."""
        raise NotImplementedError

    def pieces(self) -> Iterator[object]:
        """Make what `build` puts in its place, one piece after the other."""
        yield from ()

    def owned(self, piece: PieceT) -> PieceT:
        """Return a piece as one of this page's, before it has its place.

        What nobody owns, Python deletes on whatever thread it cleans up.
        """
        piece.setParent(self)
        return piece

    def parts(self) -> Iterator[None]:
        """Build the content piece by piece."""
        for piece in self.pieces():
            if isinstance(piece, QWidget) and piece.parentWidget() is None:
                self.owned(piece)
            yield
        content = self.build()
        yield
        self._stack.addWidget(content)

    def say_building(self) -> None:
        """Show that the content is on its way."""
        self._say_why_waiting()
        self._stack.setCurrentWidget(self._empty)

    def _say_why_waiting(self) -> None:
        desk = self.desk
        say_why_waiting(self._empty, desk.workbench, desk.go, desk.session.compute)

    def refresh(self) -> None:
        """Show the comparison, or why there is none."""
        if self.desk.workbench.comparison is None:
            self._say_why_waiting()
            self._stack.setCurrentWidget(self._empty)
            return
        self.show_comparison()
        self._stack.setCurrentIndex(1)


def say_why_waiting(
    empty: EmptyState,
    workbench: Workbench,
    go: Callable[[Step], None],
    compute: Callable[[], None],
) -> None:
    """Say why there is no comparison to show yet, and what to do about it."""
    sources = button(tr("Go to Sources"), lambda: go(Step.SOURCES), "primary")
    if not workbench.reports:
        empty.say(
            tr("No reports yet"),
            tr("This step fills as soon as your vendors' reports are read."),
            sources,
        )
    elif not any(report.usable for report in workbench.reports):
        empty.say(
            tr("Nothing to compare yet"),
            tr(
                "No file that is open holds a figure that could be used. Sources says "
                "why, file by file, and Mapping shows what each column was taken for."
            ),
            sources,
            button(tr("Go to Mapping"), lambda: go(Step.MAPPING)),
        )
    elif workbench.comparison is not None:
        empty.say(tr("One moment…"), tr("This step is being laid out."))
    elif workbench.given_up:
        empty.say(
            tr("Nothing to compare yet"),
            tr("The figures were not worked out."),
            button(tr("Try again"), compute, "primary"),
        )
    else:
        empty.say(tr("Comparing…"), tr("The figures are being worked out."))


def say_why_mapping_waits(empty: EmptyState, go: Callable[[Step], None]) -> None:
    """Say that there are no reports whose cells could be shown, and what to do about it."""
    empty.say(
        tr("No reports yet"),
        tr(
            "As soon as reports are read, this step shows each sheet as you received "
            "it, what its cells were taken for, and what is still to be decided."
        ),
        button(tr("Go to Sources"), lambda: go(Step.SOURCES), "primary"),
    )
