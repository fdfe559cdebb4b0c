"""Names of KPIs in whole sentences, as contracts word them."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import TAKEN
from tests.unit.importing.contract_names import KNOWN, NO_KPI

NAMES = Names.of(load_catalogue())


@pytest.mark.parametrize(("text", "meaning"), KNOWN)
def test_a_contracts_name_is_known(text: str, meaning: str) -> None:
    first = NAMES.items(text)[0]
    assert first.id == meaning
    assert first.confidence >= TAKEN


@pytest.mark.parametrize("text", NO_KPI)
def test_what_only_has_words_of_a_kpi_is_not_taken_for_it(text: str) -> None:
    assert all(one.confidence < TAKEN for one in NAMES.items(text))
