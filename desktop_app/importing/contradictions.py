"""What cells say against a meaning that their heading names, though they can be read as it."""

from __future__ import annotations

import numpy as np

from desktop_app.catalogue.model import FieldDefinition, FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.cell_evidence import are_persons
from desktop_app.importing.sketch import ColumnSketch

DOUBTED = 0.6
"""What a confidence is multiplied by where the cells speak against the name."""
_NAMES = frozenset({FieldRole.VENDOR, FieldRole.ID, FieldRole.DIMENSION})
_WORDS_OF_PROSE = 5.0
_FEWEST = 20
_SHARE_OF_IDS = 0.2


def spoken_against(words: Words, sketch: ColumnSketch, known: FieldDefinition) -> str:
    """Return why a column is hardly of a field whose name its heading bears, ``""`` if nothing.

    Texts fit any field of names, so that only their nature tells: yes and no identify nothing
    ("Credit note: yes"), sentences are no category, dates no team, parts of one no customer.
    """
    if known.role not in _NAMES or known.kind not in (FieldKind.ID, FieldKind.TEXT):
        return ""
    profile = sketch.profile
    if profile.dates >= 0.5 or profile.times >= 0.5:
        return tr("its cells are dates or times")
    if known.role is FieldRole.VENDOR and are_persons(sketch):
        return tr("its cells are names of persons")
    if _only_answers(words, sketch):
        return tr("its cells say yes or no")
    if profile.numbers > 0.5 and profile.whole < 0.5:
        return tr("its cells are amounts")
    if _mean_words(sketch) >= _WORDS_OF_PROSE:
        return tr("its cells are sentences")
    if known.id == "record_id" and profile.filled >= _FEWEST and profile.distinct < _SHARE_OF_IDS:
        return tr("its cells repeat a few values")
    return ""


def _only_answers(words: Words, sketch: ColumnSketch) -> bool:
    """Return whether all cells are answers, or the figures 0 and 1."""
    answers = words.yes | words.no
    return sketch.sample.size > 0 and all(
        isinstance(value, bool | np.bool_)
        or (isinstance(value, str) and normalise(value) in answers)
        for value in sketch.sample
    )


def _mean_words(sketch: ColumnSketch) -> float:
    texts = [value for value in sketch.sample if isinstance(value, str)]
    return float(np.mean([len(text.split()) for text in texts])) if texts else 0.0
