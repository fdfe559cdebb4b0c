"""Statuses of work that is decided on: granted and refused are both ends of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.kinds.statuses import STATUSES, class_of
from tests.helpers.workbooks import Rows, import_rows


def _log(status: str, words: list[str]) -> Rows:
    rows: Rows = [["id", "created", status]]
    return rows + [[f"C{n}", f"2025-01-{n + 1:02}", word] for n, word in enumerate(words)]


def _statuses(tmp_path: Path, status: str, words: list[str]) -> tuple[list[str], set[str]]:
    report = import_rows(tmp_path, _log(status, words))
    return [str(one) for one in report.records[0].frame["status"]], {
        one.code for one in report.findings
    }


def test_granted_and_refused_end_the_work_and_are_asked_about(tmp_path: Path) -> None:
    words = ["Approved", "Rejected", "Pending", "Withdrawn", "Settled"]
    read, codes = _statuses(tmp_path, "Status", words)
    assert read == ["closed", "closed", "open", "cancelled", "closed"]
    assert "decisions-closed" in codes


@pytest.mark.parametrize("status", ["Claim status", "loan_status", "Application status"])
def test_of_claims_and_loans_a_refusal_alone_is_a_decision(tmp_path: Path, status: str) -> None:
    read, _ = _statuses(tmp_path, status, ["Declined", "Open", "Closed", "Open", "Closed"])
    assert read == ["closed", "open", "closed", "open", "closed"]


def test_words_put_together_are_read_apart(tmp_path: Path) -> None:
    words = ["EnTraitement", "Resolu", "InProgress", "Resolu"]
    read, _ = _statuses(tmp_path, "Status", words)
    assert read == ["open", "closed", "open", "closed"]


def test_a_rejected_ticket_is_cancelled(tmp_path: Path) -> None:
    words = ["Rejected", "Open", "Closed", "Open", "Closed"]
    read, codes = _statuses(tmp_path, "Ticket status", words)
    assert read == ["cancelled", "open", "closed", "open", "closed"]
    assert "decisions-closed" not in codes


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        (
            "open",
            "In Arbeit|Zu erledigen|Warten auf Kunde|Wiedervorlage|Teilweise geliefert|"
            "À traiter|Affectée|En attente de pièces|Livré partiellement|En relecture|"
            "Esperando a terceros|Derivado|En tramitación|Entregado parcialmente|"
            "Aguardando cliente|Em análise|In lavorazione|Preso in carico|In behandeling|"
            "Wacht op klant|Nicht erledigt|Noch nicht gelöst|Non clôturé|Pas encore traité|"
            "Aún no entregado|Niet opgelost|Not closed|Listo para entrega",
        ),
        (
            "closed",
            "erfolgreich geschlossen|Bezahlt|Abgearbeitet|Reguliert|Versandt|Réglée|Soldé|"
            "Traité|Expédié|Atendida|Tramitado|Pagado|Encerrada|Entregue|Chiuso|Evasa|"
            "Afgehandeld|Opgelost",
        ),
        (
            "cancelled",
            "Zurückgezogen|Abgelehnt|Dublette|Sans suite|Refusée|Doublon|Desestimado|"
            "Rechazada|Annullato|Geannuleerd|Geschlossen - storniert",
        ),
        ("", "nicht bekannt|non renseigné|no aplica|Freigegeben|Erfasst|Übergeben|Notiz"),
    ],
)
def test_statuses_of_other_languages(expected: str, texts: str) -> None:
    words = load_catalogue().words
    for text in texts.split("|"):
        found = class_of(text, words, STATUSES)
        assert (STATUSES[found] if found >= 0 else "") == expected, text
