"""The mood of comments: scored by the lexicon where they are English and the customers' own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.moods import languages_of, mood_scores
from tests.helpers.measured import Measured

WORDS = load_catalogue().words.function_words
GOOD = "The agent was very helpful and solved my problem quickly, thank you!"
BAD = "Terrible wait, and nobody could help me with the bill."
PLAIN = "I called about the invoice of March."
GERMAN = ["Der Mitarbeiter war sehr freundlich und half mir.", "Leider wurde nichts gelöst."]
FRENCH = ["Le conseiller était très aimable, je suis ravie.", "Une attente trop longue, pas bien."]
# From Hutto and Gilbert's own examples, with the scores that they print (their README).
PUBLISHED = {
    "VADER is smart, handsome, and funny.": 0.8316,
    "VADER is VERY SMART, handsome, and FUNNY!!!": 0.9342,
    "The book was only kind of good.": 0.3832,
    "Today SUX!": -0.5461,
}


def survey(tmp_path: Path, comments: list[str], heading: str, mark: str | None) -> Measured:
    rows: list[list[Any]] = [["Response ID", "Date", heading, mark or "Handle time (sec)"]]
    for place, text in enumerate(comments):
        number = place % 5 + 1 if mark else 100 + place
        rows.append([f"R{place}", f"2026-01-{place % 28 + 1:02d}", text, number])
    return Measured(tmp_path, {"survey.xlsx": {"Answers": rows}})


def codes(read: Measured) -> set[str]:
    return {finding.code for finding in read.findings}


@pytest.mark.parametrize(("text", "score"), PUBLISHED.items())
def test_the_scores_are_those_published(text: str, score: float) -> None:
    assert mood_scores([text]) == [pytest.approx(score, abs=1e-4)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((text, "en") for text in (GOOD, BAD, PLAIN)),
        *((text, "de") for text in GERMAN),
        *((text, "fr") for text in FRENCH),
        ("El agente fue muy amable y resolvió todo.", "es"),
        ("O atendente foi muito atencioso, não esperei.", "pt"),
        ("Il servizio è stato ottimo, non ho aspettato.", "it"),
        ("De medewerker heeft mijn vraag niet beantwoord.", "nl"),
        ("Отличное обслуживание", "other"),
        ("素晴らしい対応でした", "other"),
        ("Great", ""),
        ("12345 !!!", ""),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str) -> None:
    assert languages_of([text], WORDS) == [language]


def test_comments_beside_marks_are_scored_and_labelled(tmp_path: Path) -> None:
    read = survey(tmp_path, [GOOD, BAD, PLAIN, "Great!"], "Comments", "CSAT (1-5)")
    row = read.frame[read.frame["kpi"] == "sentiment"].iloc[0]
    assert row["variant"] == "vader"
    assert row["value"] == pytest.approx(sum(mood_scores([GOOD, BAD, PLAIN, "Great!"])) / 4)
    assert "VADER" in row["note"]
    assert "English" in row["note"]
    assert row["cells"] == "C2:C5"
    assert "comments-scored" in codes(read)


def test_other_languages_are_never_scored(tmp_path: Path) -> None:
    read = survey(tmp_path, [*GERMAN, *FRENCH, "Super"], "Comments", "CSAT (1-5)")
    assert "sentiment" not in set(read.frame["kpi"])
    assert "comments-not-english" in codes(read)


def test_of_two_languages_only_english_is_scored_and_short_words_are_not(tmp_path: Path) -> None:
    """ "Gift" is a present or poison; where others write German it is left out."""
    read = survey(tmp_path, [GOOD, *GERMAN, "Gift"], "Comments", "CSAT (1-5)")
    row = read.frame[read.frame["kpi"] == "sentiment"].iloc[0]
    assert (row["value"], row["n"]) == (pytest.approx(mood_scores([GOOD])[0]), 1)
    said = next(one for one in read.findings if one.code == "comments-scored")
    assert said.severity.value == "warning"
    assert "1 of 4" in said.message


@pytest.mark.parametrize(("heading", "scored"), [("Comments", False), ("Customer comment", True)])
def test_agents_notes_are_no_customers_comments(tmp_path: Path, heading: str, scored: bool) -> None:
    read = survey(tmp_path, [GOOD, BAD], heading, None)
    assert ("sentiment" in set(read.frame["kpi"])) is scored


def test_a_score_that_is_given_goes_before(tmp_path: Path) -> None:
    rows = [["Response ID", "Date", "Customer comment", "Sentiment score"]]
    rows += [["R1", "2026-01-01", GOOD, "-0.5"], ["R2", "2026-01-02", BAD, "0.1"]]
    read = Measured(tmp_path, {"survey.xlsx": {"Answers": rows}})
    assert read.value("sentiment") == pytest.approx(-0.2)
    assert set(read.frame[read.frame["kpi"] == "sentiment"]["variant"]) == {"standard"}
