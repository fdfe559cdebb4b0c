"""Which names that nobody knows are said to be those of measures."""

import pytest

from desktop_app.importing.measure_words import names_measure
from tests.helpers.workbooks import catalogue


@pytest.mark.parametrize(
    "name",
    [
        "Dossiers traités dans les délais",
        "Réclamations pour 1 000 dossiers",
        "Pièces pour 1 000 colis",
        "Dossiers par heure",
        "Taux de zibber",
        "Délais",
        "Courriers traités",
        "Bearbeitete Akten",
        "Kodiergenauigkeit",
        "Outbound dials",
        "Pünktlich geliefert",
        "Fristgerechte Zibber",
        "Beschwerden je 1.000 Anrufe",
        "Vorgänge pro Stunde",
        "Zibberquote",
        "Expedientes a tiempo",
        "Quejas por cada 1.000 llamadas",
        "Expedientes por hora",
        "Zibber resueltos",
    ],
)
def test_measures_of_other_languages(name: str) -> None:
    assert names_measure(catalogue().words, name)


@pytest.mark.parametrize(
    "name", ["Ville", "Wochentag", "Land", "Pays", "Version", "Jahr", "Nom", "Ort", "Sede", "Par"]
)
def test_other_names(name: str) -> None:
    assert not names_measure(catalogue().words, name)
