"""Figures of two meanings in summaries: asked with what stands there and which meanings fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import Rows, import_rows

MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026"]


def _down(folder: Path, name: str, values: list[Any]) -> ImportedReport:
    rows: Rows = [
        ["Month", name, "NPS"],
        *([month, value, 30] for month, value in zip(MONTHS, values, strict=True)),
    ]
    return import_rows(folder, rows)


def _questions(report: ImportedReport) -> list[Finding]:
    asked = [finding for finding in report.findings if finding.severity is Severity.QUESTION]
    return [finding for finding in asked if finding.code != "vendor-from-file"]


def test_a_name_cut_short_is_asked_about_with_all_it_may_be(tmp_path: Path) -> None:
    report = _down(tmp_path, "Resolution", [91, 92, 93])
    (question,) = _questions(report)
    assert question.code == "column-unclear"
    assert "holds 91, 92, 93" in question.message
    assert "resolution rate (" in question.message
    assert "resolution time (" in question.message
    assert "100 % of the values fit" in question.message
    assert set(report.stated["item"]) == {"nps"}


def test_so_is_the_label_of_a_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", *MONTHS],
        ["Resolution", 91, 92, 93],
        ["NPS", 1, 2, 3],
        ["FCR %", 7, 8, 9],
    ]
    report = import_rows(tmp_path, rows)
    (question,) = _questions(report)
    assert question.code == "row-unclear"
    assert "holds 91, 92, 93" in question.message
    assert "resolution rate (" in question.message
    assert "resolution_time" not in set(report.stated["item"])


def test_a_name_cut_short_with_its_unit_keeps_only_what_fits(tmp_path: Path) -> None:
    (question,) = _questions(_down(tmp_path, "Resolution", ["91%", "92%", "93%"]))
    assert "resolution rate (" in question.message
    assert "resolution time (" not in question.message


@pytest.mark.parametrize("name", ["Average CSAT score", "CSAT rating", "Mean CSAT"])
def test_a_score_up_to_100_may_be_a_mean_or_a_share(tmp_path: Path, name: str) -> None:
    report = _down(tmp_path, name, [81, 82.5, 84])
    (question,) = _questions(report)
    assert question.code == "mean-or-share"
    assert "81, 82.5, 84" in question.message
    assert sorted(report.stated.query("item == 'csat'")["value"]) == pytest.approx(
        [0.81, 0.825, 0.84]
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("CSAT %", [81, 82, 84]),
        ("CSAT score (%)", [81, 82, 84]),
        ("CSAT score", ["81%", "82%", "84%"]),
        ("CSAT (Top 2 Box) score", [81, 82, 84]),
        ("Average CSAT score", [4.1, 4.2, 4.3]),
        ("CSAT", [81, 82, 84]),
    ],
)
def test_what_says_its_unit_or_scale_is_no_question(
    tmp_path: Path, name: str, values: list[Any]
) -> None:
    assert not _questions(_down(tmp_path, name, values))


@pytest.mark.parametrize(
    ("name", "value", "per_thousand"),
    [
        ("Complaints per 1,000 contacts", 4.1, 4.1),
        ("Complaint %", 4.1, 41.0),
        ("Complaint rate", "4.1%", 41.0),
        ("Complaint rate (per 100 contacts)", 4.1, 41.0),
    ],
)
def test_a_rate_of_complaints_is_brought_to_a_thousand(
    tmp_path: Path, name: str, value: object, per_thousand: float
) -> None:
    report = _down(tmp_path, name, [value] * 3)
    rates = report.stated[report.stated["item"] == "complaint_rate"]["value"]
    assert list(rates) == pytest.approx([per_thousand] * 3)


@pytest.mark.parametrize(
    "name", ["Taux de réitération", "Attestation rate", "Detection rate", "Taux de répétition"]
)
def test_another_word_of_like_letters_is_no_typing_error(tmp_path: Path, name: str) -> None:
    report = _down(tmp_path, name, ["12.7%", "13.0%", "10.8%"])
    assert set(report.stated["item"]) == {"nps"}
    assert any(
        f"'{name}'" in f.message and f.severity is not Severity.INFO for f in report.findings
    )


def test_a_misspelt_name_over_unusual_values_is_asked(tmp_path: Path) -> None:
    report = _down(tmp_path, "Retenton rate", ["12.7%", "13.0%", "10.8%"])
    (question,) = _questions(report)
    assert question.code == "column-unclear"
    assert "retention" in question.message
    assert set(report.stated["item"]) == {"nps"}


def test_a_misspelt_name_over_usual_values_is_taken(tmp_path: Path) -> None:
    report = _down(tmp_path, "Retenton rate", ["92.7%", "93.0%", "90.8%"])
    assert set(report.stated["item"]) == {"nps", "retention_rate"}


def test_unknown_names_like_known_ones_are_asked_with_what_they_may_be(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", *MONTHS],
        ["Adherence of the wombats %", "91%", "92%", "90%"],
        ["Wombat ratio %", "11%", "12%", "10%"],
        ["NPS", 30, 31, 32],
    ]
    report = import_rows(tmp_path, rows)
    (question,) = [f for f in _questions(report) if f.code == "row-unclear"]
    assert "Adherence of the wombats" in question.message
    meanings = {word.value for answer in question.answers for word in answer.words}
    assert "schedule_adherence" in meanings
    assert "" in meanings
    left = [f for f in report.findings if f.code == "row-not-used"]
    assert ["Wombat ratio" in f.message for f in left] == [True]
