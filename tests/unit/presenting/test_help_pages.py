from __future__ import annotations

import re

import numpy as np
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.presenting.definition_card import definition_card, escaped
from desktop_app.presenting.help_pages import (
    find_pages,
    guide_pages,
    kpi_among,
    kpi_page_id,
    kpi_pages,
)
from desktop_app.scoring.methods.promethee import flows
from desktop_app.scoring.methods.topsis import topsis
from desktop_app.scoring.methods.vikor import vikor
from desktop_app.scoring.model import Preference
from desktop_app.scoring.value import value_function

CATALOGUE = load_catalogue()
METHODS = next(page.text for page in guide_pages() if page.id == "methods")


def test_every_kpi_has_a_card_with_its_words():
    pages = kpi_pages(CATALOGUE)
    assert len(pages) == len(CATALOGUE.kpis)
    for page in pages:
        kpi = CATALOGUE.kpis[page.id.removeprefix("kpi:")]
        assert page.text.startswith(f"# {escaped(kpi.title)}\n")
        assert escaped(kpi.description) in page.text
        if kpi.formulas:
            assert "## How it is worked out" in page.text


def test_formulas_name_fields_by_their_titles():
    card = definition_card(CATALOGUE.kpis["resolution_time"], CATALOGUE)
    assert r"the sum of time from \[Created\] to \[Resolved at\] / the number of records" in card
    assert r"the median of \[Resolution time\]" in card
    assert r"working time from \[Created\] to \[Closed at\]" in card
    assert "worst 3.0 days, target 24 h, best 4 h" in card


def test_a_name_of_the_users_cannot_become_markup():
    assert escaped("<b>*x*</b>") == r"\<b\>\*x\*\</b\>"


def test_pages_of_the_guide_have_a_title_each_and_all_steps_lead_to_one():
    pages = {page.id: page for page in guide_pages()}
    assert {"start", "prepare", "figures", "methods", "sure", "findings", "keys"} <= set(pages)
    assert all(page.title and page.text.startswith(f"# {page.title}") for page in pages.values())


def test_searching_puts_titles_first():
    pages = [*guide_pages(), *kpi_pages(CATALOGUE)]
    assert find_pages(pages, "first contact")[0].id == kpi_page_id("fcr")
    assert find_pages(pages, "topsis")[0].id == "methods"
    assert find_pages(pages, "no such word at all") == []


@pytest.mark.parametrize(
    ("keys", "kpi"),
    [(("fcr", "Aster"), "fcr"), (("Aster", "csat"), "csat"), ((("Aster", "nps"), ""), "nps")],
)
def test_a_table_row_or_column_names_its_kpi(keys, kpi):
    assert kpi_among(keys, CATALOGUE) == kpi
    assert kpi_among(("Aster", "rank"), CATALOGUE) == ""


def _bold(section):
    text = METHODS.split(f"## {section}")[1].split("\n## ")[0]
    return text, [float(found) for found in re.findall(r"\*\*(-?[\d.]+)\*\*", text)]


def test_the_worked_points_are_those_of_the_program():
    points = value_function(Anchors(0.70, 0.90, 0.98), Direction.HIGHER)
    assert points(np.array([0.94, 0.80])).tolist() == pytest.approx([87.5, 37.5])
    assert "87.5 points" in METHODS
    assert "37.5 points" in METHODS
    assert _bold("Weighted sum")[1] == [pytest.approx(0.6 * 87.5 + 0.4 * 50)]


def test_the_worked_methods_are_those_of_the_program():
    marks = np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
    weights = np.array([0.3, 0.4, 0.3])
    text, best = _bold("TOPSIS")
    closeness = topsis(marks, weights, np.ones(3, dtype=bool)).closeness
    assert [f"{value:.3f}" for value in closeness] == re.findall(r"0\.\d{3}", text)
    assert best == [pytest.approx(max(closeness), abs=5e-4)]
    q = vikor(marks, weights, np.ones(3, dtype=bool)).q
    assert q.tolist() == pytest.approx([0.75, 0.25, 0, 1])
    assert "0.75, 0.25, **0** and 1" in METHODS


def test_the_worked_flows_are_those_of_the_program():
    marks = np.array([[4.0, 3, 2], [3, 2, 4], [5, 1, 3]])
    weights = np.array([0.5, 0.3, 0.2])
    net = flows(marks, weights, np.ones(3, dtype=bool), [Preference()] * 3).net
    assert net.tolist() == pytest.approx([0.1, -0.3, 0.2])
    assert "0.1, -0.3 and **0.2**" in METHODS
