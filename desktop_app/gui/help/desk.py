"""Opens the help at the right page; its window is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.session import Session
from desktop_app.gui.theme import Theme
from desktop_app.workbench.jobs import Job
from desktop_app.workbench.state import Workbench

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.gui.help.window import HelpWindow

FIRST_PAGE = "start"


class HelpDesk:
    """The help of one main window.

    Parameters
    ----------
    window : QWidget
        The help window belongs to it and closes with it.
    theme : Theme
    workbench : Workbench
        Whose catalogue the cards of KPIs are from.
    session : Session
        Runs the reading of the catalogue when no report was read yet.
    """

    def __init__(
        self, window: QWidget, theme: Theme, workbench: Workbench, session: Session
    ) -> None:
        self._window = window
        self._theme = theme
        self._workbench = workbench
        self._session = session
        self._open: HelpWindow | None = None

    def open(self, page_id: str) -> None:
        """Show a page by its id, the first one if there is none of that id."""
        if self._open is None:
            self._with_catalogue(lambda catalogue: self._make(catalogue, page_id))
        else:
            self._turn_to(self._open, page_id)

    def explain(self, keys: tuple[Any, str] | None) -> None:
        """Show the card of the KPI that a table's row or column stands for, else the first page."""
        from desktop_app.presenting.help_pages import kpi_among, kpi_page_id

        catalogue = self._workbench.catalogue
        kpi = kpi_among(keys, catalogue) if catalogue is not None and keys is not None else ""
        self.open(kpi_page_id(kpi) if kpi else FIRST_PAGE)

    def _make(self, catalogue: Catalogue, page_id: str) -> None:
        from desktop_app.gui.help.window import HelpWindow
        from desktop_app.presenting.help_pages import guide_pages, kpi_pages

        pages = [*guide_pages(), *kpi_pages(catalogue)]
        self._open = HelpWindow(self._theme, pages, self._window)
        self._open.destroyed.connect(self._closed)
        self._turn_to(self._open, page_id)

    def _turn_to(self, window: HelpWindow, page_id: str) -> None:
        if not window.open_page(page_id):
            window.open_page(FIRST_PAGE)
        window.show()
        window.raise_()

    def _closed(self) -> None:
        self._open = None

    def _with_catalogue(self, then: Callable[[Catalogue], None]) -> None:
        if self._workbench.catalogue is not None:
            then(self._workbench.catalogue)
            return
        session = self._session

        def work(progress: Progress) -> Catalogue:
            progress.check()
            return session.services.load_catalogue()

        session.runner.start(Job(tr("Opening the help"), work, then, "help", session.bug.emit))
