"""What tells the names of files imported together may name their vendors."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.words import Words
from desktop_app.importing.siblings import vendor_beside

WORDS = Words(segments=frozenset({"voice", "chat", "apac"}))


@pytest.mark.parametrize(
    ("file_name", "other", "vendor"),
    [
        ("acme_kpi_2025.xlsx", "borealis_kpi_2025.xlsx", "Acme"),
        ("KPI report Teleserve Jan.xlsx", "KPI report Nord Dialog Feb.xlsx", "Teleserve"),
        ("KPI report nord dialog.xlsx", "KPI report teleserve.xlsx", "Nord Dialog"),
    ],
)
def test_the_part_that_differs_is_the_vendor(file_name: str, other: str, vendor: str) -> None:
    guess = vendor_beside(file_name, ["notes.xlsx", file_name, other], WORDS)
    assert guess is not None
    assert guess.name == vendor
    assert not guess.asked
    assert other in guess.reason


@pytest.mark.parametrize(
    ("file_name", "other"),
    [
        ("kpi_2025-01.xlsx", "kpi_2025-02.xlsx"),
        ("kpi_voice.xlsx", "kpi_chat.xlsx"),
        ("kpi_manila.xlsx", "kpi_cebu.xlsx"),
        ("kpi_calls.xlsx", "kpi_tickets.xlsx"),
        ("kpi_final.xlsx", "kpi_draft.xlsx"),
        ("lumo.xlsx", "vorto.xlsx"),
        ("kpi_lumo.xlsx", "kpi.xlsx"),
    ],
)
def test_other_differences_name_no_vendor(file_name: str, other: str) -> None:
    assert vendor_beside(file_name, [other], WORDS) is None
