"""What the words of a name come to, whatever their language, ending, order and compounding.

"Ø Bearbeitungszeit" and "durchschnittliche Dauer der Bearbeitung", "% de abandono" and "tasa de
abandono", "resuelta" and "resuelto" are the same name; a spelling need stand in the catalogue once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop_app.importing.word_classes import RECORDS

AVERAGE, RATE, TIME, COUNT, IDENTITY = "=average", "=rate", "=time", "=count", "=identity"
ON_TIME = "=on time"
GENERAL = frozenset({AVERAGE, RATE, TIME, COUNT, IDENTITY})
"""What tells no name from another by itself."""
FOR_EACH = frozenset({"per", "pro", "je", "par", "por", "cada"})
"""Words for "each": what stands behind one is what things are counted for."""
_SMALL = frozenset(
    (
        *("in", "on", "at", "to", "as", "by", "per", "and", "de", "du", "des", "d", "l", "la"),
        *("le", "les", "el", "los", "las", "del", "en", "au", "aux", "al", "a", "par", "por"),
        *("je", "pro", "der", "die", "das", "den", "dem", "im", "am", "und", "et", "y", "von"),
        *("beim", "bei", "fur", "pour", "para", "zur", "zum", "un", "una", "une", "s", "sur"),
    )
)
_SAME = {
    AVERAGE: (
        *("average", "o", "ø", "mittel", "mittlere", "mittlerer", "mittleres", "durchschn"),
        *("durchschnitt", "durchschnittlich", "durchschnittliche", "durchschnittlicher"),
        *("moyen", "moyenne", "moy", "medio", "media", "promedio", "prom", "avg"),
        *("gemiddelde", "gemiddeld"),
    ),
    RATE: (
        *("rate", "ratio", "share", "quote", "taux", "tasa", "percent", "prozent", "porcentaje"),
        *("pourcentage", "anteil", "proportion", "proporcion", "indice", "tx"),
        *("taxa", "tasso", "percentuale"),
    ),
    TIME: (
        "time",
        "duration",
        "dur",
        "zeit",
        "dauer",
        "duree",
        "temp",
        "delai",
        "tiempo",
        "duracion",
    ),
    COUNT: ("anzahl", "anz", "count", "cantidad", "cant", "qty", "quantity"),
    IDENTITY: ("nr", "nummer", "num", "numero", "nro"),
    "=first": (
        *("first", "1er", "1ere", "premier", "premiere", "primer", "primera", "primero"),
        *("erste", "ersten", "erster", "erstem"),
    ),
    "nombre": ("nb", "nbre"),
}
_MEANT = {word: concept for concept, words in _SAME.items() for word in words}
_HEADS = {
    "zeit": TIME,
    "dauer": TIME,
    "quote": RATE,
    "rate": RATE,
    "anteil": RATE,
    "anzahl": COUNT,
    "nummer": IDENTITY,
    "nr": IDENTITY,
}
_COMPOUND = re.compile(rf"^([^\W\d_]{{3,}}?)s?({'|'.join(_HEADS)})$")
_WHOLE = frozenset(
    (
        *("accurate", "inaccurate", "separate", "corporate", "generate", "operate", "integrate"),
        *("moderate", "elaborate", "deliberate", "migrate", "concentrate", "celebrate"),
        *("doctorate", "electorate", "directorate"),
    )
)
"""Words that only end like compounds."""
_LONG = 8
_RECORD = "=record"


def compound(word: str) -> tuple[str, str]:
    """Return the parts of a compound such as "bearbeitungszeit", the second ``""`` of others."""
    found = None if word in _WHOLE else _COMPOUND.match(word)
    return (found[1], found[2]) if found else (word, "")


def concepts(words: Sequence[str]) -> tuple[str, ...]:
    """Return what folded words come to, sorted; the same of names that say the same."""
    found: list[str] = []
    for place, word in enumerate(words):
        if word == "number":  # "number of tickets" counts what "ticket number" tells apart
            found.append(IDENTITY if place else COUNT)
        elif place and words[place - 1] in FOR_EACH:  # "hours per ticket", "tickets per hour"
            found += [f"per {one}" for one in _meant_by(word)]
        elif place and words[place - 1] == "on" and word == "time":
            found.append(ON_TIME)
        elif word == "part" and words[place + 1 : place + 2] in (("de",), ("des",), ("d",)):
            found.append(RATE)
        else:
            found += _meant_by(word)
    return tuple(sorted(found))


def of_any_record(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return concepts with one name for calls, tickets, chats: "cases solved", "tickets solved"."""
    if _RECORDS.isdisjoint(found):
        return found
    return tuple(sorted(_RECORD if one in _RECORDS else one for one in found))


def without_average(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return concepts without that of an average."""
    return tuple(one for one in found if one != AVERAGE) if AVERAGE in found else found


@lru_cache(maxsize=16_384)
def _meant_by(word: str) -> tuple[str, ...]:
    """Return what one word comes to; the catalogue's spellings share a few hundred words."""
    if word in _MEANT:
        return (_MEANT[word],)
    if word in _SMALL:
        return ()
    first, head = compound(word)
    return (_stem(first), _HEADS[head]) if head else (_stem(first),)


def _stem(word: str) -> str:
    """Return a word without the endings of gender, number and case."""
    if word.endswith("erin"):
        word = word.removesuffix("in")
    if len(word) > _LONG and word.endswith(("er", "en", "em", "es")) and word[-3] not in "aeiou":
        return word[:-2]
    if len(word) > 4:
        return word.rstrip("aeo") or word
    return word


_RECORDS = frozenset(map(_stem, RECORDS))
