"""Times told in several pieces: ``5m 12s``, ``1d 4h``, ``3 yrs 6 mths``."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.spelling import key, word_form

_PIECE = re.compile(r"\s*(?:,|and|und|et|y|&|\+)?\s*(\d+(?:[.,]\d+)?)\s*('{1,2}|\"|[^\W\d_]+)?\.?")


def compound(text: str, words: Words, own: Mapping[str, str], table: Mapping[str, float]) -> float:
    """Return the sum of a text such as ``1d 4h`` or ``3 yrs 6 mths``, NaN for anything else.

    Units must fall from piece to piece; a last number without a unit is of the next smaller
    one (``5m12``, ``1h30``).
    """
    text = key(text)
    negative, text = text.startswith("-"), text.removeprefix("-").strip()
    total, last, at = 0.0, np.inf, 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            return np.nan
        at = piece.end()
        size = _size_of(piece[2], last, at == len(text), words, own, table)
        if size is None or size >= last:
            return np.nan
        total += float(piece[1].replace(",", ".")) * size
        last = size
    return np.nan if last == np.inf else -total if negative else total


def _size_of(
    word: str | None,
    last: float,
    final: bool,
    words: Words,
    own: Mapping[str, str],
    table: Mapping[str, float],
) -> float | None:
    """Return what one piece's unit is worth."""
    if word is not None:
        return table.get(own.get(word) or words.units.get(word_form(word), ""))
    smaller = [size for size in table.values() if size < last]
    return max(smaller) if final and np.isfinite(last) and smaller else None
