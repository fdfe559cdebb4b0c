"""Texts and ids, as categories."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.formats import leading_zeros
from desktop_app.importing.kinds.parts import Context, Floats, Reading

_EXACT = 1e15  # Excel keeps 15 digits of a number


def read_text(context: Context) -> Reading:
    """Return texts with single blanks; numbers and dates as the report shows them."""
    return Reading(_categories(context, 0), tr("texts as written"))


def read_id(context: Context) -> Reading:
    """Return ids as texts that keep their leading zeros; ``123.0`` is ``123``."""
    width = leading_zeros(context.hints.number_format)
    number = context.parts.number
    rule = (
        tr("ids, padded to {width} digits by the number format", width=width)
        if width
        else tr("ids as written")
    )
    questions = []
    if number is not None and (np.abs(number[np.isfinite(number)]) >= _EXACT).any():
        questions.append(
            (
                "id-precision",
                tr(
                    "Some ids are numbers of more than 15 digits, of which Excel has lost "
                    "the last ones; different ids may look the same. Ask for the column as "
                    "text."
                ),
            )
        )
    return Reading(_categories(context, width), rule, questions=questions)


def _categories(context: Context, width: int) -> pd.Categorical:
    """Return every cell as a text: numbers padded to `width`, dates in ISO form."""
    parts = context.parts
    texts = np.full(parts.size, None, dtype=object)
    if parts.codes is not None:
        if parts.number is None and parts.boolean is None and parts.stamp is None:
            return _of_texts(context)
        texts = np.array([*parts.texts, None], dtype=object)[parts.codes]
    if parts.number is not None:
        known = np.isfinite(parts.number)
        codes, distinct = pd.factorize(parts.number[known])
        texts[known] = _shown_numbers(distinct, width)[codes]
    if parts.boolean is not None:
        known = np.isfinite(parts.boolean)
        texts[known] = np.where(parts.boolean[known] == 1.0, "TRUE", "FALSE")
    if parts.stamp is not None:
        known = ~np.isnat(parts.stamp)
        texts[known] = [_shown_date(stamp) for stamp in parts.stamp[known].astype("M8[s]")]
    codes, categories = pd.factorize(pd.Series(texts, dtype=object))
    return pd.Categorical.from_codes(codes, categories=pd.Index(categories, dtype="str"))


def _of_texts(context: Context) -> pd.Categorical:
    """Return texts alone; spellings that differ in blanks only are one category."""
    parts = context.parts
    assert parts.codes is not None
    codes, distinct = parts.codes, np.array(parts.texts, dtype=object)
    if parts.repeated:
        same, distinct = pd.factorize(distinct)
        codes = np.append(same, -1)[codes]
    used = np.zeros(len(distinct) + 1, dtype=bool)
    used[codes] = True
    renumbered = np.append(np.cumsum(used[:-1]) - 1, -1)
    return pd.Categorical.from_codes(
        renumbered[codes], categories=pd.Index(distinct[used[:-1]], dtype="str")
    )


def _shown_numbers(numbers: Floats, width: int) -> NDArray[np.object_]:
    """Return numbers as texts without ``.0``, padded with zeros to `width` digits."""
    whole = (numbers == np.trunc(numbers)) & (np.abs(numbers) < 2**63)
    shown = np.full(len(numbers), None, dtype=object)
    digits = pa.array(numbers[whole].astype(np.int64)).cast(pa.string())
    shown[whole] = pc.utf8_lpad(digits, width, "0").to_numpy(zero_copy_only=False)
    shown[~whole] = [repr(float(number)) for number in numbers[~whole]]
    return shown


def _shown_date(stamp: np.datetime64) -> str:
    text = str(stamp).replace("T", " ")
    return text.removesuffix(" 00:00:00")
