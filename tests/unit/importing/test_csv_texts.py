"""CSV files hold texts only: what is told from numbers is told from their texts just the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.bare_numbers import bare_number, bare_numbers
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport


def _csv(folder: Path, *lines: str) -> ImportedReport:
    path = folder / "Acme.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_report(path, load_catalogue())


def _codes(report: ImportedReport) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4.42", 4.42),
        (" 4,5 ", 4.5),
        ("-3", -3.0),
        ("−3", -3.0),
        (".5", 0.5),
        ("0", 0.0),
        (7, 7.0),
        ("007", None),
        ("94.01%", None),
        ("1,234.5", None),
        ("n/a", None),
        (None, None),
    ],
)
def test_a_bare_number_is_a_number_or_a_text_of_nothing_else(
    cell: object, number: float | None
) -> None:
    assert bare_number(cell) == number


def test_one_other_cell_leaves_no_bare_numbers() -> None:
    assert bare_numbers(["1", 2, "3.5"]) == [1.0, 2.0, 3.5]
    assert bare_numbers(["1", "high"]) is None
    assert bare_numbers([]) is None


def test_a_mean_of_marks_is_no_share_of_four_percent(tmp_path: Path) -> None:
    report = _csv(tmp_path, "month,tickets,avg_csat", "2025-01,370,4.42", "2025-02,330,4.43")
    marks = report.stated[report.stated["item"] == "csat"]
    assert list(marks["variant"]) == ["mean_5", "mean_5"]
    assert list(marks["value"]) == pytest.approx([4.42, 4.43])


def test_a_satisfaction_score_of_bare_numbers_is_asked_about(tmp_path: Path) -> None:
    report = _csv(tmp_path, "Month,CSAT score,NPS", "2025-01,82,31", "2025-02,84,30")
    assert "mean-or-share" in _codes(report)


def test_a_count_named_like_a_rate_is_told_by_the_whole_beside_it(tmp_path: Path) -> None:
    report = _csv(
        tmp_path, "Month,Projects delivered,Delivered on time", "2026-01,40,38", "2026-02,35,31"
    )
    assert set(report.stated["item"]) == {"delivered_count", "delivered_on_time_count"}
    assert _codes(report) & {"count-not-share", "column-guessed"}


def test_a_time_of_a_log_that_names_no_unit_is_said(tmp_path: Path) -> None:
    report = _csv(
        tmp_path,
        "id,title,priority,team,resolution_time,status",
        "1,Login failure,High,Team Alpha,130,Closed",
        "2,Slow response,Medium,Team Beta,90,Closed",
        "3,Payment timeout,Critical,Team Alpha,250,Escalated",
        "4,Broken link,Low,Team Gamma,60,Closed",
    )
    said = next(finding for finding in report.findings if finding.code == "unit-assumed")
    assert "'resolution_time' (E)" in said.message
    assert "read as hours" in said.message


def test_a_mean_of_answers_is_asked_about_where_points_are_due(tmp_path: Path) -> None:
    report = _csv(tmp_path, "month,tickets,Avg Nps", "2025-01,48,5.52", "2025-02,47,7.05")
    question = next(finding for finding in report.findings if finding.code == "points-or-marks")
    assert "'Avg Nps' (C) holds 5.52, 7.05" in question.message
    known = _csv(tmp_path, "month,tickets,Avg Nps", "2025-01,48,31.5", "2025-02,47,-7")
    assert "points-or-marks" not in _codes(known)


def test_marks_of_quality_checks_are_asked_about(tmp_path: Path) -> None:
    report = _csv(
        tmp_path,
        "quality_id,call_id,quality_score,comment",
        *(f"{i},{i},{mark},Good" for i, mark in enumerate([4.2, 4, 2.7, 3.1, 3.4, 4, 2.6, 4.4], 1)),
    )
    question = next(finding for finding in report.findings if finding.code == "share-or-marks")
    assert "3.7" in question.message
    assert "out of 5" in question.message


def test_counts_of_tickets_are_no_ids_of_records(tmp_path: Path) -> None:
    report = _csv(
        tmp_path, "total_incidents,resolved_incidents,avg_resolution_minutes", "5,4,475.0"
    )
    assert not report.records
    stated = report.stated.set_index("item")["value"]
    assert stated["contact_count"] == 5
    assert stated["resolved_count"] == 4
    assert stated["resolution_time"] == pytest.approx(28_500)


def test_flags_of_rows_are_no_counts_of_what_they_count(tmp_path: Path) -> None:
    figures = [(6, 262, 1), (25, 521, 0), (15, 211, 1), (8, 377, 0), (9, 205, 1), (17, 471, 0)]
    report = _csv(
        tmp_path,
        "date,agent_id,calls_handled,avg_handle_time,resolved,shift",
        *(f"2025-01-{n:02},{n},{a},{b},{c},Evening" for n, (a, b, c) in enumerate(figures, 1)),
    )
    asked = next(finding for finding in report.findings if finding.code == "column-unclear")
    assert "'resolved' (E) holds 1, 0" in asked.message
    assert "resolved_count" not in set(report.stated["item"])
    counted = _csv(
        tmp_path,
        "date,calls_handled,resolved",
        *(f"2025-01-{n:02},{a},{a - c}" for n, (a, _, c) in enumerate(figures, 1)),
    )
    assert "resolved_count" in set(counted.stated["item"])


def test_whole_numbers_under_a_name_like_a_rate_and_its_count_are_asked_about(
    tmp_path: Path,
) -> None:
    report = _csv(tmp_path, "Month,AHT,TRANSF", "2026-01,300,3", "2026-02,310,0", "2026-03,305,6")
    question = next(finding for finding in report.findings if finding.code == "count-or-share")
    assert "'TRANSF' (C) holds 3, 0, 6" in question.message
    named = _csv(tmp_path, "Month,AHT,Transfer rate", "2026-01,300,3", "2026-02,310,4")
    assert "count-or-share" not in _codes(named)


def test_ids_are_no_figures_of_what_the_file_is_named_after(tmp_path: Path) -> None:
    path = tmp_path / "escalations.csv"
    rows = [f"{n},{1000 + 37 * n},Policy,2022-{n:02}-14" for n in range(1, 13)]
    head = "escalation_id,call_id,reason,escalation_date"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    report = import_report(path, load_catalogue())
    assert report.stated.empty


def test_counts_by_day_and_place_are_no_records(tmp_path: Path) -> None:
    places = ["Bari", "Milano", "Roma", "Napoli"]
    report = _csv(
        tmp_path,
        "date,province,calls",
        *(f"2013-01-{7 * week:02},{place},{week}.0" for week in (1, 2, 3) for place in places),
    )
    assert not report.records
    assert report.stated["value"].sum() == 24


def test_counts_of_agents_are_no_flags_of_records(tmp_path: Path) -> None:
    report = _csv(
        tmp_path,
        "idTecnico;especialidad;ticketsResueltos;tiempoTotalMinutos;tiempoPromedioMinutos",
        "T001;Software;12;2400;200,00",
        "T002;Soporte L1;8;1500;187,50",
        "T003;Software;16;3320;207,50",
        "T004;Bases de Datos;5;1130;226,00",
        "T005;Seguridad;10;2105;210,50",
        "T006;Redes;9;1719;191,00",
    )
    assert not report.records
    assert report.stated.groupby("item")["value"].sum()["resolved_count"] == 60


@pytest.mark.parametrize(
    ("heading", "item", "seconds"),
    [
        ("avg_resolution_hours", "resolution_time", 3600.0),
        ("Avg Resolution Hours", "resolution_time", 3600.0),
        ("Avg_First_Response_Minutes", "response_time", 60.0),
        ("resolution days", "resolution_time", 86400.0),
    ],
)
def test_a_unit_stands_for_the_time_in_a_summary(
    tmp_path: Path, heading: str, item: str, seconds: float
) -> None:
    report = _csv(tmp_path, f"month,tickets,{heading}", "2025-01,370,20.5", "2025-02,330,22.5")
    times = report.stated[report.stated["item"] == item]
    assert list(times["value"]) == pytest.approx([20.5 * seconds, 22.5 * seconds])
