"""Scores in the terms of a scenario's method: points of 100, or four decimals."""

from __future__ import annotations

from desktop_app.domain.translating import local, tr
from desktop_app.scoring.model import Method, Normalisation, Scenario
from desktop_app.scoring.what_if import Standing


def effect_text(gain: float, scenario: Scenario) -> str:
    """Return what a score gains, with its sign and in the method's own terms."""
    return (
        tr("{gain:+.1f} points", gain=gain)
        if in_points(scenario)
        else local("{gain:+.4f}", gain=gain)
    )


def score_text(score: float, scenario: Scenario) -> str:
    """Return a score with as many decimals as the method's terms need."""
    return local("{score:.1f}" if in_points(scenario) else "{score:.4f}", score=score)


def apart_text(apart: float, scenario: Scenario) -> str:
    """Return how far scores are apart, in the method's own terms."""
    return (
        tr("{apart:.1f} points", apart=apart)
        if in_points(scenario)
        else score_text(apart, scenario)
    )


def in_points(scenario: Scenario) -> bool:
    """Return whether scores are points of 100."""
    return scenario.method is Method.WEIGHTED and scenario.normalisation is Normalisation.ANCHORS


def rank_text(standing: Standing) -> str:
    """Return a rank, or that there is none."""
    return tr("not ranked") if standing.rank is None else str(standing.rank)
