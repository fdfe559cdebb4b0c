from __future__ import annotations

import pytest

from desktop_app.workbench.preferences import (
    MOST_RECENT,
    Preferences,
    ThemeChoice,
    as_text,
    from_text,
    with_recent,
)


def test_preferences_survive_being_text():
    liked = Preferences(theme=ThemeChoice.DARK, reports_folder="/r", vendors_down=True)
    assert from_text(as_text(liked)) == liked


@pytest.mark.parametrize(
    "stored", [{"theme": "mauve"}, {"vendors_down": "perhaps"}, {"unheard_of": "x"}, {}]
)
def test_what_cannot_be_read_leaves_the_default(stored):
    assert from_text(stored) == Preferences()


def test_several_texts_survive_whatever_they_hold():
    liked = Preferences(
        recent_projects=('C:\\a,b;"c".vbench', "/d e"), hidden_columns=("Ranking/x",)
    )
    assert from_text(as_text(liked)) == liked


@pytest.mark.parametrize("text", ["not json", '"one"', "[1, 2]"])
def test_texts_that_are_none_leave_the_default(text):
    assert from_text({"recent_projects": text}) == Preferences()


def test_the_project_used_last_is_first_and_only_once():
    recent: tuple[str, ...] = ()
    for name in ["a", "b", "a", *map(str, range(MOST_RECENT))]:
        recent = with_recent(recent, name)
    assert recent == tuple(str(i) for i in reversed(range(MOST_RECENT)))
    assert with_recent(("a", "b"), "b") == ("b", "a")
