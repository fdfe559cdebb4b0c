"""Whether a customer came back: first-contact resolution from a log that does not flag it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DAY_S = 86_400.0


def no_repeat(
    who: NDArray[np.int64],
    moment: NDArray[np.float64],
    as_of: NDArray[np.float64],
    days: int,
) -> NDArray[np.float64]:
    """Return for each contact whether no further one followed within a window.

    Parameters
    ----------
    who : array of int
        Equal for contacts of the same vendor, customer and topic; -1 where the customer is
        unknown.
    moment, as_of : array of float, seconds
        When the contact was; until when the log speaks.
    days : int
        Length of the window; both ends belong to it.

    Returns
    -------
    array of float
        1 no further contact, 0 one or more, NaN where the customer or the moment is unknown, or
        where the window is still open at the end of the log.
    """
    usable = np.flatnonzero((who >= 0) & ~np.isnan(moment))
    order = usable[np.lexsort((moment[usable], who[usable]))]
    result = np.full(len(who), np.nan)
    if not len(order):
        return result
    window = days * DAY_S
    sorted_who, sorted_moment = who[order], moment[order]
    again = np.zeros(len(order), dtype=np.bool_)
    again[:-1] = (sorted_who[1:] == sorted_who[:-1]) & (
        sorted_moment[1:] - sorted_moment[:-1] <= window
    )
    over = sorted_moment + window <= as_of[order]
    result[order] = np.where(again, 0.0, np.where(over, 1.0, np.nan))
    return result


def why_untold(customers: pd.Series[Any], topics_known: bool) -> str:
    """Return why a log does not tell repeated contacts, ``""`` if it does.

    Parameters
    ----------
    customers : pd.Series
        The customer of each contact, missing where unknown.
    topics_known : bool
        Whether the log says what contacts are about: a repeat is one about the same topic.
    """
    if not bool(customers.dropna().duplicated().any()):
        return "no customer is there twice, so the customer's id may only number the rows"
    return "" if topics_known else "no column says what a contact was about"


def same_values(one: pd.Series[Any], other: pd.Series[Any]) -> NDArray[np.bool_]:
    """Return where two columns of equal length hold the same, place by place.

    Missing in both is the same; numbers may differ by what rounding in a file does.
    """
    gaps = one.isna().to_numpy() & other.isna().to_numpy()
    if one.dtype.kind == "f" and other.dtype.kind == "f":
        close = np.isclose(one.to_numpy(), other.to_numpy(), rtol=1e-9, atol=1e-9)
        return np.asarray(close | gaps, dtype=np.bool_)
    if one.dtype.kind == "M" and other.dtype.kind == "M":
        return np.asarray((one.to_numpy() == other.to_numpy()) | gaps, dtype=np.bool_)
    texts = one.astype(object).to_numpy() == other.astype(object).to_numpy()
    return np.asarray(texts | gaps, dtype=np.bool_)
