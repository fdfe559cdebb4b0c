"""Words that nobody knows in the names of figures: what is worked on, and no other measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import TAKEN
from tests.helpers.workbooks import catalogue, import_rows


def _means(text: str) -> str:
    found = Names.of(catalogue()).items(text)
    return found[0].id if found and found[0].confidence >= TAKEN else ""


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Alerts closed", "closed_count"),
        ("Pallets received", "received_count"),
        ("Blogs rejected", "rework_count"),
        ("Geprüfte Stromzähler", "checked_count"),
        ("Compteurs traités", "handled_count"),
        ("Payrolls released on time", "on_time"),
        ("Database locks on schedule", "on_time"),
        ("Proofs delivered on schedule", "on_time"),
        ("Average years of sector experience", "experience"),
        ("Average days to settle a claim", "tat"),
        ("Copy to proof (days)", "tat"),
        ("Days from receipt to payment", "tat"),
        ("Average time to hire (days)", ""),
        ("Deliverables accepted first time", "correct_count"),
        ("Anwenderzufriedenheit (1–5)", "csat"),
        ("Mitarbeiterzufriedenheit", ""),
        ("Researchers holding a professional certificate %", "certifications"),
        ("Staff with master's degree %", "qualifications"),
        ("Reports delivered late", "late_rate"),
        ("Late deliveries", ""),
        ("Miles driven", ""),
        ("New joiners", ""),
        ("Adherence of the wombats %", ""),
        ("Target pallets received", ""),
    ],
)
def test_what_is_worked_on_needs_no_list(name: str, meaning: str) -> None:
    assert _means(name) == meaning


def _read(folder: Path, *rows: list[object]) -> tuple[set[str], dict[str, Severity]]:
    table = [["KPI", "Jan 2026", "Feb 2026", "Mar 2026"], *rows, ["NPS", 30, 31, 32]]
    report = import_rows(folder, table, "Acme Services.xlsx")
    said = {
        str(row[0]): finding.severity
        for row in rows
        for finding in report.findings
        if f"'{row[0]}'" in finding.message
    }
    return set(report.stated["item"]) - {"nps"}, said


@pytest.mark.parametrize(
    ("name", "cells", "item"),
    [
        ("Alerts closed", [7199, 7248, 7313], "closed_count"),
        ("Reviewer utilisation", [0.762, 0.763, 0.761], "utilization"),
        ("Payrolls released on time", [1, 0.99, 1], "on_time"),
        ("Average years of sector experience", [6.2, 6.0, 6.1], "experience"),
    ],
)
def test_the_only_meaning_is_taken_with_a_warning(
    tmp_path: Path, name: str, cells: list[object], item: str
) -> None:
    assert _read(tmp_path, [name, *cells]) == ({item}, {name: Severity.WARNING})


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Reviewer utilisation", [76.2, 76.3, 17600]),
        ("Previous utilisation of wombats", [0.762, 0.763, 0.761]),
    ],
)
def test_values_of_something_else_are_not_taken(
    tmp_path: Path, name: str, cells: list[object]
) -> None:
    items, said = _read(tmp_path, [name, *cells])
    assert not items & {"utilization", "on_time"}
    assert said[name] is not Severity.INFO


@pytest.mark.parametrize("cells", [[22, 16, 17], [286, 277, 239]])
def test_whole_numbers_on_time_are_counts(tmp_path: Path, cells: list[object]) -> None:
    items, _ = _read(tmp_path, ["Batches on time", *cells], ["Batches delivered", 320, 310, 300])
    assert items == {"delivered_on_time_count", "delivered_count"}


def test_a_guess_beside_the_sure_name_of_the_same_is_asked(tmp_path: Path) -> None:
    rows: tuple[list[object], ...] = (
        ["Tickets closed", 900, 910, 920],
        ["Pallets closed", 12, 14, 9],
    )
    items, said = _read(tmp_path, *rows)
    assert len(items) == 1
    assert said["Pallets closed"] is Severity.QUESTION


def test_a_share_under_a_columns_likely_name_is_taken_with_a_warning(tmp_path: Path) -> None:
    rows = [
        ["Acme Services"],
        [],
        ["Quarter", "Charts coded", "Reviewer utilisation", "Turnaround met"],
        ["Q1 2025", 100, 0.76, 0.96],
        ["Q2 2025", 120, 0.77, 0.97],
    ]
    report = import_rows(tmp_path, rows, "Acme Services.xlsx")
    assert set(report.stated["item"]) == {"handled_count", "utilization", "on_time"}
    said = [f.severity for f in report.findings if "'Reviewer utilisation'" in f.message]
    assert said == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Incidencias resueltas en plazo %", "on_time"),
        ("Tickets closed on time %", "on_time"),
        ("Incidencias resueltas %", "resolution_rate"),
    ],
)
def test_what_was_done_in_time_is_not_what_was_done(name: str, meaning: str) -> None:
    assert _means(name) == meaning


def test_what_a_piece_of_work_costs_is_shown_as_a_guess(tmp_path: Path) -> None:
    name = "Average fee per search (USD)"
    assert _read(tmp_path, [name, 889, 921, 905]) == (
        {"cost_per_contact"},
        {name: Severity.WARNING},
    )


def test_beside_what_was_audited_no_unknown_thing_is_a_volume(tmp_path: Path) -> None:
    rows: tuple[list[object], ...] = (
        ["Invoices audited", 22_964, 21_300, 23_000],
        ["Exceptions raised", 888, 746, 800],
    )
    items, said = _read(tmp_path, *rows)
    assert items == {"audited_count"}
    assert set(said.values()) == {Severity.QUESTION}
