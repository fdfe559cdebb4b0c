"""The shipped catalogue, entry by entry, and against the document it was made from."""

import re
from itertools import chain

import numpy as np
import pytest

from desktop_app.catalogue.checks import RECORD_ROLES, SUMMARY_ROLES, formula_names
from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import PERIOD_MONTHS
from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import UNIT_WORDS, FieldKind, FieldRole, Source, Statistic
from desktop_app.catalogue.text import normalise
from desktop_app.domain.unit import Direction, Unit

CATALOGUE = load_catalogue()
HOUR, DAY = 3_600.0, 86_400.0

# id: section, unit, direction, anchors in canonical units, as the KPI document prints them.
# Anchors are worst, target, best; of a band worst, target, target_high, worst_high.
DOCUMENTED = {
    "csat": ("A", "share", "higher", (0.60, 0.85, 0.95)),
    "nps": ("A", "points", "higher", (-20, 30, 70)),
    "ces": ("A", "score", "lower", (5, 2.5, 1.5)),
    "sentiment": ("A", "index", "higher", (-0.2, 0.3, 0.6)),
    "referral_rate": ("A", "share", "higher", (0, 0.10, 0.25)),
    "retention_rate": ("A", "share", "higher", (0.80, 0.95, 0.98)),
    "clv": ("A", "money", "higher", None),
    "complaint_rate": ("A", "rate", "lower", (20, 5, 1)),
    "fcr": ("B", "share", "higher", (0.55, 0.75, 0.85)),
    "resolution_rate": ("B", "share", "higher", (0.70, 0.90, 0.97)),
    "answer_rate": ("B", "share", "higher", (0.85, 0.95, 0.99)),
    "escalation_rate": ("B", "share", "lower", (0.25, 0.10, 0.04)),
    "service_level": ("B", "share", "higher", (0.60, 0.80, 0.90)),
    "abandonment": ("B", "share", "lower", (0.10, 0.05, 0.02)),
    "asa": ("B", "duration", "lower", (120, 28, 10)),
    "response_time": ("B", "duration", "lower", (24 * HOUR, 1 * HOUR, 15 * 60)),
    "resolution_time": ("B", "duration", "lower", (72 * HOUR, 24 * HOUR, 4 * HOUR)),
    "tat": ("B", "duration", "lower", None),
    "on_time": ("B", "share", "higher", (0.80, 0.95, 0.99)),
    "sla_compliance": ("B", "share", "higher", (0.85, 0.95, 1.00)),
    "backlog": ("B", "share", "lower", (0.30, 0.10, 0)),
    "reopen_rate": ("B", "share", "lower", (0.15, 0.05, 0.01)),
    "aht": ("C", "duration", "band", None),
    "occupancy": ("C", "share", "band", (0.60, 0.80, 0.85, 0.90)),
    "utilization": ("C", "share", "band", (0.40, 0.65, 0.80, 0.90)),
    "shrinkage": ("C", "share", "lower", (0.45, 0.30, 0.20)),
    "throughput": ("C", "rate", "higher", None),
    "transfer_rate": ("C", "share", "lower", (0.20, 0.10, 0.03)),
    "attrition": ("C", "share", "lower", (0.60, 0.30, 0.10)),
    "qa_score": ("D", "share", "higher", (0.70, 0.90, 0.98)),
    "compliance_rate": ("D", "share", "higher", (0.95, 0.99, 1.00)),
    "accuracy": ("D", "share", "higher", (0.95, 0.985, 0.998)),
    "error_rate": ("D", "share", "lower", (0.05, 0.015, 0.002)),
    "data_quality": ("D", "share", "higher", (0.90, 0.98, 0.998)),
    "peer_review": ("D", "share", "higher", (0.6, 0.85, 0.95)),
    "client_feedback": ("D", "share", "higher", (0.6, 0.85, 0.95)),
    "rework_rate": ("D", "share", "lower", (0.15, 0.05, 0.01)),
    "qualifications": ("E", "share", "higher", (0.5, 0.8, 1.0)),
    "experience": ("E", "years", "higher", (1, 4, 8)),
    "certifications": ("E", "share", "higher", (0.2, 0.6, 0.9)),
    "expertise": ("E", "score", "higher", (40, 70, 90)),
    "cost_per_contact": ("F", "money", "lower", None),
    "cost_per_call": ("F", "money", "lower", None),
    "cost_per_customer": ("F", "money", "lower", None),
    "cost_per_resolution": ("F", "money", "lower", None),
    "cost_per_project": ("F", "money", "lower", None),
    "cost_per_analysis": ("F", "money", "lower", None),
    "cost_per_hour": ("F", "money", "lower", None),
    "total_cost": ("F", "money", "lower", None),
    "roi": ("F", "share", "higher", None),
    "saving_vs_baseline": ("F", "share", "higher", None),
    "upsells": ("F", "count", "higher", None),
    "cross_sells": ("F", "count", "higher", None),
    "revenue_increase": ("F", "money", "higher", None),
    "volume": ("F", "count", "none", None),
}


@pytest.mark.parametrize("kpi_id", DOCUMENTED)
def test_documented_kpi(kpi_id):
    section, unit, direction, anchors = DOCUMENTED[kpi_id]
    kpi = CATALOGUE.kpis[kpi_id]
    assert (kpi.section, kpi.unit, kpi.direction) == (section, unit, direction)
    if anchors is None:
        assert kpi.anchors is None
    elif direction == "band":
        found = kpi.anchors
        assert (found.worst, found.target, found.target_high, found.worst_high) == anchors
    else:
        assert (kpi.anchors.worst, kpi.anchors.target, kpi.anchors.best) == anchors


def test_documented_rules():
    kpis = CATALOGUE.kpis
    assert [kpi.id for kpi in kpis.values() if kpi.gate] == ["compliance_rate"]
    assert not kpis["volume"].weight
    assert kpis["aht"].counterweights == ("csat", "fcr")
    assert kpis["error_rate"].overlaps == ("accuracy",)
    assert kpis["answer_rate"].overlaps == ("abandonment",)
    assert CATALOGUE.default_profile == "balanced"
    assert kpis["ces"].variant("made_easy").direction is Direction.HIGHER
    assert {
        "balanced",
        "brand_growth",
        "cost_optimisation",
        "technical_excellence",
        "kpo_delivery",
    } <= set(CATALOGUE.profiles)


@pytest.mark.parametrize("kpi", CATALOGUE.kpis.values(), ids=lambda kpi: kpi.id)
def test_every_kpi(kpi):
    assert kpi.title.strip() == kpi.title != ""
    assert 0 < len(kpi.short) <= 16
    assert kpi.description.endswith(".")
    assert not kpi.traps or kpi.traps.endswith((".", "?", ":"))
    assert kpi.section in set("ABCDEF")
    assert len(kpi.aliases) >= 5
    assert all(normalise(alias) for alias in kpi.aliases)
    for other in kpi.overlaps:
        assert kpi.id in CATALOGUE.kpis[other].overlaps
    assert kpi.variants[0].unit is kpi.unit
    assert {formula.variant for formula in kpi.formulas} <= {v.id for v in kpi.variants}


FORMULAS = [
    pytest.param(kpi, formula, id=f"{kpi.id}-{formula.variant}-{formula.source.value}-{number}")
    for kpi in CATALOGUE.kpis.values()
    for number, formula in enumerate(kpi.formulas)
]


@pytest.mark.parametrize(("kpi", "formula"), FORMULAS)
def test_every_formula_evaluates(kpi, formula):
    """On ones it gives finite numbers or missing values; on missing values no part is invented."""
    names = formula_names(formula)
    ones = dict.fromkeys([*names, "other"], np.ones(3))
    for text in filter(None, (formula.part, formula.whole)):
        assert parse(text).evaluate(ones).shape == (3,)
    nothing = dict.fromkeys([*names, "other"], np.full(3, np.nan))
    part = parse(formula.part).evaluate(nothing)
    counted = ~np.isnan(part) & (part != 0)
    if formula.statistic is Statistic.RATIO and formula.whole:
        whole = parse(formula.whole).evaluate(nothing)
        counted &= ~np.isnan(whole) & (whole != 0)
    assert not counted.any()


@pytest.mark.parametrize(("kpi", "formula"), FORMULAS)
def test_no_formula_is_in_the_shadow_of_an_earlier_one(kpi, formula):
    """An earlier formula of the same variant that needs no other fields would always win.

    But one that holds only where something is missing does not.
    """
    position = kpi.formulas.index(formula)
    names = formula_names(formula)
    for earlier in kpi.formulas[:position]:
        if "only(missing(" in earlier.whole:
            continue
        if (earlier.variant, earlier.source) == (formula.variant, formula.source):
            assert not formula_names(earlier) <= names, (earlier, formula)


def dimension_of(name):
    field = CATALOGUE.fields.get(name)
    if field is None or field.kind not in (FieldKind.DURATION, FieldKind.MONEY):
        return None
    return field.kind.value


@pytest.mark.parametrize(("kpi", "formula"), FORMULAS)
def test_units_of_formulas(kpi, formula):
    """A share has the same dimension above and below; a sum of money is money."""
    if formula.source is Source.KPIS:
        return
    above = {dimension_of(name) for name in parse(formula.part).fields} - {None}
    whole = re.sub(r"known\(\w+\)", "1", formula.whole or "0")
    below = {dimension_of(name) for name in parse(whole).fields} - {None}
    unit = kpi.variant(formula.variant).unit
    if unit is Unit.MONEY:
        assert "money" in above
        assert "money" not in below
    if unit is Unit.SHARE and "money" in above | below:
        assert "money" in above
    if unit is Unit.SHARE and "duration" in above and "only(" not in formula.part:
        comparisons = any(sign in formula.part for sign in ("<", ">"))
        assert comparisons or below == {"duration"}
    if formula.factor == 3_600.0:
        assert "duration" in below


@pytest.mark.parametrize("field", CATALOGUE.fields.values(), ids=lambda field: field.id)
def test_every_field(field):
    assert field.title.strip() == field.title != ""
    assert field.description.endswith(".")
    assert all(normalise(alias) for alias in field.aliases)
    if field.kind is FieldKind.DURATION:
        assert field.default_unit in UNIT_WORDS["duration"]
    expected = {
        FieldRole.ID: {FieldKind.ID},
        FieldRole.DATE: {FieldKind.TIMESTAMP},
        FieldRole.PERIOD: {FieldKind.PERIOD},
        FieldRole.VENDOR: {FieldKind.TEXT},
        FieldRole.DIMENSION: {FieldKind.TEXT},
        FieldRole.STRUCTURE: {FieldKind.TEXT},
        FieldRole.QUANTITY: {
            FieldKind.COUNT,
            FieldKind.DURATION,
            FieldKind.MONEY,
            FieldKind.YEARS,
            FieldKind.RATE,
        },
    }
    assert field.kind in expected.get(field.role, set(FieldKind))


def test_every_field_that_is_a_number_is_used():
    """A field no formula reads would be recognised for nothing."""
    used = set(
        chain.from_iterable(
            formula_names(formula) for kpi in CATALOGUE.kpis.values() for formula in kpi.formulas
        )
    ) | {name for kpi in CATALOGUE.kpis.values() for name in kpi.weigh_by}
    measured = {
        field.id
        for field in CATALOGUE.fields.values()
        if field.role in (FieldRole.QUANTITY, FieldRole.VALUE)
    }
    # Read by people (comment) or kept to compare like with like (size, attendance).
    assert measured - used <= {
        "comment",
        "customer_comment",
        "outcome",
        "words_count",
        "assists_count",
        "csat_five_star_count",
    }
    assert PERIOD_MONTHS in used


@pytest.mark.parametrize("profile", CATALOGUE.profiles.values(), ids=lambda profile: profile.id)
def test_every_profile(profile):
    assert sum(profile.weights.values()) == pytest.approx(100)
    assert profile.blind_to.endswith(".")
    assert profile.description.endswith(".")


def test_the_balanced_profile_is_balanced():
    weights = CATALOGUE.profiles["balanced"].weights
    by_category = {}
    for kpi, weight in weights.items():
        by_category.setdefault(CATALOGUE.kpis[kpi].category, []).append(weight)
    assert max(map(sum, by_category.values())) <= 40
    for category in ("experience", "efficiency", "quality"):
        assert 2 <= len(by_category[category]) <= 3
    assert by_category["cost"]


def test_priorities_of_the_other_profiles():
    profiles = CATALOGUE.profiles

    def heaviest(name, count):
        weights = profiles[name].weights
        return set(sorted(weights, key=weights.get, reverse=True)[:count])

    assert {"nps", "fcr"} <= heaviest("brand_growth", 4)
    assert "referral_rate" in heaviest("brand_growth", 4)
    assert {"aht", "cost_per_contact"} <= heaviest("cost_optimisation", 2)
    assert {"occupancy", "shrinkage"} <= set(profiles["cost_optimisation"].weights)
    assert heaviest("technical_excellence", 2) == {"qa_score", "compliance_rate"}
    wanted = {"accuracy", "tat", "on_time", "expertise", "qa_score", "cost_per_project"}
    assert wanted <= set(profiles["kpo_delivery"].weights)


def owners(text, targets, roles=None):
    wanted = normalise(text)
    return [
        item.id
        for item in targets.values()
        if (roles is None or item.role in roles)
        and wanted in {normalise(alias) for alias in item.aliases}
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("call_centre", "vendor"),
        ("Operator", "vendor"),
        ("system", "vendor"),
        ("Org name", "vendor"),
        ("TicketID", "record_id"),
        ("Call number", "record_id"),
        ("seg_id", "record_id"),
        ("customer_id", "customer_id"),
        ("Sales Rep", "agent_id"),
        ("Representative", "agent_id"),
        ("Agent ID", "agent_id"),
        ("call_date", "date"),
        ("Date of Call", "date"),
        ("Date", "date"),
        ("channel", "channel"),
        ("complaint", "category"),
        ("Category", "category"),
        ("Region", "region"),
        ("Parent Org", "region"),
        ("State Name", "state"),
        ("city", "city"),
        ("response_time_minutes", "response_time"),
        ("Resolution Time (Days)", "resolution_time"),
        ("Duration", "handle_time"),
        ("SLA Met (Yes/No)", "sla_met"),
        ("Call Drop Category", "dropped"),
        ("Customer Satisfaction", "csat_score"),
        ("Satisfaction Rating", "csat_score"),
        ("Rating", "csat_score"),
        ("mqm_avg_score", "mqm_penalty"),
        ("Purchase Amount", "purchase_value"),
        ("FY", "year"),
    ],
)
def test_headings_of_real_logs(heading, field):
    assert owners(heading, CATALOGUE.fields, RECORD_ROLES | {FieldRole.PERIOD}) == [field]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Incoming Calls", "offered_count"),
        ("Answered Calls", "answered_count"),
        ("Abandoned Calls", "abandoned_count"),
        ("Period", "period"),
        ("Time period", "period"),
        ("Measure", "kpi_name"),
        ("A&E attendances Type 1", "contact_count"),
        ("A&E attendances Booked Appointments Other Department", "contact_count"),
        ("Attendances over 4hrs Type 1", "over_sla_count"),
        ("Attendances over 4hrs Booked Appointments Other Department", "over_sla_count"),
        ("Number of trains planned ", "planned_count"),
        ("Trains planned", "planned_count"),
        ("Number of trains part cancelled", "part_cancelled_count"),
        ("Number of trains full cancelled", "fully_cancelled_count"),
        ("Cancellations", "cancelled_count"),
        ("Passenger journeys (millions)", "journeys_count"),
        ("P Journey Millions", "journeys_count"),
        ("Complaints closed", "complaint_count"),
        ("Delay compensation claims closed", "claims_count"),
        ("Claims received", "received_count"),
        ("Claims closed", "closed_count"),
        ("Claims processed", "handled_count"),
        ("Invoices processed", "handled_count"),
        ("Full-time equivalent (FTE) employees", "headcount"),
    ],
)
def test_headings_of_real_summaries(heading, field):
    assert owners(heading, CATALOGUE.fields, SUMMARY_ROLES) == [field]


@pytest.mark.parametrize(
    ("heading", "kpi"),
    [
        ("Answer Rate", "answer_rate"),
        ("Answer Speed (AVG)", "asa"),
        ("Waiting Time (AVG)", "asa"),
        ("Talk Duration (AVG)", "aht"),
        ("Service Level (20 Seconds)", "service_level"),
        ("PPM", "on_time"),
        ("On Time (percentage)", "on_time"),
        ("Cancellations score (percentage)", "cancellation_rate"),
        ("Quarterly cancellations percent", "cancellation_rate"),
        ("Avg. Rating", "csat"),
        ("FCR %", "fcr"),
        ("First Call Resolution Rate", "fcr"),
        ("C-Sat", "csat"),
        ("CSAT Score (%)", "csat"),
        ("Avg Handle Time", "aht"),
        ("AHT (min)", "aht"),
        ("Av. speed of answer", "asa"),
        ("SL 80/20", "service_level"),
        ("TSF", "service_level"),
        ("On-time delivery %", "on_time"),
        ("TAT (days)", "tat"),
        ("Error %", "error_rate"),
        ("QA Score", "qa_score"),
        ("Quality Score", "qa_score"),
        ("Cost / contact", "cost_per_contact"),
        ("CPC", "cost_per_contact"),
        ("Attrition (annualised)", "attrition"),
        ("Kundenzufriedenheit", "csat"),
        ("Erstlösungsquote", "fcr"),
        ("Taux d'abandon", "abandonment"),
        ("Tiempo medio de espera", "asa"),
        ("Schedule Adherence", "schedule_adherence"),
        ("SLA Adherence", "sla_compliance"),
        ("Service Level Agreement (SLA) Compliance", "sla_compliance"),
    ],
)
def test_headings_of_kpis(heading, kpi):
    assert owners(heading, CATALOGUE.kpis) == [kpi]


def test_sums_of_money_are_no_kpis():
    """A total in a summary is the part of other KPIs; a KPI spelled the same would swallow it."""
    sums = {
        normalise(alias): field.id
        for field in CATALOGUE.fields.values()
        if field.role is FieldRole.QUANTITY and field.kind is FieldKind.MONEY
        for alias in field.aliases
    }
    for kpi in CATALOGUE.kpis.values():
        assert not [alias for alias in kpi.aliases if normalise(alias) in sums], kpi.id


def test_words():
    words = CATALOGUE.words
    assert sorted(set(words.months.values())) == list(range(1, 13))
    assert words.months["mai"] == 5
    assert words.months["marz"] == 3
    assert words.currencies["$"] == "USD"
    assert words.currencies["rs"] == "INR"
    assert words.units["std"] == "hours"
    assert words.units["prozent"] == "percent"
    assert "total" in words.total
    assert "gesamt" in words.total
    assert not words.total & words.average


@pytest.mark.parametrize(
    "kpi",
    [kpi for kpi in CATALOGUE.kpis.values() if kpi.unit in (Unit.SHARE, Unit.DURATION)],
    ids=lambda kpi: kpi.id,
)
def test_what_can_be_read_in_two_ways_has_a_usual_range(kpi):
    """Without one, 0.85 and "5:42" could only ever be asked about."""
    free = {"roi", "saving_vs_baseline"}  # a saving may be of any size
    assert kpi.id in free or kpi.usual is not None
    if kpi.usual is None or kpi.anchors is None:
        return
    assert kpi.usual[0] <= kpi.anchors.target <= kpi.usual[1]


def test_a_mean_time_is_usual_in_one_unit_only_at_its_target():
    """At the target of a KPI its usual range tells seconds from minutes and from hours."""
    for name in ("asa", "aht"):
        low, high = CATALOGUE.kpis[name].usual
        target = {"asa": 28, "aht": 342}[name]
        assert low <= target <= high < 60 * target
