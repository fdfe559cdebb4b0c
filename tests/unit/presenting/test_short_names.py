from __future__ import annotations

import pytest

from desktop_app.presenting.short_names import short_name

BACK = "Northwest Customer Experience and Back Office Services GmbH"
CENTRE = "Northwest Customer Experience and Contact Centre Services GmbH"
ALDER = "Alder Support"


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        (ALDER, 13, "Alder Support"),
        (ALDER, 9, "Alder Su…"),
        (ALDER, 7, "Alder…"),
        (BACK, 26, "Northwest … Back Office S…"),
        (CENTRE, 26, "Northwest … Contact Centr…"),
        # No room for the first word beside what tells them apart.
        (BACK, 12, "… Back Offi…"),
        # Enough of both names is seen.
        (BACK, 40, "Northwest Customer Experience and Back…"),
        (CENTRE, 40, "Northwest Customer Experience and Conta…"),
    ],
)
def test_shortened_names_can_be_told_apart(name: str, room: int, shown: str) -> None:
    found = short_name(name, (ALDER, BACK, CENTRE), room)
    assert found == shown
    assert len(found) <= room


def test_a_name_that_is_the_beginning_of_another_stays_cut() -> None:
    assert short_name("Fir Global Services", ("Fir Global Services Asia",), 10) == "Fir Globa…"
    assert short_name("Fir Global Services Asia", ("Fir Global Services",), 16) == "Fir … Asia"
    assert short_name("Abcdefghij1", ("Abcdefghij2",), 6) == "Abcde…"
