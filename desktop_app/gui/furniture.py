"""The parts of the window that come after the first picture of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.domain.translating import tr
from desktop_app.gui.actions import Actions
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.notice_bar import NoticeBar
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.common.waiting import say_why_mapping_waits, say_why_waiting
from desktop_app.gui.common.widgets import EmptyState
from desktop_app.gui.files_desk import FilesDesk
from desktop_app.gui.help.desk import HelpDesk
from desktop_app.gui.job_bar import JobBar
from desktop_app.gui.notice import Notice
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.tables_desk import TablesDesk

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow


class Furniture:
    """What a window's menus and pages work with; whole only when all `parts` are made."""

    desk: Desk
    menus: Actions

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._foretaste: EmptyState | None = None
        self.help = HelpDesk(window, window.theme, window.workbench, window.session)
        self.notices = NoticeBar(window.theme)
        self.jobs = JobBar(window.frame.contents)
        self.files = FilesDesk(window)
        self.tables = TablesDesk(window, self.help, self.notices)

    def parts(self) -> Iterator[None]:
        """Make what takes a moment, and connect all; yields in between."""
        window = self._window
        window.theme.dress(self.notices)
        window.frame.put_below_heading(self.notices)
        yield
        self.desk = Desk(
            window.workbench,
            window.session,
            window.theme,
            window.preferences,
            window.go,
            window.choose_reports,
            window.choose_project,
            window.open_paths,
            window.turns,
            ShownVendors(window),
            window.show_figure,
            window.frame.start,
        )
        self.menus = Actions(window, self.files, self.tables)
        yield
        jobs, workers = self.jobs, window.workers
        window.statusBar().addPermanentWidget(jobs)
        jobs.cancelled.connect(self._cancel)
        workers.started.connect(jobs.add)
        workers.progressed.connect(jobs.progress)
        workers.ended.connect(jobs.remove)
        window.session.noticed.connect(self.notices.show_notice)

    def foretaste(self, step: Step) -> EmptyState:
        """Return what stands for a step while the libraries that its page needs are loaded."""
        window = self._window
        if self._foretaste is None:
            self._foretaste = EmptyState(window.theme, STEPS[step].icon)
            window.theme.dress(self._foretaste)
            window.frame.pages.addWidget(self._foretaste)
        shown = self._foretaste
        shown.show_icon(STEPS[step].icon)
        workbench = window.workbench
        if step is Step.MAPPING and not workbench.reports:
            say_why_mapping_waits(shown, window.go)
        elif step in (Step.SOURCES, Step.MAPPING) or workbench.comparison is not None:
            shown.say(tr("One moment…"), tr("This step is being laid out."))
        else:
            say_why_waiting(shown, workbench, window.go, window.session.compute)
        return shown

    def _cancel(self, number: int) -> None:
        workers = self._window.workers
        title = workers.running.get(number)
        workers.cancel(number)
        if title is not None:
            self.notices.show_notice(
                Notice(tr("{job}: cancelled. Nothing was changed.", job=title))
            )
