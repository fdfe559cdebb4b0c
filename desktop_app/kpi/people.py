"""Staff of a roster: who is the same person, and what is known of each on all of the rows.

A person may have a row for each certificate, or for each month; each counts once (a month).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MOST = 0.5
"""Share of the persons that must be there in several months, for rows to be monthly."""


class People:
    """The persons behind the rows of a table.

    Parameters
    ----------
    who : array of int
        Equal for rows of one person of one vendor; -1 where the person is not named: then the row
        is a person of its own.
    months : array of int or None
        The month of each row (`periods.codes_of_dates`), None where rows have no date.
    """

    def __init__(self, who: Ints, months: Ints | None) -> None:
        rows = np.arange(len(who), dtype=np.int64)
        person = np.where(who < 0, rows + int(who.max(initial=0)) + 1, who)
        self.monthly = months is not None and _by_month(person, months)
        if self.monthly and months is not None:
            pairs = np.stack([person, months])
            _, self._codes = np.unique(pairs, axis=1, return_inverse=True)
        else:
            _, self._codes = np.unique(person, return_inverse=True)
        self._count = int(self._codes.max(initial=-1)) + 1

    def once(self) -> Floats:
        """Return 1 on the first row of each person, missing on the others."""
        result = np.full(len(self._codes), np.nan)
        _, first = np.unique(self._codes, return_index=True)
        result[first] = 1.0
        return result

    def most(self, values: Floats) -> Floats:
        """Return for each row the largest known value of its person, missing if there is none."""
        found = np.full(self._count, -np.inf)
        known = ~np.isnan(values)
        np.maximum.at(found, self._codes[known], values[known])
        found[np.isinf(found)] = np.nan
        return np.asarray(found[self._codes], dtype=np.float64)


def _by_month(person: Ints, months: Ints) -> bool:
    """Return whether most persons have rows in several months."""
    pairs = np.unique(np.stack([person, months]), axis=1)
    _, in_months = np.unique(pairs[0], return_counts=True)
    return bool(len(in_months)) and float((in_months > 1).mean()) >= _MOST
