"""The claims check as shown: effects on score and rank, order, sentences."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from desktop_app.kpi.claims import Claim, Favour, Verdict
from desktop_app.presenting.claim_words import claim_lines
from desktop_app.presenting.claims import claims_check
from desktop_app.presenting.claims_table import claims_table
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Gate
from tests.helpers import comparisons


def claim(vendor: str, kpi: str, said: float, own: float, **more: object) -> Claim:
    facts: dict[str, object] = {
        "variant": "standard", "named": "", "period": "", "segment": "", "unit": "share",
        "currency": "", "basis": "computed", "verdict": Verdict.DIFFERS,
        "favour": Favour.VENDOR, "tolerance": 0.005, "low": own - 0.01, "high": own + 0.01,
        "part": 70.0, "whole": 100.0, "n": 100.0, "note": "",
        "stated_at": (f"{vendor}.xlsx", "KPIs", "C5"),
        "own_at": (f"{vendor}.xlsx", "Log", "B2:B101"),
    }  # fmt: skip
    return Claim(vendor=vendor, kpi=kpi, stated=said, own=own, **{**facts, **more})  # type: ignore[arg-type]


def with_claims(*claims: Claim) -> Comparison:
    """Three vendors; where they state something else, that stands beside the figure."""
    made = comparisons.comparison()
    figures = {
        key: replace(
            figure,
            stated=next(
                (c.stated for c in claims if (c.vendor, c.kpi) == key and not c.period),
                float("nan"),
            ),
        )
        for key, figure in made.figures.items()
    }
    return rerank(replace(made, figures=figures, claims=claims), made.scenario)


def test_the_effect_is_the_difference_of_two_rankings_made_by_hand() -> None:
    made = comparisons.comparison()
    birch = made.figures["Birch", "fcr"].value
    comparison = with_claims(claim("Birch", "fcr", 0.85, birch))
    (line,) = claims_check(comparison).lines
    assert line.effect is not None
    assert line.ranked
    # By hand: 0.85 is Birch's best anchor, worth 100; its weights are of figures it has alone.
    weights = {c.id: c.weight for c in comparison.matrix.criteria}
    row = comparison.matrix.vendors.index("Birch")
    known = [
        c.id
        for c, value in zip(comparison.matrix.criteria, comparison.matrix.values[row], strict=True)
        if not math.isnan(value)
    ]
    share = weights["fcr"] / sum(weights[kpi] for kpi in known)
    score_now = comparison.figures["Birch", "fcr"].score
    assert line.effect.gain == pytest.approx(share * (100.0 - score_now))
    assert line.effect.as_computed.score == pytest.approx(
        next(v.score for v in comparison.ranking.vendors if v.vendor == "Birch")
    )


def test_differences_stand_by_their_effect_and_agreement_last() -> None:
    made = comparisons.comparison()
    own = {key: figure.value for key, figure in made.figures.items()}
    lines = claims_check(
        with_claims(
            claim("Alder", "fcr", own["Alder", "fcr"], own["Alder", "fcr"],
                  verdict=Verdict.AGREES, favour=Favour.NEITHER),
            claim("Alder", "aht", own["Alder", "aht"] - 5, own["Alder", "aht"], unit="duration"),
            claim("Birch", "fcr", 0.95, own["Birch", "fcr"]),
            claim("Birch", "fcr", 0.95, 0.7, period="2026-01"),
        )
    ).lines  # fmt: skip
    assert [(one.claim.vendor, one.claim.kpi, one.claim.period) for one in lines] == [
        ("Birch", "fcr", ""),
        ("Birch", "fcr", "2026-01"),
        ("Alder", "aht", ""),
        ("Alder", "fcr", ""),
    ]
    assert [one.ranked for one in lines] == [True, False, True, True]


def test_a_stated_figure_that_fails_a_requirement_shows_in_the_rank() -> None:
    made = comparisons.comparison()
    own = made.figures["Alder", "compliance_rate"].value
    comparison = with_claims(claim("Alder", "compliance_rate", 0.90, own))
    assert Gate("compliance_rate", 0.95) in comparison.scenario.gates
    (line,) = claims_check(comparison).lines
    assert line.effect is not None
    assert (line.effect.as_computed.rank, line.effect.as_stated.rank) == (1, None)


def test_what_comes_of_it_is_told_by_vendor_and_for_the_ranking() -> None:
    made = comparisons.comparison()
    aht, fcr = made.figures["Birch", "aht"].value, made.figures["Birch", "fcr"].value
    comparison = with_claims(claim("Birch", "fcr", 1.0, fcr), claim("Birch", "aht", aht, aht,
                             unit="duration", verdict=Verdict.AGREES))  # fmt: skip
    words = claims_check(comparison).sentences
    assert words[1] == "Alder: nothing to check: no stated figure has evidence beside it."
    assert words[2] == (
        "Birch: 2 stated figures checked: 1 agrees, 1 differs (1 of them in its favour)."
    )
    assert words[0].startswith("Taken at their word")


def test_the_table_and_the_words_lead_to_both_places() -> None:
    comparison = with_claims(claim("Birch", "fcr", 0.95, 0.7))
    check = claims_check(comparison)
    (row,) = claims_table(check, comparison).rows
    columns = [column.key for column in claims_table(check, comparison).columns]
    assert row.cells[columns.index("stated")].text == "95.0 %"
    assert "C5" in row.cells[columns.index("stated")].tooltip
    assert "B2:B101" in row.cells[columns.index("own")].tooltip
    assert row.cells[columns.index("verdict")].text == "differs"
    words = " ".join(claim_lines(check.lines[0], comparison))
    for text in ("KPIs", "B2:B101", "flatters the vendor"):
        assert text in words


def test_without_claims_that_is_said() -> None:
    made = comparisons.comparison()
    check = claims_check(rerank(made, made.scenario))
    assert check.lines == ()
    assert "No vendor states a figure" in check.sentences[0]


def test_figures_of_unlike_times_are_shown_as_such_and_not_as_agreeing() -> None:
    same = comparisons.comparison().figures["Alder", "fcr"].value
    note = "its records cover 59 of 90 days"
    unlike = claim("Alder", "fcr", same, same, verdict=Verdict.UNLIKE, note=note, period="2026-Q1")
    comparison = with_claims(unlike)
    check = claims_check(comparison)
    assert "Alder: 1 stated figure checked: 1 not of one time." in check.sentences
    (row,) = claims_table(check, comparison).rows
    assert "not of one time" in [cell.text for cell in row.cells]
    told = claim_lines(check.lines[0], comparison)
    assert any(note in line for line in told)
    assert any(line.startswith("The two are not of the same time") for line in told)
