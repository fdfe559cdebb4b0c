"""The user's own KPIs: written, read, joined to the catalogue, and refused where they clash."""

from __future__ import annotations

import dataclasses

import pytest

from desktop_app.catalogue.filters import with_filter, without_filter
from desktop_app.catalogue.kpi_text import write_kpis
from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import KpiDefinition
from desktop_app.catalogue.own import free_id, join_stored, read_own_kpis, used_by, with_own
from desktop_app.domain.errors import CatalogueError

CATALOGUE = load_catalogue()

TEXT = """
[own_chat_share]
title = "Share of chats"
short = "Chats"
category = "context"
unit = "share"
direction = "none"
description = "Contacts by chat among all."
formulas = [{ source = "records", part = "is_one_of(channel, 'Chat')", whole = "1" }]

[own_double]
title = "Twice the chats"
short = "2 x chats"
category = "context"
unit = "share"
direction = "none"
description = "For nothing."
formulas = [{ source = "kpis", part = "2 * own_chat_share" }]
"""


def test_the_whole_catalogue_survives_writing():
    """Every attribute of every KPI of the product, as the loader read it from its own files."""
    text = write_kpis(CATALOGUE.kpis.values())
    expected = tuple(without_patterns(kpi) for kpi in CATALOGUE.kpis.values())
    assert read_own_kpis(text) == expected


def without_patterns(kpi: KpiDefinition) -> KpiDefinition:
    """Return a KPI whose parameters have become plain numbers."""
    return dataclasses.replace(
        kpi,
        formulas=tuple(dataclasses.replace(one, pattern=()) for one in kpi.formulas),
        variants=tuple(dataclasses.replace(one, pattern="") for one in kpi.variants),
    )


def test_own_kpis_follow_and_go():
    own = read_own_kpis(TEXT)
    joined = with_own(CATALOGUE, own)
    assert joined.own == ("own_chat_share", "own_double")
    assert list(joined.kpis)[-2:] == list(joined.own)
    assert joined.own_kpis == own
    assert joined.without_own() == CATALOGUE
    assert with_own(joined, own[:1]).own == ("own_chat_share",)
    assert with_own(joined, ()) == CATALOGUE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "csat"}, "has the id 'csat' of another KPI"),
        ({"aliases": ("Mine", "C-SAT")}, "the spelling 'C-SAT', which 'csat' has too"),
        ({"overlaps": ("nothing",)}, "'overlaps' names 'nothing'"),
    ],
)
def test_clashes_are_refused(change, said):
    first, second = read_own_kpis(TEXT)
    with pytest.raises(CatalogueError, match=said):
        with_own(CATALOGUE, [dataclasses.replace(first, **change), second])


def test_a_kpi_that_another_needs_is_missed():
    first, second = read_own_kpis(TEXT)
    assert used_by(first.id, (first, second)) == [second]
    assert used_by(second.id, (first, second)) == []
    with pytest.raises(CatalogueError, match="names 'own_chat_share', which there is not"):
        with_own(CATALOGUE, [second])


def test_a_spelling_that_the_product_took_meanwhile_is_the_products():
    text = TEXT.replace('short = "Chats"', 'short = "Chats"\naliases = ["CSAT", "chat quota"]')
    joined = join_stored(CATALOGUE, text, "old.vbench")
    assert joined.catalogue.kpis["own_chat_share"].aliases == (
        "Share of chats",
        "Chats",
        "chat quota",
    )
    assert len(joined.notes) == 1
    assert "'CSAT' mean Customer satisfaction" in joined.notes[0]
    assert join_stored(CATALOGUE, TEXT, "new.vbench").notes == ()


def test_no_product_kpi_begins_like_an_own_one():
    assert not [kpi for kpi in CATALOGUE.kpis if kpi.startswith("own_")]


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Re-open rate (%)", (), "own_re_open_rate_percent"),
        ("Re-open rate (%)", ("own_re_open_rate_percent",), "own_re_open_rate_percent_2"),
        ("質", (), "own_kpi"),
    ],
)
def test_ids_of_new_kpis(title, taken, expected):
    assert free_id(title, taken) == expected


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("is_one_of(channel, 'a, (b')", "talk_time + hold_time"),
        ("a and (b or c)", "only(d, e)"),
        ("max(a, b) > 1", "1"),
        ("", "a + b"),
    ],
)
def test_a_filter_comes_off_as_it_went_on(condition, value):
    assert without_filter(with_filter(condition, value)) == (condition, value)


@pytest.mark.parametrize("text", ["only(a, b) + only(a, c)", "only_this", "a", ""])
def test_what_is_no_filter_stays(text):
    assert without_filter(text) == ("", text)


def test_own_kpis_made_of_each_other_are_refused():
    def text(name: str, part: str) -> str:
        return (
            f'[{name}]\ntitle = "{name}"\nshort = "{name}"\ncategory = "quality"\n'
            f'unit = "rate"\ndirection = "higher"\ndescription = "Text."\n'
            f'formulas = [{{ source = "kpis", part = "{part}" }}]\n'
        )

    circle = text("own_a", "own_b / aht") + text("own_b", "own_c / 2") + text("own_c", "own_a")
    with pytest.raises(CatalogueError, match="own_c, which is made of it"):
        with_own(load_catalogue(), read_own_kpis(circle))
    chain = text("own_a", "own_b / aht") + text("own_b", "aht / 2")
    assert with_own(load_catalogue(), read_own_kpis(chain)).own == ("own_a", "own_b")
