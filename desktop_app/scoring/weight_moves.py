"""Moving one weight while the sum stays: the others give way in proportion, locked ones do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desktop_app.scoring.scenario_bounds import ANY, Limits, within


def with_shares(weights: Mapping[str, float], shares: Mapping[str, float]) -> dict[str, float]:
    """Return weights in which some have given shares of the total, the others in proportion.

    Parameters
    ----------
    weights : mapping of KPI id to weight
        Not negative, any total, which stays.
    shares : mapping of KPI id to share
        0..1, summing to 1 or less; where they sum to 1 the others weigh nothing.
    """
    if not shares:
        return dict(weights)
    others = {kpi: weight for kpi, weight in weights.items() if kpi not in shares}
    total, rest = sum(weights.values()) or 1.0, sum(others.values())
    left = max(1.0 - sum(shares.values()), 0.0)
    kept = {kpi: weight / rest * left * total if rest else 0.0 for kpi, weight in others.items()}
    return {**kept, **{kpi: share * total for kpi, share in shares.items()}}


def moved_weight(
    weights: Mapping[str, float],
    kpi: str,
    share: float,
    locked: Collection[str] = (),
    limits: Limits | None = None,
) -> dict[str, float]:
    """Return weights that sum to 1 with one set to a share of the total.

    What it gains the others lose in proportion to what they have; where they all have nothing,
    what it loses is shared evenly, and where no other has any, it has all. Locked ones keep theirs,
    so that the share reached may be less (or more) than asked for.

    Parameters
    ----------
    weights : mapping of KPI id to weight
        Not negative; all may be 0, where nothing is ranked by yet.
    share : float
        0..1.
    limits : mapping of KPI id to (least, most), optional
        Shares that the weights keep within; a lock goes before a limit.
    """
    total = sum(weights.values())
    shares = {key: weight / total if total else 0.0 for key, weight in weights.items()}
    free = [key for key in shares if key != kpi and key not in locked]
    held = sum(shares[key] for key in shares if key != kpi and key in locked)
    if not free:
        return shares if total else {**shares, kpi: 1.0}
    limits = limits or {}
    ends = [limits.get(key, ANY) for key in free]
    least, most = limits.get(kpi, ANY)
    least = max(least, 1.0 - held - sum(high for _, high in ends))
    most = min(most, max(1.0 - held, 0.0) - sum(low for low, _ in ends))
    shares[kpi] = min(max(share, least, 0.0), max(most, 0.0))
    rest = max(1.0 - held - shares[kpi], 0.0)
    if any(end != ANY for end in ends):
        return shares | within({key: shares[key] for key in free}, limits, rest)
    had = sum(shares[key] for key in free)
    for key in free:
        shares[key] = shares[key] / had * rest if had > 0 else rest / len(free)
    return shares
