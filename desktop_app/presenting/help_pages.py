"""The pages of the help: the guide's texts from resources/, and a card for every KPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app import paths
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.translating import later, spoken, tr
from desktop_app.presenting.definition_card import definition_card

GUIDE, KPIS = later("Guide"), later("KPIs")
_KPI = "kpi:"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page.

    Parameters
    ----------
    id : str
        ``methods`` for a page of the guide, ``kpi:fcr`` for a KPI's card.
    title, group : str
    text : str
        Markdown.
    """

    id: str
    title: str
    group: str
    text: str


def guide_pages() -> list[HelpPage]:
    """Return the pages of the guide in their order, in the user's language.

    Raises
    ------
    OSError
        If the program's own texts can't be read: its installation is damaged.
    """
    english = paths.resources() / "help"
    translated = english / spoken().code
    files = sorted((translated if translated.is_dir() else english).glob("*.md"))
    return [_guide_page(file.stem, file.read_text(encoding="utf-8")) for file in files]


def kpi_pages(catalogue: Catalogue) -> list[HelpPage]:
    """Return a card for every KPI, the user's own among them, by title."""
    kpis = sorted(catalogue.kpis.values(), key=lambda kpi: kpi.title.casefold())
    return [
        HelpPage(kpi_page_id(kpi.id), kpi.title, tr(KPIS), definition_card(kpi, catalogue))
        for kpi in kpis
    ]


def kpi_page_id(kpi: str) -> str:
    """Return the id of a KPI's card."""
    return f"{_KPI}{kpi}"


def kpi_among(keys: tuple[object, str], catalogue: Catalogue) -> str:
    """Return the KPI that the keys of a table's row and column name, ``""`` if they name none."""
    row, column = keys
    parts = (*row, column) if isinstance(row, tuple) else (row, column)
    return next((part for part in parts if isinstance(part, str) and part in catalogue.kpis), "")


def find_pages(pages: Sequence[HelpPage], typed: str) -> list[HelpPage]:
    """Return the pages that have all words typed, those with a word in their title first."""
    words = typed.casefold().split()

    def distance(page: HelpPage) -> int | None:
        title, text = page.title.casefold(), page.text.casefold()
        if not all(word in title or word in text for word in words):
            return None
        return sum(word not in title for word in words)

    near = [(distance(page), place) for place, page in enumerate(pages)]
    return [pages[place] for far, place in sorted((f, p) for f, p in near if f is not None)]


def _guide_page(stem: str, text: str) -> HelpPage:
    first, _, _ = text.partition("\n")
    return HelpPage(stem.partition("_")[2], first.removeprefix("#").strip(), tr(GUIDE), text)
