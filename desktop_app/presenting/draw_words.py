"""What is drawn at random, how often, from which distributions and by which seed, in words."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.translating import tr
from desktop_app.presenting.how_sure import NEAR, HowSure, intervals_of
from desktop_app.presenting.levels import ranking_noise
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.verdict import CLEAR_SHARE, MAJORITY
from desktop_app.presenting.verdict import DRAWS as VERDICT_DRAWS
from desktop_app.scoring.acceptability import SEED
from desktop_app.scoring.figure_draws import SHARED
from desktop_app.scoring.sensitivity import MARGIN


def draw_sentences(comparison: Comparison, draws: int) -> list[str]:
    """Return how places, verdict and level vendors were drawn; `draws` are those of places."""
    sentences = [
        tr(
            "Places: {draws:,} draws, seed {seed}. {weights} {figures}",
            draws=draws,
            seed=SEED,
            weights=_weights(comparison),
            figures=_figures(comparison),
        ),
        tr(
            "Verdict: {draws:,} draws likewise, seed {seed}. No clear winner where the first "
            "place is shared, another vendor is level with the first, or the first is so in fewer "
            "than {majority:.0%} of the draws; a narrow lead below {clear:.0%}, or where "
            "leaving out one KPI, moving one weight by {margin:.0%} of the total, or missing "
            "figures at their worst would change it; else a clear winner.",
            draws=VERDICT_DRAWS,
            seed=SEED,
            majority=MAJORITY,
            clear=CLEAR_SHARE,
            margin=MARGIN,
        ),
    ]
    noise = ranking_noise(comparison)
    if noise is not None:
        sentences.append(
            tr(
                "Level vendors: {draws:,} draws of figures with the weights as set, seed {seed}; a "
                "difference of scores is noise up to the 95 % quantile of the largest "
                "standardised deviation over all pairs (single-step max-T).",
                draws=noise.draws,
                seed=noise.seed,
            )
        )
    return sentences


def verdict_draws_note(how: HowSure) -> str:
    """Return why the verdict is by fewer draws than the places; ``""`` where it is by as many."""
    if how.places.draws == VERDICT_DRAWS or len(how.places.vendors) < 2:
        return ""
    return tr(
        "The verdict is by {draws:,} draws, enough to be right to a point of 100; more draws make "
        "the small shares below steadier.",
        draws=VERDICT_DRAWS,
    )


def _weights(comparison: Comparison) -> str:
    near = tr("{low:g} to {high:g} times as set", low=1 - NEAR, high=1 + NEAR)
    bounds, kpis = comparison.scenario.bounds, comparison.catalogue.kpis
    within = "; ".join(
        tr(
            "{kpi} {least:g} to {most:g} %",
            kpi=kpis[kpi].title,
            least=least * 100,
            most=most * 100,
        )
        for kpi, (least, most) in bounds.items()
    )
    limits = (
        tr(" ({within}; each other weight {near})", within=within, near=near)
        if within
        else f" ({near})"
    )
    return tr(
        "Weights: uniform over all that sum to 100 % and lie within their "
        "limits{limits}, one after the other, each from its distribution given those "
        "before it.",
        limits=limits,
    )


def _figures(comparison: Comparison) -> str:
    matrix = comparison.matrix
    ends = intervals_of(comparison)
    known = np.isfinite(matrix.values)
    wide = int((known & np.isfinite(ends.low) & np.isfinite(ends.high)).sum())
    return tr(
        "Figures: the {wide} of {known} that have a 95 % interval, independent of each "
        "other, as often below as above what was measured, each side a half normal "
        "distribution whose 95 % end is the interval's; {shared} draws of weights "
        "share one of figures. The others are taken as exact. What is scaled by the vendors "
        "compared is scaled by what they have in each draw; requirements are judged on the "
        "figures as measured.",
        wide=wide,
        known=int(known.sum()),
        shared=SHARED,
    )
