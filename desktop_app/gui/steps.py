"""The seven steps of the job, in order."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from desktop_app.domain.translating import later


class Step(IntEnum):
    """A step's place, counted from 1 as on its shortcut Ctrl+1..7."""

    SOURCES = 1
    MAPPING = 2
    KPIS = 3
    COMPARE = 4
    TRENDS = 5
    DECIDE = 6
    REPORT = 7


class StepWords(NamedTuple):
    """What a step is called, what it is for, its icon, and the page of the help for it."""

    title: str
    purpose: str
    icon: str
    help_page: str


STEPS: dict[Step, StepWords] = {
    Step.SOURCES: StepWords(
        later("Sources"),
        later("The reports you received, and what they hold"),
        "sources",
        "prepare",
    ),
    Step.MAPPING: StepWords(
        later("Mapping"), later("What each sheet and column was taken for"), "mapping", "findings"
    ),
    Step.KPIS: StepWords(
        later("KPIs"), later("Every vendor's figures against target"), "kpis", "figures"
    ),
    Step.COMPARE: StepWords(
        later("Compare"), later("Who is best for your priorities, and why"), "compare", "methods"
    ),
    Step.TRENDS: StepWords(
        later("Trends"), later("How the figures move over time"), "trends", "sure"
    ),
    Step.DECIDE: StepWords(later("Decide"), later("What the ranking rests on"), "decide", "sure"),
    Step.REPORT: StepWords(
        later("Report"), later("A workbook your stakeholders can use"), "report", "start"
    ),
}
