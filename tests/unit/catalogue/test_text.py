import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.catalogue.text import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  First  Call\nResolution ", "first call resolution"),
        ("FCR %", "fcr percent"),
        ("FCR%*", "fcr percent"),
        ("C-Sat", "c sat"),
        ("response_time_minutes", "response time minutes"),
        ("A&E attendances", "a and e attendances"),
        ("# of calls", "number of calls"),
        ("№ 5", "number 5"),
        ("Lumo \n[note 1]", "lumo"),
        ("As of 31 March 2020 [b]", "as of 31 march 2020"),
        ("AHT¹", "aht"),
        ("CSAT†", "csat"),
        ("Lösungszeit (Std.)", "losungszeit std"),
        ("Straße", "strasse"),
        ("Résolution au 1er contact", "resolution au 1er contact"),
        ("taux d’abandon", "taux d abandon"),
        ("ＦＵＬＬ width", "full width"),
        ("CLV ($)", "clv $"),
        ("3,50€", "3 50 €"),
        ("Cost / contact", "cost contact"),
        ("✓", "yes"),
        ("✗", "no"),
        ("Ø Zeit", "ø zeit"),
        ("∅ Zeit", "ø zeit"),
        ("‰", "per mille"),
    ],
)
def test_normal_form(text, expected):
    assert normalise(text) == expected


@pytest.mark.parametrize("text", ["", " ", "-", "–", "*", "[z]", "[x]", "...", "?", "[note 12]"])
def test_nothing_of_a_word(text):
    assert normalise(text) == ""


@given(st.text())
@example("İ")
@example("ŉ ǰ ΐ")
@example("％＆")
@example("㎳ ℃ ½")
@example("［note １］")
def test_twice_is_once(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_does_not_matter(text):
    assert normalise(text.upper()) == normalise(text.lower())


@given(st.text())
def test_single_spaces_and_no_edges(text):
    assert normalise(text) == " ".join(normalise(text).split())


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_take_the_same_way_as_all_others(text):
    assert normalise(text) == normalise(text + " \N{EM DASH}")
