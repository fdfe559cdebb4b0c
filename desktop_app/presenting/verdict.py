"""How sure the first place is, in words: the same ones wherever the ranking is shown."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.progress import Progress
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.presenting.how_sure import Variation, drawn_places, percent, varied_words
from desktop_app.presenting.levels import ranking_noise
from desktop_app.presenting.model import Comparison, Verdict
from desktop_app.presenting.score_words import apart_text
from desktop_app.scoring.acceptability import Acceptability
from desktop_app.scoring.model import Sensitivity
from desktop_app.scoring.noise import Noise
from desktop_app.scoring.sensitivity import CLEAR, NARROW, NONE

DRAWS = 10_000
"""No share is off by more than a point of 100 (19 times in 20)."""
CLEAR_SHARE = 0.90
"""A leader that is first in fewer draws leads narrowly: one in ten would be somebody else."""
MAJORITY = 0.50
"""A leader that is first in fewer draws than this is likelier not to be first."""

_TITLES = {
    CLEAR: later("A clear winner"),
    NARROW: later("A narrow lead"),
    NONE: later("No clear winner"),
}


def verdict_of(comparison: Comparison, progress: Progress | None = None) -> Verdict:
    """Return how sure the first place is; worked out once and kept with the comparison.

    ``none`` where the first place is shared, where the first and the second have no figure in
    common, where another vendor is level with the first (no
    further apart than the figures' uncertainty explains), or where the first is so in fewer than
    half the draws of weights and figures. ``narrow`` where leaving out one KPI, moving one weight
    a little or the missing figures' worst would change it, or where it is so in fewer than nine
    of ten draws. ``clear`` else.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    if comparison.verdict is None:
        comparison.verdict = _worked_out(comparison, progress)
    return comparison.verdict


def _worked_out(comparison: Comparison, progress: Progress | None) -> Verdict:
    sensitivity = comparison.sensitivity
    if sensitivity is None:
        return Verdict(NONE, tr("Nobody is ranked"), tr("Nobody could be ranked."))
    noise = ranking_noise(comparison)
    if len(sensitivity.leaders) != 1 or noise is None or sensitivity.verdict == NONE:
        return Verdict(NONE, tr(_TITLES[NONE]), sensitivity.reason)
    variation = Variation(draws=DRAWS)
    places = drawn_places(comparison, variation, progress)
    leader = sensitivity.leaders[0]
    level = _level_with(noise, leader)
    word, reason = _judged(sensitivity, level, places, leader)
    words = [reason, _often(places, leader, varied_words(comparison, variation, places))]
    words.append(_apart(comparison, noise, leader, level))
    title = (
        tr(_TITLES[word])
        if word == NONE
        else tr("{title}: {leader}", title=tr(_TITLES[word]), leader=leader)
    )
    return Verdict(word, title, " ".join(word for word in words if word))


def _judged(
    sensitivity: Sensitivity, level: list[str], places: Acceptability, leader: str
) -> tuple[str, str]:
    """Return the word, and what decided it."""
    share = _share(places, leader)
    if level:
        return NONE, tr(
            "{leader} is first, but {others} can't be told apart from it.",
            leader=leader,
            others=listed(level),
        )
    if share < MAJORITY:
        return NONE, tr(
            "{leader} is first by the weights as set, and rarely by others near them.",
            leader=leader,
        )
    if sensitivity.verdict == CLEAR and share < CLEAR_SHARE:
        return NARROW, tr(
            "{leader} is first, but not by all weights near those set.", leader=leader
        )
    return sensitivity.verdict, sensitivity.reason


def _often(places: Acceptability, leader: str, drawn: str) -> str:
    """Return in how many draws the leader is first, and who else is."""
    share = _share(places, leader)
    others = [(float(s), v) for s, v in zip(places.first, places.vendors, strict=True)
              if v != leader]  # fmt: skip
    best = max(others, default=(0.0, ""))
    if best[0] > 0:
        return tr(
            "{vendor} is first in {percent} of {draws:,} draws {drawn}, {other} in {share}.",
            vendor=leader,
            percent=percent(share),
            draws=places.draws,
            drawn=drawn,
            other=best[1],
            share=percent(best[0]),
        )
    return tr(
        "{vendor} is first in {percent} of {draws:,} draws {drawn}.",
        vendor=leader,
        percent=percent(share),
        draws=places.draws,
        drawn=drawn,
    )


def _apart(comparison: Comparison, noise: Noise, leader: str, level: list[str]) -> str:
    """Return whether uncertain figures explain the lead over the next vendor."""
    if noise.known == 0:
        return tr("How uncertain the figures are is not known.")
    row = noise.vendors.index(leader)
    other = noise.vendors.index(level[0]) if level else 1 if row == 0 else 0
    apart, most = (
        apart_text(abs(float(of[row, other])), comparison.scenario)
        for of in (noise.apart, noise.noise)
    )
    words = (
        later("{vendor} is {apart} behind, with a noise of {noise}.")
        if level
        else later(
            "No vendor is level with it: {vendor} is {apart} behind, with a noise of {noise}."
        )
    )
    return tr(words, vendor=noise.vendors[other], apart=apart, noise=most)


def _share(places: Acceptability, leader: str) -> float:
    return float(places.first[places.vendors.index(leader)])


def _level_with(noise: Noise, leader: str) -> list[str]:
    """Return who is no further behind than the noise."""
    row = noise.vendors.index(leader)
    return [noise.vendors[int(i)] for i in np.flatnonzero(noise.level[row]) if int(i) != row]
