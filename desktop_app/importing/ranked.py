"""Lists of what a heading may mean: capped, doubted, and the surest of each meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.importing.concepts import TIME, concepts
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.heading_words import Word
from desktop_app.importing.spellings import Likeness

FOLDED, FOLDED_WORD = 0.94, 0.82
"""How sure a name is in another form of its words, and one of a single word."""
ENOUGH = 0.90
"""A candidate this sure makes the search by likeness unnecessary."""
_ABBREVIATION_COST = 0.04
_LEAST = 0.30


def things_for_time(first: Word, words: Sequence[str], spelling: Sequence[str]) -> bool:
    """Return whether only a time would be misspelt as several things: "tiles delivered"."""
    several = first.text != first.folded and first.text.endswith("s")
    if not several or first.folded in spelling:
        return False
    return TIME in concepts(spelling) and TIME not in concepts(words)


def sure(found: Iterable[Candidate]) -> bool:
    """Return whether one is so sure that nothing else need be looked for."""
    return any(candidate.confidence >= ENOUGH for candidate in found)


def doubted(found: Iterable[Candidate], said: str) -> list[Candidate]:
    """Return candidates that rest on a reading of the heading, with a reason that says so."""
    return [
        replace(
            candidate,
            confidence=round(candidate.confidence - _ABBREVIATION_COST, 3),
            reason=f"{said}, {candidate.reason}",
        )
        for candidate in found
    ]


def at_most(confidence: float, found: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates none of which is surer than that."""
    return [replace(one, confidence=min(confidence, one.confidence)) for one in found]


def trust(likeness: Likeness) -> float:
    """Return the confidence that a likeness of 0..100 is worth."""
    if likeness.inflected:
        return FOLDED if len(likeness.spelling.folded) > 1 else FOLDED_WORD
    if likeness.score >= 92:
        return 0.88
    return 0.84 - (92 - likeness.score) * 0.018


def best_of_each(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the surest candidate of each meaning, surest first."""
    best: dict[tuple[Target, str], Candidate] = {}
    for candidate in found:
        key = (candidate.target, candidate.id)
        if candidate.confidence >= _LEAST and (
            key not in best or candidate.confidence > best[key].confidence
        ):
            best[key] = candidate
    return tuple(sorted(best.values(), key=lambda candidate: -candidate.confidence))
