"""Leave one vendor out: who would be first, and whose order turns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import DecisionMatrix
from desktop_app.scoring.ranking import place, swapped
from desktop_app.scoring.setting import Setting


@dataclass(frozen=True, slots=True)
class WithoutVendor:
    """The ranking without one vendor.

    Parameters
    ----------
    vendor : str
        The one left out.
    leaders : tuple of str
        Who is first then.
    turned : (str, str) or None
        The first is ahead of the second without the vendor and was not with it: a rank reversal.
    """

    vendor: str
    leaders: tuple[str, ...]
    turned: tuple[str, str] | None


def without_each(
    matrix: DecisionMatrix, setting: Setting, progress: Progress | None = None
) -> tuple[WithoutVendor, ...]:
    """Return what leaving out each of the ranked vendors does, in the order of the ranking.

    On fixed anchors nobody's score depends on the others, and no order turns.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    placing = setting.place(matrix)
    results = gate_results(matrix, setting.gates, setting.gate_values)
    out = np.array([excluded(of_vendor) for of_vendor in results], dtype=np.bool_)
    names, found = matrix.vendors, []
    ranked = placing.rows[: placing.field.size]
    if len(ranked) < 2:
        return ()
    for removed in sorted(ranked, key=lambda i: placing.ranks[i] or 0):
        progress.check()
        less = out.copy()
        less[removed] = True
        again = place(
            matrix, setting.method, setting.normalisation, setting.missing, less, setting.strategy
        )
        pair = swapped(placing.ranks, again.ranks)
        turned = None if pair is None else (names[pair[0]], names[pair[1]])
        leaders = tuple(names[i] for i in again.leaders)
        found.append(WithoutVendor(names[removed], leaders, turned))
    return tuple(found)
