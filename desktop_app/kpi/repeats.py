"""Whether a customer came back: first-contact resolution from a log that does not flag it."""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.translating import tr

DAY_S = 86_400.0


class Returns:
    """When each customer got in touch again, found once for windows of any length.

    Parameters
    ----------
    who : array of int
        Equal for contacts that are repeats of each other when near enough (of one vendor and
        customer, and one topic where that is asked); -1 where the customer is unknown.
    moment, as_of : array of float, seconds
        When the contact was; until when the log speaks.
    """

    def __init__(
        self, who: NDArray[np.int64], moment: NDArray[np.float64], as_of: NDArray[np.float64]
    ) -> None:
        usable = np.flatnonzero((who >= 0) & ~np.isnan(moment))
        order = usable[np.lexsort((moment[usable], who[usable]))]
        sorted_who, sorted_moment = who[order], moment[order]
        after = np.full(len(order), np.inf)
        same = sorted_who[1:] == sorted_who[:-1]
        after[:-1][same] = (sorted_moment[1:] - sorted_moment[:-1])[same]
        self._after = np.full(len(who), np.nan)
        self._after[order] = after
        self._left = as_of - moment

    def part(self, first: int, last: int) -> Returns:
        """Return the same for the contacts from `first` up to `last` only."""
        part = copy(self)
        part._after, part._left = self._after[first:last], self._left[first:last]
        return part

    def none_within(self, days: int) -> NDArray[np.float64]:
        """Return for each contact whether no further one followed within a window.

        Both ends belong to the window. 1 no further contact, 0 one or more, NaN where the
        customer or the moment is unknown, or where the window is still open at the log's end: also
        for those who were back already, or only they would count in the last days.
        """
        window = days * DAY_S
        decided = (self._left >= window) & ~np.isnan(self._after)
        result = np.where(decided, self._after > window, np.nan)
        return np.asarray(result, dtype=np.float64)

    def open_within(self, days: int) -> NDArray[np.float64]:
        """Return 1 for each contact of a known customer whose window is still open, else 0."""
        undecided = np.isnan(self.none_within(days)) & ~np.isnan(self._after)
        return np.asarray(undecided, dtype=np.float64)


def why_untold(repeated: bool, topics_known: bool) -> str:
    """Return why logs do not tell repeated contacts, ``""`` if they do.

    Parameters
    ----------
    repeated : bool
        Whether any customer is there twice.
    topics_known : bool
        Whether the log says what contacts are about: a repeat is one about the same topic.
    """
    if not repeated:
        return tr("no customer is there twice, so the customer's id may only number the rows")
    return "" if topics_known else tr("no column says what a contact was about")


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
