"""Like is compared with like, or the difference is on the label."""

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition, Variant
from desktop_app.catalogue.words import Words
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.money import Quote
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.selection import select_figures
from desktop_app.scoring.model import Scenario


def kpi(kpi_id: str, unit: Unit, *variants: Variant) -> KpiDefinition:
    return KpiDefinition(
        id=kpi_id,
        title=kpi_id.upper(),
        short=kpi_id,
        section="A",
        category="experience",
        unit=unit,
        direction=Direction.HIGHER,
        description="",
        variants=variants or (Variant("plain", "Plain", unit),),
        formulas=(),
        aliases=(),
        anchors=Anchors(0.5, 0.8, 0.9),
    )


CATALOGUE = Catalogue(
    kpis={
        "csat": kpi(
            "csat",
            Unit.SHARE,
            Variant("top", "Top two boxes", Unit.SHARE),
            Variant("mean", "Mean of 1 to 5", Unit.SCORE),
        ),
        "cost": kpi("cost", Unit.MONEY),
    },
    fields={},
    profiles={},
    words=Words(),
    default_profile="",
)
SCENARIO = Scenario(name="s", profile="p", weights={"csat": 1.0})


def row(vendor: str, value: float, **more: Any) -> dict[str, Any]:
    numbers = ("part", "whole", "n", "spread", "low", "high")
    return {
        **dict.fromkeys(MEASUREMENT_COLUMNS, ""),
        **dict.fromkeys(numbers, math.nan),
        "period": None,
        "segment": None,
        "vendor": vendor,
        "kpi": "csat",
        "value": value,
        "unit": "share",
        "basis": "stated",
        "variant": "top",
        **more,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(MEASUREMENT_COLUMNS))


def test_what_records_say_goes_before_what_the_vendor_says_and_both_are_kept() -> None:
    frame = table(row("A", 0.92), row("A", 0.84, basis="computed"))
    figures, findings = select_figures(frame, CATALOGUE, SCENARIO)
    figure = figures["A", "csat"]
    assert (figure.value, figure.stated, figure.basis, figure.row) == (0.84, 0.92, "computed", 1)
    assert figure.comparable
    assert findings == []


def test_the_definition_most_vendors_have_is_compared_and_another_is_marked() -> None:
    frame = table(
        row("A", 0.80),
        row("B", 0.85),
        row("C", 4.2, variant="mean", unit="score"),
    )
    figures, findings = select_figures(frame, CATALOGUE, SCENARIO)
    assert [figures[v, "csat"].comparable for v in "ABC"] == [True, True, False]
    assert "Mean of 1 to 5" in figures["C", "csat"].mark
    assert not figures["C", "csat"].same_unit
    assert [finding.code for finding in findings] == ["definition-differs"]


def test_on_a_tie_of_definitions_the_catalogue_decides() -> None:
    frame = table(row("A", 4.2, variant="mean", unit="score"), row("B", 0.85))
    figures, _ = select_figures(frame, CATALOGUE, SCENARIO)
    assert figures["B", "csat"].comparable
    assert not figures["A", "csat"].comparable


def test_when_all_have_the_other_definition_that_one_is_compared() -> None:
    frame = table(
        row("A", 4.2, variant="mean", unit="score"), row("B", 4.4, variant="mean", unit="score")
    )
    figures, findings = select_figures(frame, CATALOGUE, SCENARIO)
    assert figures["A", "csat"].comparable
    assert figures["A", "csat"].same_unit
    assert findings == []


def test_a_definition_the_report_does_not_name_is_compared_with_a_mark() -> None:
    figures, _ = select_figures(table(row("A", 0.8, variant="")), CATALOGUE, SCENARIO)
    assert figures["A", "csat"].comparable
    assert "not stated" in figures["A", "csat"].mark


def money(vendor: str, value: float, currency: str) -> dict[str, Any]:
    return row(vendor, value, kpi="cost", unit="money", currency=currency, variant="plain")


def test_money_without_a_rate_is_marked_and_never_taken_at_one() -> None:
    frame = table(money("A", 3.0, "USD"), money("B", 3.2, "USD"), money("C", 4.0, "EUR"))
    figures, findings = select_figures(frame, CATALOGUE, SCENARIO)
    assert figures["C", "cost"].value == 4.0
    assert figures["C", "cost"].currency == "EUR"
    assert not figures["C", "cost"].comparable
    assert [finding.code for finding in findings] == ["rate-missing"]


def test_a_dated_rate_brings_money_together_and_says_so() -> None:
    quote = Quote("EUR", Decimal("1.1"), dt.date(2026, 6, 30))
    scenario = Scenario(name="s", profile="p", weights={}, base_currency="USD", rates=(quote,))
    frame = table(money("A", 3.0, "USD"), money("C", 4.0, "EUR"))
    figures, findings = select_figures(frame, CATALOGUE, scenario)
    assert figures["C", "cost"].value == pytest.approx(4.4)
    assert figures["C", "cost"].currency == "USD"
    assert "2026-06-30" in figures["C", "cost"].mark
    assert figures["C", "cost"].comparable
    assert findings == []


def test_segments_are_no_overall_figures() -> None:
    frame = table(row("A", 0.7, segment="voice"), row("A", 0.8))
    figures, _ = select_figures(frame, CATALOGUE, SCENARIO)
    assert figures["A", "csat"].value == 0.8
    assert figures["A", "csat"].row == 1
