"""Recognition against the product's own catalogue."""

from __future__ import annotations

from functools import cache

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import FieldRole
from desktop_app.importing.decisions import SURE, TAKEN, Candidate, Target
from desktop_app.importing.recognition import Recogniser
from tests.unit.importing.labelled_headings import CHECKED, LABELLED


@cache
def _recogniser() -> Recogniser:
    return Recogniser(load_catalogue())


def _best(text: str, target: Target | None = None) -> Candidate:
    return _recogniser().candidates(text, target)[0]


def _confidence(text: str, name: str, target: Target | None = None) -> float:
    found = [c for c in _recogniser().candidates(text, target) if c.id == name]
    return found[0].confidence if found else 0.0


@pytest.mark.parametrize(("text", "ids"), LABELLED, ids=[text for text, _ in LABELLED])
def test_labelled_headings(text: str, ids: str) -> None:
    taken = [c for c in _recogniser().candidates(text) if c.confidence >= TAKEN]
    if ids:
        assert taken
        assert taken[0].id in ids.split()
    else:
        assert not taken


def test_headings_not_used_for_tuning_are_mostly_right() -> None:
    right = 0
    for text, ids in CHECKED:
        taken = [c.id for c in _recogniser().candidates(text) if c.confidence >= TAKEN]
        right += taken[0] in ids.split() if taken and ids else not taken and not ids
    assert right >= 0.94 * len(CHECKED)


def test_of_the_sure_decisions_at_least_99_in_100_are_right() -> None:
    sure = [
        (text, candidate.id, candidate.id in ids.split())
        for text, ids in (*LABELLED, *CHECKED)
        for candidate in _recogniser().candidates(text)
        if candidate.confidence >= SURE
    ]
    wrong = [(text, name) for text, name, right in sure if not right]
    assert len(sure) > 300
    assert len(wrong) <= 0.01 * len(sure), wrong


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Abandoned Calls", "abandoned_count", "abandonment"),
        ("Abandonment rate", "abandonment", "abandoned_count"),
        ("Resolution time", "resolution_time", "resolution_rate"),
        ("Resolution rate", "resolution_rate", "resolution_time"),
        ("Resolved", "resolved", "fcr"),
        ("Resolved %", "resolution_rate", "fcr"),
        ("Calls answered within 20 sec", "answered_in_threshold_count", "answered_count"),
        ("Calls answered", "answered_count", "answered_in_threshold_count"),
        ("CSAT responses", "responses_count", "csat"),
        ("Cost", "cost", "cost_per_contact"),
        ("Cost per contact", "cost_per_contact", "cost"),
        ("FCR target", "target", "fcr"),
        ("Response time", "response_time", "survey_response_rate"),
        ("Response rate", "survey_response_rate", "response_time"),
        ("Case number", "record_id", "contact_count"),
        ("# of cases", "contact_count", "record_id"),
        ("Total handle time", "handle_time_total", "aht"),
        ("Compliance rate", "compliance_rate", "complaint_rate"),
        ("Complaint rate", "complaint_rate", "compliance_rate"),
        ("Employee satisfaction", "", "csat"),
        ("AHT last year", "", "aht"),
        ("Not answered", "", "answered_count"),
    ],
)
def test_names_that_must_not_be_confused(text: str, right: str, wrong: str) -> None:
    if right:
        assert _confidence(text, right) >= SURE
    assert _confidence(text, wrong) < TAKEN


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("FCR %", "fcr", "percent"),
        ("FCR (%)", "fcr", "percent"),
        ("AHT (min)", "aht", "minutes"),
        ("AHT [sec]", "aht", "seconds"),
        ("AHT in minutes", "aht", "minutes"),
        ("Average handle time, sec", "aht", "seconds"),
        ("Resolution Time (Days)", "resolution_time", "days"),
        ("MTTR (h)", "resolution_time", "hours"),
        ("response_time_minutes", "response_time", "minutes"),
        ("TAT days", "tat", "days"),
        ("Total cost (USD m)", "total_cost", "millions"),
        ("Total cost (EUR k)", "total_cost", "thousands"),
        ("Calls offered (thousands)", "offered_count", "thousands"),
        ("AHT target (sec)", "target", "seconds"),
        ("FCR", "fcr", ""),
        ("Service Level (20 Seconds)", "service_level", ""),
        ("Cost per hour", "cost_per_hour", ""),
    ],
)
def test_the_unit_that_a_heading_names(text: str, name: str, unit: str) -> None:
    found = next(c for c in _recogniser().candidates(text) if c.id == name)
    assert found.confidence >= SURE
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Cost per contact (USD)", "USD"),
        ("Cost per contact in EUR", "EUR"),
        ("Cost per contact (€)", "EUR"),
        ("Cost per contact £", "GBP"),
        ("Cost per contact (Rs)", "INR"),
        ("Cost per contact", ""),
    ],
)
def test_the_currency_that_a_heading_names(text: str, currency: str) -> None:
    found = _best(text, Target.KPI)
    assert (found.id, found.currency) == ("cost_per_contact", currency)
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    ("text", "name", "variant"),
    [
        ("Service Level (20 Seconds)", "service_level", "answered_20s_of_offered"),
        ("Service Level 80/20", "service_level", "answered_20s_of_offered"),
        ("SL within 30s", "service_level", "answered_30s_of_offered"),
        ("Service level (60 sec)", "service_level", "answered_60s_of_offered"),
        ("CSAT (Top 2 Box)", "csat", "top_two_box"),
        ("CSAT (1-5)", "csat", "mean_5"),
        ("CSAT out of 10", "csat", "mean_10"),
        ("Median resolution time", "resolution_time", "median_calendar"),
        ("TAT p90", "tat", "p90_calendar"),
        ("TAT (business days)", "tat", "mean_business"),
        ("FCR (7 days)", "fcr", "repeat_7d"),
        ("Waiting Time (AVG)", "asa", "all_waiting"),
        ("FCR", "fcr", ""),
    ],
)
def test_the_variant_that_a_heading_names(text: str, name: str, variant: str) -> None:
    found = _best(text, Target.KPI)
    assert (found.id, found.variant) == (name, variant)
    assert found.confidence >= TAKEN


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("FCR Voice", "voice"),
        ("Chat FCR %", "chat"),
        ("FCR Jan 2026", "jan 2026"),
        ("CSAT Total", "total"),
        ("FCR target", "fcr"),
        ("FCR", ""),
    ],
)
def test_words_left_over(text: str, rest: str) -> None:
    assert _best(text).rest == rest


def test_a_channel_costs_little_and_unknown_words_cost_more_and_more() -> None:
    plain = _confidence("Service level", "service_level")
    channel = _confidence("Service level voice", "service_level")
    unknown = _confidence("Service level zebra", "service_level")
    two = _confidence("Service level zebra giraffe", "service_level")
    assert plain > channel >= SURE > unknown > two


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Avrage handle time", "aht"),
        ("First contact resoluton", "fcr"),
        ("time handle average", "aht"),
        ("turnaroundtime", "tat"),
        ("Occupany", "occupancy"),
        ("Srvice level", "service_level"),
        ("Cust Sat", "csat"),
        ("Avg Hndl Time", "aht"),
    ],
)
def test_misspelled_reordered_and_abbreviated(text: str, name: str) -> None:
    found = _best(text, Target.KPI)
    assert found.id == name
    assert TAKEN <= found.confidence <= 0.98


def test_reasons_name_the_spelling() -> None:
    assert _best("FCR %", Target.KPI).reason.startswith("spelled 'fcr %'")
    assert "close to 'Average handle time'" in _best("Avrage handle time").reason
    assert "'target' beside the name" in next(
        c.reason for c in _recogniser().candidates("FCR target") if c.id == "fcr"
    )


def test_a_kpi_and_its_log_field_are_both_offered() -> None:
    found = {c.id: c for c in _recogniser().candidates("First call resolution")}
    assert found["fcr"].confidence == pytest.approx(found["resolved_first_contact"].confidence)
    assert found["fcr"].target is Target.KPI


def test_only_what_is_asked_for() -> None:
    recogniser = _recogniser()
    assert {c.target for c in recogniser.candidates("CSAT", Target.KPI)} == {Target.KPI}
    assert {c.target for c in recogniser.candidates("CSAT", Target.FIELD)} == {Target.FIELD}
    dates = recogniser.candidates("Date", Target.FIELD, frozenset({FieldRole.DATE}))
    assert dates[0].id == "date"
    assert not recogniser.candidates("Agent", Target.FIELD, frozenset({FieldRole.DATE}))


@pytest.mark.parametrize("text", ["", "   ", "-", "***", "[note 1]", "12345", "word " * 60])
def test_nothing_for_texts_without_a_name(text: str) -> None:
    assert not [c for c in _recogniser().candidates(text) if c.confidence >= TAKEN]


def test_case_marks_and_line_breaks_do_not_matter() -> None:
    wanted = _best("Average handle time")
    for text in ("AVERAGE HANDLE TIME", "average\nhandle time", "Average  Handle-Time* [note 2]"):
        assert _best(text).id == wanted.id
        assert _best(text).confidence == pytest.approx(wanted.confidence)


@pytest.mark.parametrize("heading", ["Bearbeitungsdauer (Min.)", "Duration (s)"])
def test_a_span_that_differs_from_trade_to_trade_is_a_guess(heading: str) -> None:
    candidates = _recogniser().candidates(heading, Target.FIELD)
    assert TAKEN <= candidates[0].confidence < SURE


@pytest.mark.parametrize(
    ("dotted", "plain"),
    [
        ("A.H.T.", "AHT"),
        ("A.H.T. (mm:ss)", "AHT (mm:ss)"),
        ("a.h.t", "aht"),
        ("Q.A. score %", "QA score %"),
        ("C.S.A.T.", "CSAT"),
        ("F.C.R. %", "FCR %"),
    ],
)
def test_dots_between_the_letters_of_an_abbreviation_do_not_matter(dotted: str, plain: str) -> None:
    assert _best(dotted).id == _best(plain).id
    assert _best(dotted).confidence == pytest.approx(_best(plain).confidence)


@pytest.mark.parametrize("label", ["Tiles delivered", "Titles delivered", "Tyres delivered"])
def test_things_delivered_are_no_misspelt_time(label: str) -> None:
    times = {"tat", "turnaround_time", "delivered_at"}
    assert not [
        one.id
        for one in _recogniser().candidates(label)
        if one.id in times and one.confidence >= TAKEN
    ]
    assert _best("Tme delivered").id == "delivered_at"


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("% of calls answered within 45 seconds", "answered_45s_of_offered"),
        ("Calls answered in SLA %", ""),
    ],
)
def test_a_variant_says_its_whole_word_for_word(text: str, variant: str) -> None:
    found = [c for c in _recogniser().candidates(text) if c.id == "service_level"]
    assert found[0].variant == variant


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Average days to resolve a dispute", "days"), ("Average hours to close", "hours")],
)
def test_the_unit_stands_in_the_front_of_a_name(text: str, unit: str) -> None:
    assert _best(text, Target.KPI).unit == unit


def test_parts_of_a_handle_time_have_their_french_names() -> None:
    assert _best("DMC").variant == "talk_only"
    assert _best("DPT (post-appel)").variant == "wrap_only"
    assert _best("DMT").variant == "full"


def test_a_school_mark_is_no_mark_of_which_more_is_better() -> None:
    assert _best("Kundenzufriedenheit (Schulnote)").variant == "school_grade"


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Mittlere Nachbearbeitungszeit", "wrap_only"),
        ("Durchschnittliche Gesprächszeit", "talk_only"),
        ("Ø Gesprächs- und Nachbearbeitungszeit", "full"),
        ("Gesprächszeit inkl. Nachbearbeitung", "full"),
        ("Tiempo medio de conversación", "talk_only"),
        ("Temps moyen de post-traitement", "wrap_only"),
        ("Gemiddelde gespreksduur", "talk_only"),
    ],
)
def test_parts_of_the_handle_time_in_other_languages(text: str, variant: str) -> None:
    assert (_best(text).id, _best(text).variant) == ("aht", variant)
