"""Names that mean something else beside others: precision and recall, calls made and taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.context import Names
from tests.helpers.workbooks import catalogue, check_accounting, import_rows


def test_precision_beside_recall_is_no_accuracy(tmp_path: Path) -> None:
    rows = [["Vendor", "Precision", "Recall", "F1"], ["Aldea", 0.96, 0.95, 0.955]]
    rows += [["Brocade", 0.85, 0.84, 0.845], ["Cinder", 0.9, 0.91, 0.905]]
    report = import_rows(tmp_path, rows, "Comparison Feb 2026.xlsx")
    assert "accuracy" not in set(report.stated["item"])
    down = [["KPI", "Jan 2026"], ["Precision", 0.96], ["Recall", 0.95], ["NPS", 30]]
    assert set(import_rows(tmp_path, down, "Acme Care.xlsx").stated["item"]) == {"nps"}


@pytest.mark.parametrize(
    ("made", "taken"),
    [("Appels émis", "Dossiers traités"), ("Outbound calls", "Contacts handled")],
)
def test_calls_made_are_never_added_to_work_that_came(
    tmp_path: Path, made: str, taken: str
) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], [taken, 1200, 1250], [made, 3200, 3300]]
    report = import_rows(tmp_path, [*rows, ["CSAT %", "88%", "87%"]], "Acme Care.xlsx")
    check_accounting(report)
    assert set(report.stated["raw"]) == {"1200", "1250", "88%", "87%"}
    (told,) = [f for f in report.findings if f"'{made}'" in f.message]
    assert told.severity is Severity.QUESTION


def test_a_vendor_that_only_calls_has_them_for_its_volume(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], ["Outbound calls", 3200, 3300], ["CSAT %", 0.8, 0.9]]
    report = import_rows(tmp_path, rows, "Acme Care.xlsx")
    assert set(report.stated["item"]) == {"contact_count", "csat"}


def test_a_referral_to_a_doctor_is_no_recommendation(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026"], ["A&E Referral Rate", "8%"], ["Primary care referral rate", "50%"]]
    report = import_rows(tmp_path, [*rows, ["NPS", 30]], "Acme Care.xlsx")
    assert set(report.stated["item"]) == {"nps"}
    assert {f.severity for f in report.findings if "eferral" in f.message} == {Severity.QUESTION}


def test_a_guess_by_letters_alone_is_warned_of(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], ["Resonations", 8, 4], ["NPS", 30, 31]]
    report = import_rows(tmp_path, rows, "Acme Care.xlsx")
    (told,) = [f for f in report.findings if "'Resonations'" in f.message]
    assert told.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("name", "field"),
    [("Survey_response_Date", "date"), ("issue_responded", "first_reply_at")],
)
def test_a_survey_s_answer_is_no_reply_to_the_customer(name: str, field: str) -> None:
    assert Names.of(catalogue()).candidates(name)[0].id == field
