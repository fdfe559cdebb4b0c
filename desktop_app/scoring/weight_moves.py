"""Moving one weight while the sum stays: the others give way in proportion, locked ones do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def moved_weight(
    weights: Mapping[str, float], kpi: str, share: float, locked: Collection[str] = ()
) -> dict[str, float]:
    """Return weights that sum to 1 with one set to a share of the total.

    What it gains the others lose in proportion to what they have; where they all have nothing,
    what it loses is shared evenly. Locked ones keep theirs, so that the share reached may be less
    (or more) than asked for.

    Parameters
    ----------
    weights : mapping of KPI id to weight
        Not negative, with a sum above 0.
    share : float
        0..1.
    """
    total = sum(weights.values())
    shares = {key: weight / total for key, weight in weights.items()}
    free = [key for key in shares if key != kpi and key not in locked]
    held = sum(shares[key] for key in shares if key != kpi and key in locked)
    if not free:
        return shares
    shares[kpi] = min(max(share, 0.0), max(1.0 - held, 0.0))
    rest = max(1.0 - held - shares[kpi], 0.0)
    had = sum(shares[key] for key in free)
    for key in free:
        shares[key] = shares[key] / had * rest if had > 0 else rest / len(free)
    return shares
