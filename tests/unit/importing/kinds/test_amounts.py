"""In what a text says that amounts are: size, currency, and whether it says anything else."""

from __future__ import annotations

import pytest

from desktop_app.importing.kinds.amounts import amount_unit
from tests.helpers.typed_columns import words


@pytest.mark.parametrize(
    ("text", "size", "currency"),
    [
        ("£000", "thousands", "GBP"),
        ("£'000", "thousands", "GBP"),
        ("USD '000", "thousands", "USD"),
        ("T€", "thousands", "EUR"),
        ("TEUR", "thousands", "EUR"),
        ("kEUR", "thousands", "EUR"),
        ("in k€", "thousands", "EUR"),
        ("Mio. EUR", "millions", "EUR"),
        ("USD mn", "millions", "USD"),
        ("US$m", "millions", "USD"),
        ("$bn", "billions", "USD"),
        ("INR lakh", "lakhs", "INR"),
        ("Rs. Cr", "crores", "INR"),
        ("000s", "thousands", ""),
        ("CHF", "", "CHF"),
    ],
)
def test_a_unit_alone(text: str, size: str, currency: str) -> None:
    found = amount_unit(text, words())
    assert (found.size, found.currency, found.alone) == (size, currency, True)


@pytest.mark.parametrize(
    ("text", "size", "currency"),
    [
        ("Total cost (£000)", "thousands", "GBP"),
        ("Gesamtkosten T€", "thousands", "EUR"),
        ("Alle Angaben in Tsd. EUR", "thousands", "EUR"),
        ("Montants en milliers d'euros", "thousands", "EUR"),
        ("Importes en millones de USD", "millions", "USD"),
        ("Revenue 2026 (in thousands)", "thousands", ""),
        ("Figures in USD", "", "USD"),
        ("Total cost 2026 USD mn", "millions", "USD"),
        ("Total cost Q1 (USD k)", "thousands", "USD"),
        # Amounts and numbers of their own, and words that only look like units.
        ("Acme saved $2m in 2025", "", ""),
        ("Cost per 1,000 contacts", "", ""),
        ("Try our services", "", ""),
        ("Thousands of happy customers", "", ""),
    ],
)
def test_a_unit_in_a_sentence(text: str, size: str, currency: str) -> None:
    found = amount_unit(text, words())
    assert (found.size, found.currency, found.alone) == (size, currency, False)
