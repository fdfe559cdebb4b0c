import pytest

from desktop_app.workbench.command_search import search

TITLES = [
    "File: New comparison",
    "File: Open a sample comparison",
    "File: Save project",
    "File: Save project as…",
    "View: Compare",
    "View: Dark",
    "Edit: Undo remove Aster.xlsx",
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sav", "File: Save project"),
        ("PROJ sav", "File: Save project"),
        ("project as", "File: Save project as…"),
        ("compare", "View: Compare"),
        ("dark", "View: Dark"),
        ("undo", "Edit: Undo remove Aster.xlsx"),
        ("oasc", "File: Open a sample comparison"),
        ("view da", "View: Dark"),
    ],
)
def test_beginnings_of_words_find_the_command(typed, first):
    assert TITLES[search(TITLES, typed)[0]] == first


def test_nothing_typed_shows_all_in_the_order_of_the_menus():
    assert search(TITLES, "  ") == list(range(len(TITLES)))


def test_a_command_comes_before_those_of_a_menu_of_that_name():
    titles = ["Compare: Copy chart", "View: Compare"]
    assert search(titles, "compare") == [1, 0]


def test_what_fits_nothing_finds_nothing():
    assert search(TITLES, "zebra") == []


def test_every_word_must_fit():
    assert search(TITLES, "save zebra") == []
