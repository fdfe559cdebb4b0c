"""Names that no list has: made by a rule, told by their cells, or known as a log's column."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.importing.bare_numbers import are_shares
from desktop_app.importing.context import RECORD_ROLES, Names
from desktop_app.importing.decisions import TAKEN, Target
from desktop_app.importing.readings import names_one_of, without
from tests.helpers.workbooks import catalogue, import_rows

Rows = list[list[object]]


def _means(text: str) -> str:
    found = Names.of(catalogue()).items(text)
    return found[0].id if found and found[0].confidence >= TAKEN else ""


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Voucher coding accuracy", "accuracy"),
        ("Shipping accuracy %", "accuracy"),
        ("Endorsements sampled", "checked_count"),
        ("Vouchers inspected", "checked_count"),
        ("Letters keyed", "handled_count"),
        ("Endorsements lodged", "received_count"),
        ("Unprocessed vouchers", "open_count"),
        ("Mistakes discovered", "error_count_total"),
        ("Vouchers indexed per hour", "throughput"),
        ("Letters/hour", "throughput"),
        ("Cost per voucher", "cost_per_contact"),
        ("Vouchers completed within TAT", "on_time"),
        ("Days to complete endorsement", "tat"),
        ("Delayed vouchers", "open_over_sla_count"),
        ("Rejected vouchers", "rework_count"),
        ("Bulletins produits", "handled_count"),
        ("Facturas emitidas", "handled_count"),
        ("Drawings issued", "handled_count"),
        ("Enrollments processed", "handled_count"),
        ("CRF pages entered", "handled_count"),
        ("Purchase orders issued", "handled_count"),
        ("Company profiles completed", "handled_count"),
        ("Searches delivered", "delivered_count"),
        ("Requests delivered", "delivered_count"),
        ("Geprüfte Verträge", "checked_count"),
        ("Bulletins exacts", "correct_count"),
        ("Bulletins rectifiés", "rework_count"),
        ("Documents rejetés en contrôle", "rework_count"),
        ("Drawings rejected at check (%)", "rework_rate"),
        ("Emails answered within one working day (%)", "sla_compliance"),
        ("Audited within 48h (%)", "sla_compliance"),
        ("Innerhalb von 24 Stunden beantwortet", "sla_met_count"),
        ("Adverse events reported within 24h (%)", "sla_compliance"),
        ("Paies livrées à la date prévue", "on_time"),
        ("Average fee per search (USD)", "cost_per_contact"),
        ("Cost per purchase order (EUR)", "cost_per_contact"),
        ("Coût par bulletin (€)", "cost_per_contact"),
        ("Average requisition-to-order time (days)", "tat"),
        ("Profiles per analyst hour", "throughput"),
    ],
)
def test_a_name_is_known_by_how_it_is_made(text: str, meaning: str) -> None:
    assert _means(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "Forecasting accuracy",
        "Scheduling accuracy",
        "Forecast accuracy",
        "Hours per ticket",
        "Average queue length",
        "Avg time to abandon",
        "Sample size",
        "Bot resolution rate",
        "Vouchers",
        "Data entry",
        "Data processing",
        "Durée moyenne",
        "Average time",
        "One team",
    ],
)
def test_what_only_looks_alike_is_none(text: str) -> None:
    assert _means(text) == ""


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Abgebrochene Anrufe in %", "abandonment"),
        ("% d'appels abandonnés", "abandonment"),
        ("Overdue tickets (%)", "backlog"),
        ("Share of error free documents", "accuracy"),
        ("Calls ans. within 30 secs (%)", "service_level"),
        ("Rate of re-opened cases", "reopen_rate"),
    ],
)
def test_a_count_in_percent_is_the_share(text: str, meaning: str) -> None:
    assert _means(text) == meaning


def test_the_share_keeps_the_variant_that_the_name_says() -> None:
    best = Names.of(catalogue()).items("Calls ans. within 30 secs (%)")[0]
    assert best.variant == "answered_30s_of_offered"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Errors logged", "error_count_total"),
        ("Items verified", "checked_count"),
        ("Booked hours", "hours_total"),
        ("Volume handled", "handled_count"),
    ],
)
def test_names_of_a_logs_columns_are_known_in_summaries(text: str, meaning: str) -> None:
    assert _means(text) == meaning


def test_when_it_was_counted_changes_nothing() -> None:
    assert _means("Open tickets as at month end") == "open_count"
    assert without("open tickets at month end", frozenset({"at month end"})) == "open tickets"
    assert without("month end", frozenset({"month end"})) == "month end"
    assert names_one_of("average queue length", frozenset({"queue length"}))


def test_shares_are_told_from_counts() -> None:
    assert are_shares(["95%", "97 %"], "General", "")
    assert are_shares([0.95, 0.97], "0%", "")
    assert are_shares([95, 97], "General", "percent")
    assert are_shares([95.5, 97.25, None], "General", "")
    assert not are_shares([95, 97], "General", "")
    assert not are_shares([1204.5, 97.25], "General", "")
    assert not are_shares([], "General", "")
    assert not are_shares([95.5], "General", "")


def test_percents_under_the_name_of_a_count_are_its_share(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Projects delivered on time", "95.5%", "97%"],
        ["Projects delivered", 40, 41],
    ]
    stated = import_rows(tmp_path, rows).stated
    assert sorted(stated["item"].unique()) == ["delivered_count", "on_time"]
    assert stated.loc[stated["item"] == "on_time", "value"].tolist() == pytest.approx([0.955, 0.97])


def test_counts_stay_counts(tmp_path: Path) -> None:
    rows: Rows = [["KPI", "Jan 2026", "Feb 2026"], ["Projects delivered on time", 38, 40]]
    stated = import_rows(tmp_path, rows).stated
    assert set(stated["item"]) == {"delivered_on_time_count"}


def test_percents_under_the_name_of_a_time_say_how_often_it_was_kept(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Claims Turnaround Time - 14 calendar days", "94.7%", "95.1%"],
        ["Average resolution time (h)", 20, 21],
    ]
    stated = import_rows(tmp_path, rows).stated
    assert sorted(stated["item"].unique()) == ["on_time", "resolution_time"]
    assert stated.loc[stated["item"] == "on_time", "value"].tolist() == pytest.approx(
        [0.947, 0.951]
    )


def test_thousands_with_a_point_are_no_shares() -> None:
    assert not are_shares(["4.287", "4.163"], "General", "")
    assert are_shares(["42.87", "41.63"], "General", "")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("CVs submitted within 5 days (%)", "sla_compliance"),
        ("% of correspondence answered in 10 working days", "sla_compliance"),
        ("E-Mails beantwortet binnen 2 Werktagen %", "sla_compliance"),
        ("% PQR respondidas en 15 días hábiles", "sla_compliance"),
        ("Dossiers traités sous 48h", "sla_met_count"),
        ("% decisions timely", "on_time"),
        ("Decisions made timely", "delivered_on_time_count"),
        ("Oportunidad en la respuesta de PQR", "on_time"),
        ("Precisión de error crítico", "accuracy"),
        ("Number of calls abandoned after 30 seconds", "abandoned_after_30s_count"),
        ("Abandoned > 20 s", "abandoned_after_20s_count"),
        ("Calls answered in SLA %", "service_level"),
        ("Percentage of calls answered within 45 seconds", "service_level"),
        ("Appels pris en moins de 30 s", "service_level"),
        ("Rückrufquote innerhalb 24 h", "sla_compliance"),
        ("Quotes returned within 1 day %", "sla_compliance"),
        ("Cash applied same day %", "sla_compliance"),
        ("Replied < 24h (%)", "sla_compliance"),
        ("Batches delivered by deadline %", "on_time"),
        ("Payslips correct first time %", "accuracy"),
        ("Journals requiring correction %", "error_rate"),
        ("Payslips issued", "handled_count"),
        ("New housing benefit claims: average days to process", "tat"),
        ("Satisfied / very satisfied", "csat"),
    ],
)
def test_what_was_done_within_a_time_is_known_whatever_it_was(text: str, meaning: str) -> None:
    assert _means(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "Repeat calls within 7 days",
        "Tickets reopened within 7 days",
        "New hires leaving within 90 days",
        "CV submission within 5 days",  # as a number of things; of percents, it is a share
        "Total call length (minutes)",
        "Target: CSAT",
    ],
)
def test_no_time_makes_a_count_of_what_it_is_not(text: str) -> None:
    assert _means(text) == ""


def test_what_is_made_by_a_rule_is_known_in_logs_as_well() -> None:
    """Else a table of audits, a row each, would be taken for a summary."""
    in_logs = Names.of(catalogue()).candidates("Charts Audited", Target.FIELD, RECORD_ROLES)
    assert in_logs[0].id == "checked_items"
    assert _means("Charts Audited") == "audited_count"


def test_words_and_rules_name_what_there_is() -> None:
    known = catalogue()
    there = {*known.kpis, *known.fields}
    words = known.words
    assert {*words.in_summaries, *words.in_summaries.values(), *words.patterns} <= there
    assert {*words.times_kept, *words.times_kept.values()} <= set(known.kpis)
    members = [one for group in words.classes.values() for one in group]
    assert len(set(members)) == len(members)
    assert not [one for one in members if " " in one]
    named = {
        piece.strip("<>")
        for texts in words.patterns.values()
        for text in texts
        for piece in text.split()
        if piece.startswith("<")
    }
    assert named <= {*words.classes, "number", "moment"}  # a limit in seconds is a moment


@pytest.mark.parametrize(
    "name",
    ["Sponsor satisfaction (1-5)", "Mandantenbewertung (1 bis 5)", "Évaluation client (1 à 5)"],
)
def test_a_scale_in_the_name_holds_beside_cells_that_say_nothing(tmp_path: Path, name: str) -> None:
    rows: Rows = [
        ["KPI", "Jan 2026", "Feb 2026", "Mar 2026"],
        [name, "n/a", 4.4, 4.3],
        ["NPS", 31, 33, 30],
    ]
    report = import_rows(tmp_path, rows)
    marks = report.stated[report.stated["item"] == "client_feedback"]
    assert marks["unit"].tolist() == ["score", "score"]
    assert marks["value"].tolist() == [4.4, 4.3]
    assert marks["scale_max"].tolist() == [5.0, 5.0]
    assert "share-or-marks" not in {finding.code for finding in report.findings}
