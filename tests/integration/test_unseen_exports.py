"""Exports in the style of common systems, in four languages; truth is counted from their rows."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.measured import Measured

START = dt.datetime(2026, 1, 5, 8, 0)
SIZE = 60


def moments(hours: int = 5) -> list[dt.datetime]:
    pick = random.Random(hours)
    return [START + dt.timedelta(hours=hours * n, minutes=pick.randrange(60)) for n in range(SIZE)]


def mean_seconds(pairs: list[tuple[dt.datetime, dt.datetime | None]]) -> float:
    known = [(end - start).total_seconds() for start, end in pairs if end is not None]
    return sum(known) / len(known)


def tickets(states: dict[str, list[str]]) -> list[tuple[str, dt.datetime, dt.datetime | None, str]]:
    """Return tickets: id, opened, closed and the state in the words given for each class."""
    pick, found = random.Random(1), []
    for number, opened in enumerate(moments()):
        kind = pick.choice(["closed"] * 6 + ["open", "cancelled"])
        end = opened + dt.timedelta(minutes=pick.randrange(9, 5000)) if kind == "closed" else None
        found.append((f"K{number:05d}", opened, end, pick.choice(states[kind])))
    return found


TICKETS = [
    (
        ["Ticket ID", "Created at", "Solved at", "Status"],
        {"closed": ["Solved", "Closed"], "open": ["On-hold", "Pending"], "cancelled": ["Deleted"]},
    ),
    (
        ["Case Number", "Opened", "Resolved", "State"],
        {
            "closed": ["Closed", "6 - Resolved"],
            "open": ["Awaiting Customer", "2 - In Progress"],
            "cancelled": ["Canceled"],
        },
    ),
    (
        ["Ticketnr.", "Erstellt am", "Gelöst am", "Bearbeitungsstand"],
        {
            "closed": ["Gelöst", "Erledigt"],
            "open": ["Wartet auf Kunde"],
            "cancelled": ["Storniert"],
        },
    ),
    (
        ["N° de dossier", "Date d'ouverture", "Date de résolution", "État"],
        {"closed": ["Résolu", "Clôturé"], "open": ["En attente client"], "cancelled": ["Annulé"]},
    ),
    (
        ["N.º de caso", "Fecha de apertura", "Fecha de cierre", "Situación"],
        {"closed": ["Cerrado", "Resuelto"], "open": ["En espera"], "cancelled": ["Cancelado"]},
    ),
]


@pytest.mark.parametrize(("heading", "states"), TICKETS, ids=lambda v: v[0] if v is list else "")
def test_tickets_with_their_states(
    tmp_path: Path, heading: list[str], states: dict[str, list[str]]
) -> None:
    log = tickets(states)
    read = Measured(tmp_path, {"export.xlsx": {"Tickets": [heading, *log]}})
    worked = [row for row in log if row[3] not in states["cancelled"]]
    closed = [row for row in worked if row[3] in states["closed"]]
    assert read.value("resolution_rate") == pytest.approx(len(closed) / len(worked))
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(
        mean_seconds([(row[1], row[2]) for row in log])
    )
    told = read.found("cancelled-left-out")[0].message
    assert told.startswith(f"{len(log) - len(worked)} of {len(log)} ")


CALLS = [
    (
        ["Call ID", "Date", "Time", "Queue Wait (s)", "Talk (s)", "Hold (s)", "ACW (s)"],
        "Disposition",
        {"taken": "Answered", "gone": "Abandoned", "missed": "Voicemail"},
    ),
    (
        ["Interaction ID", "Date", "Start Time", "Wait Time (s)", "Talk Time (s)", "Hold (s)",
         "Wrap Up (s)"],
        "Status",
        {"taken": "Connected", "gone": "Hung up in queue", "missed": "Missed"},
    ),
    (
        ["Anruf-ID", "Datum", "Uhrzeit", "Wartezeit (Sek.)", "Gesprächsdauer (Sek.)",
         "Haltezeit (Sek.)", "Nachbearbeitung (Sek.)"],
        "Ergebnis",
        {"taken": "Angenommen", "gone": "Aufgelegt", "missed": "Verpasst"},
    ),
    (
        ["ID appel", "Date d'appel", "Heure d'appel", "Temps d'attente (s)",
         "Durée de conversation (s)", "Mise en attente (s)", "Post-appel (s)"],
        "Résultat de l'appel",
        {"taken": "Répondu", "gone": "Abandonné", "missed": "Messagerie vocale"},
    ),
    (
        ["ID de llamada", "Fecha", "Hora", "Tiempo de espera (s)", "Tiempo de conversación (s)",
         "Tiempo de retención (s)", "Tiempo ACW (s)"],
        "Resultado de la llamada",
        {"taken": "Atendida", "gone": "Abandonada", "missed": "Buzón de voz"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "ended", "words"), CALLS)
def test_calls_by_how_they_ended(
    tmp_path: Path, heading: list[str], ended: str, words: dict[str, str]
) -> None:
    pick = random.Random(2)
    log: list[list[Any]] = []
    for number, when in enumerate(moments()):
        how = pick.choice(["taken"] * 8 + ["gone", "gone", "missed"])
        taken = how == "taken"
        times = [pick.randrange(60, 600), pick.randrange(60), pick.randrange(5, 90)]
        times = [size if taken else 0 for size in times]
        start = [f"C-{number:05d}", when.date(), when.time(), pick.randrange(2, 90)]
        log.append([*start, *times, words[how]])
    read = Measured(tmp_path, {"calls.xlsx": {"Calls": [[*heading, ended], *log]}})
    taken_calls = [row for row in log if row[7] == words["taken"]]
    gone = sum(row[7] == words["gone"] for row in log)
    quick = sum(row[3] <= 20 for row in taken_calls)
    assert read.value("answer_rate") == pytest.approx(len(taken_calls) / SIZE)
    assert read.value("abandonment", "all") == pytest.approx(gone / SIZE)
    assert read.value("service_level", "answered_20s_of_offered") == pytest.approx(quick / SIZE)
    handled = sum(sum(row[4:7]) for row in taken_calls)
    assert read.value("aht", "full") == pytest.approx(handled / len(taken_calls))


FLAGS = [
    ("FCR", ["Y", "N"]),
    ("First Contact Resolution", ["Yes", "No"]),
    ("FCR Flag", [1, 0]),
    ("Resolved on 1st call", [True, False]),
    ("FCR Status", ["Resolved", "Not Resolved"]),
    ("FCR", ["First Call", "Repeat"]),
    ("Resolved First Contact", ["TRUE", "FALSE"]),
    ("Gelöst beim Erstkontakt", ["Ja", "Nein"]),
    ("Erstlösung", ["J", "N"]),
    ("Résolu au 1er contact", ["Oui", "Non"]),
    ("Resuelto en primer contacto", ["Sí", "No"]),
]


@pytest.mark.parametrize(("heading", "words"), FLAGS)
def test_flags_of_the_first_contact(tmp_path: Path, heading: str, words: list[Any]) -> None:
    pick = random.Random(3)
    log = [[f"T{n:04d}", when, words[pick.random() < 0.3]] for n, when in enumerate(moments())]
    read = Measured(tmp_path, {"log.xlsx": {"Log": [["Ticket ID", "Created", heading], *log]}})
    solved = sum(row[2] == words[0] for row in log)
    assert read.value("fcr", "agent_logged") == pytest.approx(solved / SIZE)


SAID = [
    ("Was your issue resolved on the first contact?", ["Yes", "No"], "fcr"),
    ("Did we resolve your issue the first time?", ["Yes", "Partially"], "fcr"),
    ("Wurde Ihr Anliegen beim ersten Kontakt gelöst?", ["Ja", "Nein"], "fcr"),
    ("Votre demande a-t-elle été résolue au premier contact ?", ["Oui", "Non"], "fcr"),
    ("¿Se resolvió su problema en el primer contacto?", ["Sí", "No"], "fcr"),
    ("Was your issue resolved?", ["Yes", "No"], "resolution_rate"),
    ("Wurde Ihr Anliegen gelöst?", ["Ja", "Nein"], "resolution_rate"),
]


@pytest.mark.parametrize(("heading", "words", "kpi"), SAID)
def test_what_customers_answer_is_their_word(
    tmp_path: Path, heading: str, words: list[str], kpi: str
) -> None:
    """And solved is not solved at the first contact, unless the question says so."""
    pick = random.Random(5)
    log = [[f"R-{n:04d}", when, words[pick.random() < 0.3]] for n, when in enumerate(moments())]
    rows = [["Response ID", "Date", heading], *log]
    read = Measured(tmp_path, {"survey.xlsx": {"Answers": rows}})
    said = sum(row[2] == words[0] for row in log)
    assert read.value(kpi, "survey") == pytest.approx(said / SIZE)
    others = read.frame[read.frame["kpi"].isin(["fcr", "resolution_rate"])]
    assert set(others["kpi"]) == {kpi}


SURVEYS = [
    (
        ["ResponseId", "RecordedDate", "Overall, how satisfied were you with the service?",
         "How likely are you to recommend us to a friend or colleague?"],
        ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied",
         "Very satisfied"],
    ),
    (
        ["Umfrage-ID", "Datum der Befragung", "Gesamtzufriedenheit",
         "Weiterempfehlungsbereitschaft (0-10)"],
        ["Sehr unzufrieden", "Unzufrieden", "Neutral", "Zufrieden", "Sehr zufrieden"],
    ),
    (
        ["N° enquête", "Date de l'enquête", "Satisfaction globale", "Recommandation (0 à 10)"],
        ["Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait"],
    ),
    (
        ["ID encuesta", "Fecha", "Nivel de satisfacción", "¿Nos recomendaría? (0-10)"],
        ["Muy insatisfecho", "Insatisfecho", "Neutral", "Satisfecho", "Muy satisfecho"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "words"), SURVEYS)
def test_surveys_marked_in_words(tmp_path: Path, heading: list[str], words: list[str]) -> None:
    pick = random.Random(4)
    log = [
        [f"R-{n:04d}", when, pick.choice(words), pick.randrange(11)]
        for n, when in enumerate(moments())
    ]
    read = Measured(tmp_path, {"survey.xlsx": {"Answers": [heading, *log]}})
    assert read.value("csat", "top_two_box") == sum(row[2] in words[3:] for row in log) / SIZE
    points = sum((row[3] >= 9) - (row[3] <= 6) for row in log)
    assert read.value("nps", "nps_0_10") == pytest.approx(100 * points / SIZE)


def test_good_and_bad_are_marks_and_asked_about(tmp_path: Path) -> None:
    pick = random.Random(5)
    log = [
        [n, when, pick.choice(["Good", "Good", "Bad", "Offered"])]
        for n, when in enumerate(moments())
    ]
    read = Measured(
        tmp_path, {"csat.xlsx": {"A": [["Ticket ID", "Rated at", "Satisfaction"], *log]}}
    )
    good, bad = (sum(row[2] == word for row in log) for word in ("Good", "Bad"))
    assert read.value("csat", "top_two_box") == pytest.approx(good / (good + bad))
    assert read.found("score-words")


EVALUATIONS = [
    (["Evaluation ID", "Evaluation Date", "Agent Name", "Overall Score (%)", "Compliance"],
     ["Pass", "Fail"]),
    (["Bewertungs-ID", "Bewertungsdatum", "Mitarbeiter", "Qualitätswert (%)", "Konform"],
     ["Ja", "Nein"]),
    (["Grille n°", "Date évaluation", "Conseiller", "Note qualité (%)", "Conforme"],
     ["Oui", "Non"]),
    (["ID monitoreo", "Fecha de monitoreo", "Asesor", "Puntaje (%)", "Cumplimiento"],
     ["Sí", "No"]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "words"), EVALUATIONS)
def test_quality_checks_whose_ids_sound_like_the_figure(
    tmp_path: Path, heading: list[str], words: list[str]
) -> None:
    pick = random.Random(6)
    log = [
        [f"QA-{n:04d}", when, f"Agent {n % 7}", pick.randrange(60, 101), pick.choice(words)]
        for n, when in enumerate(moments())
    ]
    read = Measured(tmp_path, {"qa.xlsx": {"Checks": [heading, *log]}})
    assert read.value("qa_score") == pytest.approx(sum(row[3] for row in log) / 100 / SIZE)
    assert read.value("compliance_rate") == sum(row[4] == words[0] for row in log) / SIZE


PROJECTS = [
    (["Project ID", "Client", "Start Date", "Due Date", "Delivery Date", "Status",
      "Items Checked", "Errors Found", "Rework Required"],
     {"done": "Delivered", "open": "In progress", "gone": "Cancelled", True: "Yes", False: "No"}),
    (["Projektnummer", "Kunde", "Auftragseingang", "Liefertermin", "Geliefert am", "Status",
      "Geprüfte Dokumente", "Fehler", "Nacharbeit"],
     {"done": "Geliefert", "open": "In Bearbeitung", "gone": "Storniert", True: "Ja",
      False: "Nein"}),
    (["N° projet", "Client", "Date de réception", "Date d'échéance", "Date de livraison",
      "Statut", "Documents contrôlés", "Erreurs", "Reprise"],
     {"done": "Livré", "open": "En cours", "gone": "Annulé", True: "Oui", False: "Non"}),
    (["ID proyecto", "Cliente", "Fecha de recepción", "Fecha de vencimiento",
      "Fecha de entrega", "Estado", "Documentos revisados", "Errores", "Retrabajo"],
     {"done": "Entregado", "open": "En curso", "gone": "Cancelado", True: "Sí", False: "No"}),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "words"), PROJECTS)
def test_projects(tmp_path: Path, heading: list[str], words: dict[object, str]) -> None:
    pick, log = random.Random(7), []
    for number, when in enumerate(moments(7)):
        state = pick.choice(["done"] * 8 + ["open", "gone"])
        start = when.date()
        end = start + dt.timedelta(days=pick.randrange(3, 11)) if state == "done" else None
        back = words[pick.random() < 0.3] if end else None
        name, client = f"PRJ-{number:03d}", f"Client {number % 4}"
        quality = [pick.randrange(50, 200), pick.randrange(5), back]
        due = start + dt.timedelta(days=7)
        log.append([name, client, start, due, end, words[state], *quality])
    read = Measured(tmp_path, {"projects.xlsx": {"Projects": [heading, *log]}})
    done = [row for row in log if row[4]]
    days = sum((row[4] - row[2]).days for row in done)
    assert read.value("tat", "mean_calendar") == pytest.approx(86_400 * days / len(done))
    assert read.value("rework_rate") == sum(row[8] == words[True] for row in done) / len(done)
    wrong, checked = (sum(row[place] for row in log) for place in (7, 6))
    assert read.value("accuracy", "per_item") == pytest.approx(1 - wrong / checked)
    today = max([row[4] for row in done] + [row[2] for row in log])
    due = [row for row in log if row[5] != words["gone"] and (row[4] or row[3] < today)]
    punctual = sum(bool(row[4] and row[4] <= row[3]) for row in due)
    assert read.value("on_time", "due") == pytest.approx(punctual / len(due))


AGENT_DAYS = [
    ["Date", "Agent", "Scheduled Hours", "Logged-in Hours", "Handling Time (hours)",
     "Contacts Handled"],
    ["Datum", "Mitarbeiter", "Geplante Stunden", "Anmeldezeit (Std.)", "Bearbeitungszeit (Std.)",
     "Bearbeitete Kontakte"],
]  # fmt: skip


@pytest.mark.parametrize("heading", AGENT_DAYS)
def test_agent_days(tmp_path: Path, heading: list[str]) -> None:
    pick = random.Random(8)
    log = [
        [START.date() + dt.timedelta(days=day), f"A{agent}", 8.0, pick.randrange(70, 80) / 10,
         pick.randrange(30, 60) / 10, pick.randrange(20, 60)]
        for agent in range(6)
        for day in range(8)
    ]  # fmt: skip
    read = Measured(tmp_path, {"wfm.xlsx": {"Agents": [heading, *log]}})
    logged, busy, items = (sum(row[place] for row in log) for place in (3, 4, 5))
    assert read.value("occupancy") == pytest.approx(busy / logged)
    assert read.value("aht", "full") == pytest.approx(3600 * busy / items)


STAFF = [
    (["Employee ID", "Name", "Role", "Years of Experience", "Certified", "Qualified"],
     ["Yes", "No"]),
    (["Personalnummer", "Name", "Rolle", "Berufserfahrung (Jahre)", "Zertifiziert",
      "Qualifiziert"], ["Ja", "Nein"]),
    (["Matricule", "Nom", "Fonction", "Années d'expérience", "Certifié", "Qualifié"],
     ["Oui", "Non"]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "words"), STAFF)
def test_staff(tmp_path: Path, heading: list[str], words: list[str]) -> None:
    pick = random.Random(9)
    log = [
        [f"E{n:03d}", f"Name {n}", "Analyst", pick.randrange(1, 15), *pick.choices(words, k=2)]
        for n in range(30)
    ]
    read = Measured(tmp_path, {"staff.xlsx": {"Staff": [heading, *log]}})
    assert read.value("experience") == pytest.approx(sum(row[3] for row in log) / 30)
    assert read.value("certifications") == sum(row[4] == words[0] for row in log) / 30
    assert read.value("qualifications") == sum(row[5] == words[0] for row in log) / 30


INVOICES = [
    ["Invoice No.", "Invoice Date", "PO Number", "Hours", "Net Amount (EUR)"],
    ["Rechnungsnr.", "Rechnungsdatum", "Bestellnummer", "Stunden", "Nettobetrag (EUR)"],
    ["N° facture", "Date facture", "N° commande", "Heures", "Montant HT (EUR)"],
    ["N.º factura", "Fecha factura", "Pedido", "Horas", "Importe neto (EUR)"],
]


@pytest.mark.parametrize("heading", INVOICES)
def test_invoices(tmp_path: Path, heading: list[str]) -> None:
    pick = random.Random(10)
    log = [
        [f"INV-{n:04d}", when.date(), f"P{n % 9}", pick.randrange(9, 80), pick.randrange(400, 4000)]
        for n, when in enumerate(moments())
    ]
    read = Measured(tmp_path, {"invoices.xlsx": {"Lines": [heading, *log]}})
    hours, money = (sum(row[place] for row in log) for place in (3, 4))
    assert read.value("cost_per_hour", "billed") == pytest.approx(money / hours)
    assert read.row("cost_per_hour", "billed")["currency"] == "EUR"


def test_numbers_that_cannot_be_and_dates_far_off_are_left_out(tmp_path: Path) -> None:
    pick = random.Random(11)
    log: list[list[Any]] = [
        [
            f"T{n:04d}",
            when,
            when + dt.timedelta(hours=pick.randrange(1, 60)),
            pick.randrange(60, 900),
        ]
        for n, when in enumerate(moments(9))
    ]
    log[3][3], log[9][3] = -45, 999_999
    log[12][2], log[20][2] = dt.datetime(2062, 3, 1), dt.datetime(1900, 1, 5)
    log[25][2] = log[25][1] - dt.timedelta(days=3)
    heading = ["Ticket ID", "Created", "Resolved at", "Handle time (s)"]
    read = Measured(tmp_path, {"log.xlsx": {"T": [heading, *log]}})
    times = [row[3] for n, row in enumerate(log) if n not in (3, 9)]
    assert read.value("aht", "full") == pytest.approx(sum(times) / len(times))
    sane = [(row[1], row[2]) for n, row in enumerate(log) if n not in (12, 20, 25)]
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(mean_seconds(sane))
    assert [f.cells for f in read.found("value-absurd")] == ["C14,C22", "D5,D11"]
    assert [f.cells for f in read.found("dates-reversed")] == ["B27,C27"]


def test_times_to_dates_without_a_time_of_day_are_whole_days(tmp_path: Path) -> None:
    pick = random.Random(12)
    log = [
        [f"T{n:04d}", when, when.date() + dt.timedelta(days=pick.randrange(4))]
        for n, when in enumerate(moments())
    ]
    heading = ["Ticket ID", "Created at", "Resolved date"]
    read = Measured(tmp_path, {"log.xlsx": {"T": [heading, *log]}})
    days = [(row[2] - row[1].date()).days for row in log]
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(
        86_400 * sum(days) / SIZE
    )
    assert "Resolved at has no time of day" in read.found("whole-days")[0].message
    assert not read.found("dates-reversed")


def test_how_often_is_yes_or_no_and_a_code_is_neither(tmp_path: Path) -> None:
    pick = random.Random(13)
    log = [
        [f"T{n:04d}", when, "Closed", pick.choice([0, 0, 1, 2, 3]), pick.choice([0, 1, 9])]
        for n, when in enumerate(moments())
    ]
    heading = ["Ticket ID", "Created at", "Status", "Reopens", "Escalated"]
    read = Measured(tmp_path, {"log.xlsx": {"T": [heading, *log]}})
    assert read.value("reopen_rate") == pytest.approx(sum(row[3] > 0 for row in log) / SIZE)
    told = [row[4] for row in log if row[4] != 9]
    assert read.value("escalation_rate") == pytest.approx(sum(told) / len(told))


def test_nacharbeit_is_rework_over_yes_and_no_and_wrap_up_over_seconds(tmp_path: Path) -> None:
    pick = random.Random(14)
    log = [
        [f"A{n:04d}", when, pick.randrange(60, 400), pick.randrange(5, 90)]
        for n, when in enumerate(moments())
    ]
    heading = ["Anruf-ID", "Datum", "Gesprächszeit (s)", "Nacharbeit (s)"]
    read = Measured(tmp_path, {"a.xlsx": {"T": [heading, *log]}})
    assert read.value("aht", "full") == pytest.approx(sum(r[2] + r[3] for r in log) / SIZE)


def test_a_state_of_a_country_is_none_of_a_ticket(tmp_path: Path) -> None:
    pick = random.Random(15)
    log = [
        [f"T{n:04d}", when, pick.choice(["New York", "Texas", "Ohio"]), pick.choice(["Y", "N"])]
        for n, when in enumerate(moments())
    ]
    read = Measured(tmp_path, {"a.xlsx": {"T": [["Ticket ID", "Created", "State", "FCR"], *log]}})
    assert set(read.evidence.records[0].columns) == {
        "record_id", "created_at", "state", "resolved_first_contact",
    }  # fmt: skip
