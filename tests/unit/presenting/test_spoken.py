"""Tables and sentences in a made-up language: nothing stays English, and no figure changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from desktop_app.presenting.claims import claims_check
from desktop_app.presenting.claims_table import claims_table
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import (
    kpis_down,
    ranking_table,
    vendors_down,
    weights_table,
)
from desktop_app.presenting.decide_charts import contributions_table
from desktop_app.presenting.how_sure import Variation, how_sure
from desktop_app.presenting.how_sure_tables import intervals_table, methods_table, places_table
from desktop_app.presenting.levels import level_view
from desktop_app.presenting.missing import missing_table, missing_view
from desktop_app.presenting.printed import PARTS, printed_html
from desktop_app.presenting.scenario_words import scenario_sentences
from desktop_app.presenting.tables import Table
from desktop_app.presenting.trends import kpi_trends
from desktop_app.presenting.value_view import values_table
from tests.helpers import comparisons
from tests.helpers.pseudo import speaking_marked

GIVEN = re.compile(
    r"(Alder|Birch|Cedar)(\.xlsx|-sha)?|Log\b|EUR|USD|INR|TOPSIS|PROMETHEE II|VIKOR|SHA-256"
)
"""What is written as it is in every language: names, files, places, currencies."""


def texts_of(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield from (column.title, column.tooltip)
    for row in table.rows:
        yield row.heading
        for cell in row.cells:
            yield from (cell.text, cell.tooltip)


def english(texts: Iterable[str], own: Iterable[str]) -> set[str]:
    """Return the texts that have words outside of marks, without those the comparison has."""
    found = set()
    for text in texts:
        left, before = text, ""
        for word in own:
            left = left.replace(word, "")
        left = GIVEN.sub("", left)
        while left != before:
            before, left = left, re.sub(r"⟦[^⟦⟧]*⟧", "", left)
        if re.search(r"[A-Za-z]{3}", left):
            found.add(text)
    return found


def test_every_text_is_looked_up() -> None:
    with speaking_marked():
        made = comparisons.comparison()
        made = rerank(made, made.scenario)
        how = how_sure(made, Variation(draws=200))
        tables = [
            kpis_down(made), vendors_down(made), ranking_table(made), weights_table(made),
            places_table(how), intervals_table(made), methods_table(how), values_table(made),
            contributions_table(made), missing_table(missing_view(made), made.scenario),
            claims_table(claims_check(made), made), kpi_trends(made, "fcr", made.vendors).table,
        ]  # fmt: skip
        sentences = [
            *scenario_sentences(made), *level_view(made).sentences, how.summary,
            *missing_view(made).sentences, *claims_check(made).sentences,
        ]  # fmt: skip
        html = printed_html(made, [part.id for part in PARTS], {}, dt.date(2026, 5, 4))
    kpis = made.catalogue.kpis.values()
    own = [text for kpi in kpis for text in (kpi.title, kpi.short, kpi.description) if text]
    own += [made.scenario.name, *(f.message for f in made.measured_findings)]
    own += [profile.blind_to for profile in made.catalogue.profiles.values() if profile.blind_to]
    own += [mark for figure in made.figures.values() for mark in figure.mark.split("; ") if mark]
    own.sort(key=len, reverse=True)
    on_paper = re.sub(r"<[^>]*>", "\n", html).replace("&middot;", "").split("\n")
    shown = [text for table in tables for text in texts_of(table)]
    assert len(shown) > 200
    assert english([*shown, *sentences, *on_paper], own) == set()


def test_figures_and_ranks_are_those_of_english() -> None:
    told = comparisons.comparison()
    ranking = rerank(told, told.scenario).ranking
    with speaking_marked():
        made = rerank(told, told.scenario)
        scores = [(line.vendor, line.rank, line.score) for line in made.ranking.vendors]
        cells = [cell.text for row in kpis_down(made).rows for cell in row.cells]
    assert scores == [(line.vendor, line.rank, line.score) for line in ranking.vendors]
    assert "● 82,0 %" in cells
