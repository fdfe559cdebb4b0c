"""Makes the pages; each page's module is imported at its first visit, or ahead of it."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.steps import Step

_Kind = Callable[[Desk], Page]


def make_page(step: Step, desk: Desk) -> Page:
    """Return the page of a step, which builds what it holds later."""
    return _KINDS[step]()(desk)


def import_pages() -> None:
    """Import what the pages need, on any thread: importing makes no object of Qt."""
    for kind in _KINDS.values():
        kind()
    import desktop_app.gui.sources.report_list  # noqa: F401 - a matter of time only


def _sources() -> _Kind:
    from desktop_app.gui.sources.view import SourcesPage

    return SourcesPage


def _mapping() -> _Kind:
    from desktop_app.gui.mapping.view import MappingPage

    return MappingPage


def _kpis() -> _Kind:
    from desktop_app.gui.kpis.view import KpisPage

    return KpisPage


def _compare() -> _Kind:
    from desktop_app.gui.compare.view import ComparePage

    return ComparePage


def _trends() -> _Kind:
    from desktop_app.gui.trends.view import TrendsPage

    return TrendsPage


def _decide() -> _Kind:
    from desktop_app.gui.decide.view import DecidePage

    return DecidePage


def _report() -> _Kind:
    from desktop_app.gui.report.view import ReportPage

    return ReportPage


_KINDS: dict[Step, Callable[[], _Kind]] = {
    Step.SOURCES: _sources,
    Step.MAPPING: _mapping,
    Step.KPIS: _kpis,
    Step.COMPARE: _compare,
    Step.TRENDS: _trends,
    Step.DECIDE: _decide,
    Step.REPORT: _report,
}
