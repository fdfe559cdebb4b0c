"""Rows named by what a trade works on, and rows whose words say that something else is meant."""

from pathlib import Path

import pytest

from tests.helpers.workbooks import check_accounting, codes, figures, import_rows

MONTHS = ["KPI", "Jan 2026", "Feb 2026"]
AHT = ["AHT (sec)", 300, 310]


@pytest.mark.parametrize(
    ("name", "item", "low"),
    [
        ("Recibos de nómina procesados", "handled_count", 18_200),
        ("Leases abstracted", "handled_count", 640),
        ("ICSRs processed", "handled_count", 1_320),
        ("Checks completed", "handled_count", 3_100),
        ("Erledigte Schäden", "handled_count", 2_377),
        ("Nóminas entregadas a tiempo", "on_time", 0.91),
        ("Delivered on or before due date", "on_time", 0.91),
        ("Fristgerechte Auszahlungen", "on_time", 0.91),
        ("Solicitudes atendidas dentro de SLA", "sla_compliance", 0.91),
        ("% taken in 60 seconds", "service_level", 0.74),
        ("Online bookings confirmed within 2 hours", "sla_compliance", 0.91),
        ("Reports sent back", "rework_rate", 0.012),
        ("Taux de retour pour correction", "rework_rate", 0.022),
        ("Turn time (days)", "tat", 2.0),
        ("Días medios de tramitación", "tat", 12.0),
        ("Contenus modérés", "handled_count", 18_200),
        ("Factures comptabilisées", "handled_count", 18_200),
        ("Siniestros cerrados", "closed_count", 640),
        ("Accounts placed", "received_count", 8_600),
        ("Inquiries handled", "handled_count", 6_400),
        ("Delivered within agreed turnaround", "on_time", 0.91),
        ("Accuracy vs gold standard", "accuracy", 0.97),
        ("Contenus par heure et modérateur", "throughput", 80.5),
        ("Qualified lawyers in the team", "qualifications", 0.66),
        ("Qualified lawyers in the team", "qualified_count", 166),
        ("Annotators with project certification", "certifications", 0.84),
        ("Annotators with project certification", "certified_count", 184),
    ],
)
def test_work_is_known_by_the_words_of_its_trade(
    tmp_path: Path, name: str, item: str, low: float
) -> None:
    rows = [MONTHS, [name, low, low * 1.05], AHT]
    report = import_rows(tmp_path, rows, formats=_percent(low))
    expected = low * 86_400 if item == "tat" else low
    assert figures(report, "item", "period")[item, "2026-01"] == pytest.approx(expected)
    check_accounting(report)


def _percent(low: float) -> dict[tuple[str, str], str]:
    return {("Sheet1", cell): "0.0%" for cell in ("B2", "C2")} if low < 1 else {}


@pytest.mark.parametrize("name", ["Taux de retour", "Taux de retour des colis"])
def test_what_comes_back_is_asked_about_where_nothing_says_that_it_is_answers(
    tmp_path: Path, name: str
) -> None:
    report = import_rows(tmp_path, [MONTHS, [name, 0.3, 0.31], AHT])
    assert set(report.stated["item"]) == {"aht"}
    assert "row-unclear" in codes(report)


@pytest.mark.parametrize(
    "name", ["Qualified lawyers", "Analysts with degree", "Annotators with project certification"]
)
def test_whether_so_many_people_are_a_count_or_a_share_is_asked(tmp_path: Path, name: str) -> None:
    report = import_rows(tmp_path, [MONTHS, [name, 42, 43], AHT])
    assert "count-or-share" in codes(report)


def test_a_row_called_sla_is_a_kpi_where_it_is_measured(tmp_path: Path) -> None:
    rows = [MONTHS, ["SLA", 0.95, 0.96], ["CSAT", 0.8, 0.81], AHT]
    found = figures(import_rows(tmp_path, rows), "item", "period")
    assert found["sla_compliance", "2026-02"] == 0.96
    assert found["csat", "2026-02"] == 0.81


def test_a_row_called_sla_that_never_changes_is_what_was_agreed(tmp_path: Path) -> None:
    rows = [MONTHS, ["CSAT", 0.8, 0.81], AHT, ["SLA", 320, 320]]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) == {"csat", "aht"}
