"""Footnote numbers behind figures: ``82% (1)``, told from brackets that say more."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.translating import later
from desktop_app.importing.kinds.parts import Parts
from desktop_app.importing.kinds.spelling import without_footnote_number

FOOTNOTE_RULE = later("numbers in brackets behind figures taken for footnotes")
_MOST_TEXTS = 500  # a log has no footnotes


def take_off_footnotes(parts: Parts) -> bool:
    """Take the footnote numbers off the texts of a column of amounts; return whether any was.

    A lone digit in brackets behind a figure is one where other figures of the column stand
    without brackets. Where all have them ("81% (3), 82% (5)") they say something of the figures,
    and the texts stay as they are.
    """
    if parts.codes is None or not 0 < len(parts.texts) <= _MOST_TEXTS:
        return False
    plain = [without_footnote_number(text) for text in parts.texts]
    noted = np.array([a != b for a, b in zip(plain, parts.texts, strict=True)], dtype=bool)
    others = parts.number is not None and bool(np.isfinite(parts.number).any())
    others = others or any(
        any(c.isdigit() for c in text) and "(" not in text.lstrip("(") for text in parts.texts
    )
    if not noted.any() or not others:
        return False
    parts.texts, parts.repeated = plain, True
    return True
