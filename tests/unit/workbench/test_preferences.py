from __future__ import annotations

from dataclasses import fields

import pytest

from desktop_app.workbench.preferences import Preferences, ThemeChoice, as_text, from_text


def test_preferences_survive_being_text():
    liked = Preferences(theme=ThemeChoice.DARK, reports_folder="/r", vendors_down=True)
    assert from_text(as_text(liked)) == liked


@pytest.mark.parametrize(
    "stored", [{"theme": "mauve"}, {"vendors_down": "perhaps"}, {"unheard_of": "x"}, {}]
)
def test_what_cannot_be_read_leaves_the_default(stored):
    assert from_text(stored) == Preferences()


def test_every_preference_has_a_title_and_help():
    for item in fields(Preferences):
        assert item.metadata["title"]
        assert item.metadata["help"].endswith(".")
