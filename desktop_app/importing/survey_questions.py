"""Headings that are the questions of a survey, in whatever words somebody asked them."""

from __future__ import annotations

import re

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.sketch import ColumnSketch

_ASKED_OF_CUSTOMERS = 0.75
_FEWEST_WORDS = 4
_ADDRESSED = frozenset(
    (
        *("how", "you", "your", "were", "did", "please", "my", "me", "we", "our", "agree"),
        *("wie", "sie", "ihr", "ihre", "ihrem", "wir", "uns", "bitte", "mein", "meine"),
        *("vous", "votre", "nous", "avez", "etes", "mon", "ma", "comment"),
        *("usted", "su", "nos", "nosotros", "como", "cual", "mi", "fue", "esta"),
    )
)
"""Words that speak to or of the customer, as no name of a column does."""
_ANCHOR = re.compile(r"(\d{1,2})\s*(?:=|:|–|-)\s*([^\d,;/()]+)")
_EASY = frozenset(
    (
        *("easy", "low", "little", "effortless", "agree", "leicht", "einfach", "gering", "niedrig"),
        *("facile", "faible", "facil", "bajo", "poco"),
    )
)
_HARD = frozenset(
    (
        *("difficult", "hard", "high", "disagree", "schwer", "schwierig", "hoch", "difficile"),
        *("eleve", "dificil", "alto", "mucho"),
    )
)
_EFFORT, _EASE = "ces_score", "ease_score"
_OTHER_WAY = {_EFFORT: (_EASE, _EASY), _EASE: (_EFFORT, _HARD)}
"""For each way to ask for effort the other one, which it is if the top of its scale says so."""


def asked_of_customers(
    context: SheetContext, sketch: ColumnSketch, roles: frozenset[FieldRole]
) -> list[Candidate]:
    """Return what a survey's question asks, by the words that tell: effort, satisfied, recommend.

    Empty where the heading is no question, or several fields share the most telling words.
    """
    words = normalise(sketch.header).split()
    asked = "?" in sketch.header or not _ADDRESSED.isdisjoint(words)
    if FieldRole.VALUE not in roles or not asked or len(words) < _FEWEST_WORDS:
        return []
    fields = context.report.catalogue.fields
    shared = {
        name: told
        for name, told in context.names.recogniser.resemblance.fields(sketch.header).items()
        if fields[name].kind is (FieldKind.SCORE if _are_marks(sketch) else FieldKind.FLAG)
    }
    most = max(map(len, shared.values()), default=0)
    found = [name for name, told in shared.items() if len(told) == most]
    if not found or (len(found) > 1 and not set(found) <= set(_OTHER_WAY)):
        return []
    name = _by_its_scale(sketch.header, found[0])
    told = listed((f"'{word}'" for word in shared[found[0]]), None)
    reason = tr("a question that asks for it by {words}", words=told)
    return [Candidate(Target.FIELD, name, "", _ASKED_OF_CUSTOMERS, reason)]


def _are_marks(sketch: ColumnSketch) -> bool:
    return sketch.profile.measured > 0.5 and sketch.sample.nunique() > 2


def _by_its_scale(header: str, name: str) -> str:
    """Return effort or ease, whichever the top of the scale that a question names is."""
    if name not in _OTHER_WAY:
        return name
    anchors = {int(mark): set(normalise(text).split()) for mark, text in _ANCHOR.findall(header)}
    other, words = _OTHER_WAY[name]
    if len(anchors) < 2:
        return name
    return other if anchors[max(anchors)] & words else name
