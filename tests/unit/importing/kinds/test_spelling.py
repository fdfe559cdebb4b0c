from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalogue.text import normalise
from desktop_app.importing.kinds.spelling import key, plain, tidy, without_notes, word_form
from tests.helpers.typed_columns import words


@settings(deadline=None)
@given(st.text(max_size=40))
def test_the_quick_word_form_is_the_catalogues(text: str) -> None:
    assert word_form(text) == normalise(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii"), max_size=40))
def test_the_quick_word_form_is_the_catalogues_for_ascii(text: str) -> None:
    assert word_form(text) == normalise(text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85%*", "85%"), ("85% *", "85%"), ("1,234 [r]", "1,234"), ("1,234[note 12]", "1,234"),
        ("1,234 [b, c]", "1,234"), ("5 (a)", "5"), ("5\u00b9\u00b2", "5"), ("5\u2020", "5"),
        ("*5", "5"), ("(5)", "(5)"), ("5 (6)", "5 (6)"), ("[z]", "[z]"), ("*", "*"), ("", ""),
        ("5 (north)", "5 (north)"), ("5 [2026]", "5 [2026]"),
    ],
)  # fmt: skip
def test_footnote_marks(text: str, expected: str) -> None:
    assert without_notes(text) == expected


def test_one_minus_one_space() -> None:
    assert key("\u2212\u00a05\u202f%") == "- 5 %"
    assert tidy("  a\t b\u200b ") == "a b"


def test_no_word_for_missing_has_a_digit() -> None:
    """In columns of many distinct texts only those without a digit are looked up."""
    found = words().missing | words().suppressed
    assert not [word for word in found if any(char.isdigit() for char in word)]
    assert max(map(len, found)) <= 40
