"""Formulas and variants written once for several numbers, and numbers that a scenario may set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from desktop_app.catalogue.entries import Entry
from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition, Parameter
from desktop_app.domain.translating import tr

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def read_parameter(entry: Entry) -> Parameter:
    """Return the parameter of one entry of parameters.toml; `CatalogueError` if it is wrong."""
    value = entry.number("value")
    ends = entry.range("range")
    if ends is None or not ends[0] <= value <= ends[1]:
        raise entry.error(tr("needs a 'range' that its 'value' lies in"))
    texts = entry.shown("title"), entry.shown("description")
    parameter = Parameter(entry.name, *texts, value, *ends)
    entry.finish()
    return parameter


def filled(text: str, parameters: Mapping[str, float], entry: Entry | None = None) -> str:
    """Return a text with numbers in the places of parameters, ``{severity_minor}``.

    Raises
    ------
    CatalogueError
        If there is no such parameter and `entry` says where it stands.
    """

    def number(match: re.Match[str]) -> str:
        if match[1] not in parameters and entry is not None:
            raise entry.error(
                tr("names the parameter '{match}', which there is not", match=match[1])
            )
        return f"{parameters[match[1]]:g}"

    return _PLACE.sub(number, text)


def has_parameters(*texts: str) -> bool:
    """Return whether any of the texts has a place for a parameter."""
    return any(_PLACE.search(text) for text in texts)


def with_families(entry: Entry, key: str) -> list[Entry]:
    """Return the variants or formulas of an entry: those written out, then those of families.

    A family is written once for several numbers: ``{ over = [10, 30], variants = [...], formulas =
    [...] }`` with ``{n}`` wherever the number stands in a text.
    """
    return [*entry.tables(key), *entry.families(key)]


def with_parameters(catalogue: Catalogue, values: Mapping[str, float]) -> Catalogue:
    """Return the catalogue with some parameters set, the others at their defaults.

    Names that the catalogue has no parameter of are left alone.
    """
    numbers = {name: one.value for name, one in catalogue.parameters.items()}
    numbers |= {name: value for name, value in values.items() if name in numbers}
    kpis = {name: _set(kpi, numbers) for name, kpi in catalogue.kpis.items()}
    return replace(catalogue, kpis=kpis)


def _set(kpi: KpiDefinition, numbers: Mapping[str, float]) -> KpiDefinition:
    if not any(formula.pattern for formula in kpi.formulas):
        return kpi
    titles = {
        variant.id: filled(variant.pattern, numbers) for variant in kpi.variants if variant.pattern
    }
    return replace(
        kpi,
        formulas=tuple(_set_formula(formula, numbers) for formula in kpi.formulas),
        variants=tuple(
            replace(variant, title=titles.get(variant.id, variant.title))
            for variant in kpi.variants
        ),
    )


def _set_formula(formula: Formula, numbers: Mapping[str, float]) -> Formula:
    if not formula.pattern:
        return formula
    part, whole = (filled(text, numbers) for text in formula.pattern)
    return replace(formula, part=part, whole=whole)
