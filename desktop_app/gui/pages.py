"""Makes the pages; each page's module is imported at its first visit."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.steps import Step


def make_page(step: Step, desk: Desk) -> Page:
    """Return the page of a step."""
    return _MAKERS[step](desk)


def _sources(desk: Desk) -> Page:
    from desktop_app.gui.sources.view import SourcesPage

    return SourcesPage(desk)


def _mapping(desk: Desk) -> Page:
    from desktop_app.gui.mapping.view import MappingPage

    return MappingPage(desk)


def _kpis(desk: Desk) -> Page:
    from desktop_app.gui.kpis.view import KpisPage

    return KpisPage(desk)


def _compare(desk: Desk) -> Page:
    from desktop_app.gui.compare.view import ComparePage

    return ComparePage(desk)


def _trends(desk: Desk) -> Page:
    from desktop_app.gui.trends.view import TrendsPage

    return TrendsPage(desk)


def _decide(desk: Desk) -> Page:
    from desktop_app.gui.decide.view import DecidePage

    return DecidePage(desk)


def _report(desk: Desk) -> Page:
    from desktop_app.gui.report.view import ReportPage

    return ReportPage(desk)


_MAKERS: dict[Step, Callable[[Desk], Page]] = {
    Step.SOURCES: _sources,
    Step.MAPPING: _mapping,
    Step.KPIS: _kpis,
    Step.COMPARE: _compare,
    Step.TRENDS: _trends,
    Step.DECIDE: _decide,
    Step.REPORT: _report,
}
