"""The user's own KPIs: read from text, checked against the catalogue, and joined to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.catalogue.checks import check_kpis, formula_names
from desktop_app.catalogue.entries import Entry, read_tables, tables_of
from desktop_app.catalogue.formula_names import kpi_named
from desktop_app.catalogue.kpis import read_kpi
from desktop_app.catalogue.model import Catalogue, KpiDefinition, Source
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import later, tr

PLACE = later("Own KPIs")
"""What messages call a text that came from no file; shown translated."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A catalogue with the user's own KPIs, and sentences on what they had to give up."""

    catalogue: Catalogue
    notes: tuple[str, ...]


def read_own_kpis(text: str, place: str = PLACE) -> tuple[KpiDefinition, ...]:
    """Return the KPIs of a TOML text, each checked by itself.

    Raises
    ------
    CatalogueError
        Naming `place` and the entry.
    """
    return tuple(read_kpi(entry) for entry in tables_of(text, _shown(place)).values())


def read_own_kpis_file(path: Path) -> tuple[KpiDefinition, ...]:
    """Return the KPIs of a TOML file, as `read_own_kpis`."""
    return tuple(read_kpi(entry) for entry in read_tables(path).values())


def with_own(catalogue: Catalogue, own: Iterable[KpiDefinition], place: str = PLACE) -> Catalogue:
    """Return the catalogue of the product with these KPIs, in place of own ones it had.

    Raises
    ------
    CatalogueError
        If one has the id or a spelling of another KPI, or names what there is not.
    """
    product = catalogue.without_own()
    if not (own := tuple(own)):
        return product
    entries = {name: Entry(tr("The catalogue"), name, {}) for name in product.kpis}
    kpis = dict(product.kpis)
    for kpi in own:
        entry = Entry(_shown(place), kpi.title, {})
        if kpi.id in kpis:
            raise entry.error(
                tr("has the id '{id}' of another KPI", id=kpi.id), tr("Give it another name.")
            )
        kpis[kpi.id], entries[kpi.id] = kpi, entry
    check_kpis(kpis, product.fields, entries, product.kpis.keys())
    _refuse_circles({kpi.id: kpi for kpi in own}, entries)
    return replace(product, kpis=kpis, own=tuple(kpi.id for kpi in own))


def join_stored(catalogue: Catalogue, text: str, place: str) -> Joined:
    """Return the catalogue with KPIs saved earlier, perhaps by an earlier version.

    A spelling that the product's own catalogue has by now is the product's: reports that use it
    mean a KPI that everybody knows. The user's KPI keeps the rest.

    Raises
    ------
    CatalogueError
        If one can't be used at all.
    """
    product = catalogue.without_own()
    taken = {normalise(alias): kpi for kpi in product.kpis.values() for alias in kpi.aliases}
    kept, notes = [], []
    for kpi in read_own_kpis(text, place):
        lost = [alias for alias in kpi.aliases if normalise(alias) in taken]
        notes += [_given_up(kpi, alias, taken[normalise(alias)]) for alias in lost]
        kept.append(replace(kpi, aliases=tuple(a for a in kpi.aliases if a not in lost)))
    return Joined(with_own(product, kept, place), tuple(notes))


def free_id(title: str, taken: Iterable[str]) -> str:
    """Return an id for a new KPI: ``own_`` and its name's letters, numbered if need be.

    No KPI of the product begins so.
    """
    words = "_".join(normalise(title).encode("ascii", "ignore").decode().split())
    stem = f"own_{words}" if words else "own_kpi"
    used, number = set(taken), 1
    name = stem
    while name in used:
        number += 1
        name = f"{stem}_{number}"
    return name


def used_by(kpi: str, own: Sequence[KpiDefinition]) -> list[KpiDefinition]:
    """Return the own KPIs whose formulas or lists name a KPI."""
    return [
        other
        for other in own
        if other.id != kpi
        and (
            any(kpi in formula_names(formula) for formula in other.formulas)
            or kpi in (*other.overlaps, *other.counterweights, *other.shares_with, *other.within)
        )
    ]


def _refuse_circles(own: Mapping[str, KpiDefinition], entries: Mapping[str, Entry]) -> None:
    """Refuse own KPIs that are made of each other: none of them could ever be worked out."""
    names = {
        kpi.id: {
            kpi_named(name)[0]
            for formula in kpi.formulas
            if formula.source is Source.KPIS
            for name in formula_names(formula)
        }
        & own.keys()
        for kpi in own.values()
    }
    for start, first in names.items():
        reached, open_ = set[str](), set(first)
        while open_:
            reached |= open_
            open_ = {name for one in open_ for name in names[one]} - reached
        if start in reached:
            others = [own[name].title for name in sorted(reached - {start}) if start in names[name]]
            raise entries[start].error(
                tr("is made of {others}, which is made of it", others=others[0])
                if others
                else tr("formula {number} is made of the KPI itself", number=1)
            )


def _shown(place: str) -> str:
    return tr(place) if place == PLACE else place


def _given_up(kpi: KpiDefinition, alias: str, owner: KpiDefinition) -> str:
    return tr(
        "Reports that write '{alias}' mean {kpi} by now, and not your own KPI {own_kpi}: its other "
        "spellings still stand for it.",
        alias=alias,
        kpi=owner.title,
        own_kpi=kpi.title,
    )
