"""Questions of surveys as headings: effort against ease by the scale, and no guess between two."""

from __future__ import annotations

import pytest

from tests.helpers.labelled import Label, decide_column


def _taken(heading: str, sample: str) -> str:
    return decide_column(Label("", heading, sample, frozenset())).meaning


@pytest.mark.parametrize(
    ("heading", "sample", "meaning"),
    [
        (
            "How much effort did you have to put in? (1 = very low, 7 = very high)",
            "marks7",
            "ces_score",
        ),
        (
            "How much effort did you need? (1 = a lot of effort, 7 = very easy)",
            "marks7",
            "ease_score",
        ),
        ("How easy did we make it for you? (1=very hard, 5=very easy)", "marks5", "ease_score"),
        (
            "How easy was it for you to get help? (1=very easy, 5=very difficult)",
            "marks5",
            "ces_score",
        ),
        ("All in all how satisfied were you with our agent?", "marks5", "csat_score"),
        ("Would you recommend us to people you know?", "marks10", "nps_score"),
        ("Wie zufrieden waren Sie mit unserem Service?", "marks5", "csat_score"),
        ("What is your postcode?", "codes", ""),
        ("Did you park at our shop?", "yesno", ""),
    ],
)
def test_questions(heading: str, sample: str, meaning: str) -> None:
    assert _taken(heading, sample) == meaning


def test_what_a_customer_did_is_what_was_done() -> None:
    assert _taken("Customer complained", "yesno") == "complained"
    assert _taken("Caller abandoned", "yesno") == "abandoned"
