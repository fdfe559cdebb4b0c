"""What the workbook's sheets are called, in one place: links and formulas name them too."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop_app.domain import own_export
from desktop_app.domain.translating import Language, later, spoken, tr
from desktop_app.importing import audit_ticks

SUMMARY = later("Summary")
RANKING = later("Ranking")
VALUES = later("Value functions")
SCORECARD = later("Scorecard")
TRENDS = later("Trends")
TOTAL_COST = later("Total cost")
STAKES = later("Money at stake")
LEVELS = later("Level vendors")
SAME_MIX = later("Same mix")
SCENARIOS = later("Scenarios")
SENSITIVITY = later("Sensitivity")
METHODS = later("Methods")
MISSING = later("Missing figures")
EVALUATORS = later("Evaluators")
CLAIMS = later("Claims check")
COVERAGE = later("Coverage")
MEASUREMENTS = later("Measurements")
DECISION = later("Decision record")
FINDINGS = later("Findings")
SOURCES = later("Sources")
AUDIT = audit_ticks.SHEET
"""English in every language, as the next: the program looks for these two when it reads."""
METHODOLOGY = own_export.SHEET

NAMES = (
    SUMMARY, RANKING, VALUES, SCORECARD, TRENDS, TOTAL_COST, STAKES, LEVELS, SAME_MIX, SCENARIOS,
    SENSITIVITY, METHODS, MISSING, EVALUATORS, CLAIMS, AUDIT, COVERAGE, MEASUREMENTS, DECISION,
    FINDINGS, SOURCES, METHODOLOGY,
)  # fmt: skip
"""The sheets in their order."""

ALWAYS = frozenset(
    {SUMMARY, RANKING, VALUES, SCORECARD, MEASUREMENTS, DECISION, FINDINGS, SOURCES, METHODOLOGY}
)
"""What no workbook leaves out: the ranking, its figures with their cells, and what to know."""

_FIXED = frozenset({AUDIT, METHODOLOGY})
_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def sheet_name(name: str) -> str:
    r"""Return what one of `NAMES` is called in the user's language.

    Excel takes 31 characters, none of ``[]:*?/\``, and no name twice; a translation that is
    taken already gives way to the English name.
    """
    return _shown(spoken())[name]


def quoted_sheet(name: str) -> str:
    """Return one of `NAMES` as formulas write it."""
    return "'" + sheet_name(name).replace("'", "''") + "'"


@lru_cache(maxsize=1)
def _shown(language: Language) -> dict[str, str]:
    """Return the names in the language that is spoken now, by the English ones."""
    found = {name: name for name in _FIXED}
    taken = {name.casefold() for name in NAMES}
    for name in NAMES:
        if name not in _FIXED:
            shown = _FORBIDDEN.sub(" ", tr(name))[:_LONGEST].strip(" '")
            fits = bool(shown) and (shown == name or shown.casefold() not in taken)
            found[name] = shown if fits else name
            taken.add(found[name].casefold())
    return found
