"""Every row of the KPI catalogue, computed from a few records, with figures worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Source
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records
from tests.reference.catalogue_case import Case
from tests.reference.catalogue_cases_service import SERVICE_CASES
from tests.reference.catalogue_cases_work import WORK_CASES

CATALOGUE = load_catalogue()
CASES = [*SERVICE_CASES, *WORK_CASES]


def measured(case: Case) -> pd.DataFrame:
    given = evidence(records(case.columns, **case.options))
    given.calendars = {} if case.calendar is None else {"*": case.calendar}
    frame = measure(given, CATALOGUE).frame
    return frame[(frame["kpi"] == case.kpi) & (frame["basis"] != "stated")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kpi}-{'-'.join(case.expected)}")
def test_a_row_from_records(case: Case) -> None:
    found = measured(case).set_index("variant")
    for variant, expected in case.expected.items():
        row = found.loc[variant]
        if isinstance(expected, tuple):
            assert (row["part"], row["whole"]) == pytest.approx(expected), variant
        else:
            assert row["value"] == pytest.approx(expected), variant


def test_every_formula_over_records_is_in_some_case() -> None:
    """No variant that records can give is without figures worked out by hand."""
    shown = {(case.kpi, variant) for case in CASES for variant in case.expected}
    missing = {
        (kpi.id, formula.variant)
        for kpi in CATALOGUE.kpis.values()
        for formula in kpi.formulas
        if formula.source is Source.RECORDS and not kpi.variant(formula.variant).on_demand
    } - shown
    assert missing == set()
