"""The smallest change of weights that makes a vendor win, in words."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.translating import local, tr
from desktop_app.presenting.how_sure import HowSure
from desktop_app.scoring.overtaking import Overtaking

_TOLD = 3


def overtaking_note(how: HowSure) -> str:
    """Return how far the smallest changes are to be trusted; ``""`` where they are exact."""
    tried = min((one.tried for one in how.overtakings), default=0)
    if not tried:
        return ""
    return tr(
        "Scores are not linear in the weights here, so the smallest change is searched for: of at "
        "least {tried:,} sets of weights tried for each vendor, the nearest one that makes it "
        "first is shown. At these weights it is first; that no smaller change does it is not "
        "proven.",
        tried=tried,
    )


def change_words(
    overtaking: Overtaking, now: Mapping[str, float], titles: Mapping[str, str]
) -> str:
    """Return a change of weights in words: the largest moves, from and to."""
    if overtaking.weights is None:
        if overtaking.tried:
            return tr(
                "Of {tried:,} sets of weights tried none makes it first.", tried=overtaking.tried
            )
        return tr("No weights make it first: another vendor is at least as good throughout.")
    changes = [
        (kpi, before, after)
        for (kpi, before), after in zip(now.items(), overtaking.weights.tolist(), strict=True)
        if abs(after - before) >= 0.0005
    ]
    changes.sort(key=lambda change: -abs(change[2] - change[1]))
    told = [
        local("{kpi} {old:.1f} → {new:.1f} %", kpi=titles[kpi], old=before * 100, new=after * 100)
        for kpi, before, after in changes[:_TOLD]
    ]
    more = len(changes) - len(told)
    if not told:
        return tr("less than 0.1 points of any weight")
    return "; ".join(told) + (tr("; {count} more a little", count=more) if more else "")
