"""What a column or row can mean: the choices with title and definition, and searching them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import later, tr
from desktop_app.importing.mappings import document

NOT_USED = later("Not used")
_PARTS: dict[str, tuple[str, str]] = {
    document.UNUSED: (NOT_USED, later("Set aside: nothing is read from it.")),
    document.LABEL: (
        later("Names of KPIs"),
        later("Its cells name what the figures of their rows are."),
    ),
    document.VALUE: (later("Figures"), later("Figures of what its row, or the table, names.")),
    document.PERIOD: (
        later("Period"),
        later("Months, quarters or years that the figures belong to."),
    ),
    document.SEGMENT: (
        later("Segment"),
        later("Channel, region, queue: a part of the vendor's work."),
    ),
    document.TARGET: (later("Target"), later("What was agreed, not what was reached.")),
    document.UNIT: (later("Unit"), later("In which unit the figures of its rows are.")),
    document.TOTAL: (
        later("Total"),
        later("Sums or averages of other cells; never counted again."),
    ),
    document.NOTE: (later("Note"), later("Remarks, status words, trends: nothing to measure.")),
}
_CLOSE = 70.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning to choose.

    `id` is that of a KPI or field, or a part of `mappings.document`; `group` heads the list it
    stands in; `spellings` are normalised and searched.
    """

    id: str
    title: str
    about: str
    group: str
    spellings: tuple[str, ...] = ()


def choices(catalogue: Catalogue) -> tuple[Choice, ...]:
    """Return all meanings: parts of a table first, then KPIs, then fields."""
    parts = [
        Choice(part, tr(title), tr(about), tr("Parts of a table"), (normalise(title),))
        for part, (title, about) in _PARTS.items()
    ]
    kpis = [
        Choice(one.id, one.title, one.description, tr("KPIs"), _spellings(one.id, one.aliases))
        for one in catalogue.kpis.values()
    ]
    fields = [
        Choice(
            one.id,
            one.title,
            one.description,
            tr("Fields of logs, counts and sums"),
            _spellings(one.id, one.aliases),
        )
        for one in catalogue.fields.values()
        if one.id not in _PARTS and one.id not in catalogue.kpis
    ]
    return (*parts, *kpis, *fields)


def find_choices(all_choices: tuple[Choice, ...], text: str) -> list[Choice]:
    """Return the choices that fit what was typed, the best first; all for nothing typed."""
    wanted = normalise(text)
    if not wanted:
        return list(all_choices)
    scored = [(_score(choice, wanted), choice) for choice in all_choices]
    fitting = [pair for pair in scored if pair[0] >= _CLOSE]
    return [choice for _, choice in sorted(fitting, key=lambda pair: -pair[0])]


def meaning_title(meaning: str, catalogue: Catalogue | None) -> str:
    """Return what a meaning is called on screen."""
    if catalogue is not None and meaning in catalogue.kpis:
        return catalogue.kpis[meaning].title
    if catalogue is not None and meaning in catalogue.fields:
        return catalogue.fields[meaning].title
    if meaning in _PARTS:
        return tr(_PARTS[meaning][0])
    return meaning[:1].upper() + meaning[1:]


def meaning_about(meaning: str, catalogue: Catalogue) -> str:
    """Return the definition of a meaning."""
    if meaning in catalogue.kpis:
        return catalogue.kpis[meaning].description
    if meaning in catalogue.fields:
        return catalogue.fields[meaning].description
    return tr(_PARTS[meaning][1]) if meaning in _PARTS else ""


def _spellings(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*map(normalise, aliases), normalise(name.replace("_", " "))]))


@lru_cache(maxsize=1 << 14)
def _alike(spelling: str, wanted: str) -> float:
    """Return how well what was typed fits a spelling, 0..100."""
    if spelling == wanted:
        return 140.0
    if spelling.startswith(wanted):
        return 100.0 + len(wanted) / max(len(spelling), 1)
    if f" {wanted}" in spelling:
        return 95.0
    return fuzz.WRatio(wanted, spelling) - 10.0 if len(wanted) > 3 else 0.0


def _score(choice: Choice, wanted: str) -> float:
    """Return how well what was typed fits a choice; its title counts more than other names."""
    title = _alike(normalise(choice.title), wanted) * 1.2
    return max([title, *(_alike(spelling, wanted) for spelling in choice.spellings)])
