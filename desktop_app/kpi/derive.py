"""Measurements made of other measurements: accuracy from error rate, cost per resolution..."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import BASELINE, VARIANT_OF, kpi_named
from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition, Source
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS, Basis
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.origins import SEPARATOR, join_origins
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.sampling import OF_ALL
from desktop_app.kpi.table import BASIS_ORDER
from desktop_app.text_columns import lines_of

Row = dict[str, Any]
Spot = tuple[str, str | None, str | None]
"""Vendor, period, segment."""

BASELINE_NOTE = later("of the baseline")
"""What follows a KPI's title in the note of a figure that is made of the baseline's."""
_BASES = {
    Basis.COMPUTED.value: later("computed"),
    Basis.STATED.value: later("stated"),
    Basis.DERIVED.value: later("derived"),
}
_NAN = float("nan")


@dataclass(slots=True)
class Inputs:
    """The figures that formulas may read: one for each name, vendor, period and segment.

    A name is a KPI's, or a KPI's and a variant's (`VARIANT_OF`). `present` is where a KPI has any
    figure at all under its own name, and one of a variant under both.
    """

    chosen: dict[str, dict[Spot, Row]] = field(default_factory=dict)
    present: dict[str, set[Spot]] = field(default_factory=dict)

    def of(self, name: str, spot: Spot, baseline: str) -> Row | None:
        """Return the figure that a name in a formula stands for at a spot."""
        if name in self.chosen:
            return self.chosen[name].get(spot)
        own = self.chosen.get(name.removeprefix(BASELINE), {})
        if name.startswith(BASELINE) and baseline and spot[0] != baseline:
            return own.get((baseline, spot[1], spot[2]))
        return None

    def add(self, row: Row, default: str) -> None:
        """Take in a figure that was made of others."""
        self.note_presence(row, default)
        spot = spot_of(row)
        self.chosen.setdefault(_of_variant(row, default), {})[spot] = row
        if row["variant"] == default:
            self.chosen.setdefault(row["kpi"], {})[spot] = row

    def note_presence(self, row: Row, default: str) -> None:
        """Remember where there is a figure."""
        for name in (str(row["kpi"]), _of_variant(row, default)):
            self.present.setdefault(name, set()).add(spot_of(row))


def derive(
    frame: pd.DataFrame,
    catalogue: Catalogue,
    baseline: str = "",
    without: Container[tuple[str, str, str | None]] = (),
) -> list[Row]:
    """Return the figures that formulas over KPIs give where a vendor has no figure of its own.

    Inputs are the default variants, or those that a formula names, computed before derived before
    stated. A figure derived here may be the input of another. A formula that names a variant
    restates a figure to another definition: it gives a figure also where the KPI has one of a
    third definition.

    Parameters
    ----------
    frame : pd.DataFrame
        Measurements, extra columns allowed.
    baseline : str
        The vendor whose figures the names ``baseline_...`` stand for, ``""`` for none.
    without : container of (kpi, vendor, period)
        Figures that are not to be made.

    Returns
    -------
    list of dict
        Rows with the columns of `frame` that measurements have.
    """
    formulas = [
        (kpi, formula)
        for kpi in catalogue.kpis.values()
        for formula in kpi.formulas
        if formula.source is Source.KPIS
    ]
    named = {name.removeprefix(BASELINE) for _, one in formulas for name in fields_of(one)}
    named |= {f"{kpi.id}{VARIANT_OF}{formula.variant}" for kpi, formula in formulas}
    inputs = choose_inputs(frame, catalogue, named | {kpi.id for kpi, _ in formulas})
    rows: list[Row] = []
    found = bool(inputs.chosen)
    while found:
        found = False
        for kpi, formula in formulas:
            made = [
                row
                for row in _apply(kpi, formula, inputs, baseline, catalogue)
                if (kpi.id, row["vendor"], row["period"]) not in without
            ]
            for row in made:
                inputs.add(row, kpi.variants[0].id)
            rows += made
            found = found or bool(made)
    return rows


def choose_inputs(frame: pd.DataFrame, catalogue: Catalogue, names: Iterable[str]) -> Inputs:
    """Return the one figure a formula reads of each name, at each spot.

    Where the best basis has several (a figure in each of two currencies), there is none.
    """
    wanted: dict[str, list[str]] = {}
    for name in names:
        wanted.setdefault(kpi_named(name)[0], []).append(name)
    inputs = Inputs()
    best: dict[tuple[str, Spot], list[Row]] = {}
    for row in lines_of(frame, frame["kpi"].isin(list(wanted))):
        default = catalogue.kpis[row["kpi"]].variants[0].id
        inputs.note_presence(row, default)
        for name in wanted[row["kpi"]]:
            if (row["variant"] or default) == (kpi_named(name)[1] or default):
                _contend(best.setdefault((name, spot_of(row)), []), row)
    for (name, spot), rivals in best.items():
        if len(rivals) == 1:
            inputs.chosen.setdefault(name, {})[spot] = rivals[0]
    return inputs


def _contend(rivals: list[Row], row: Row) -> None:
    """Add a figure to those of the best basis so far, or put it in their place."""
    rank = BASIS_ORDER[row["basis"]]
    if rivals and rank < BASIS_ORDER[rivals[0]["basis"]]:
        rivals.clear()
    if not rivals or rank == BASIS_ORDER[rivals[0]["basis"]]:
        rivals.append(row)


def _of_variant(row: Row, default: str) -> str:
    return f"{row['kpi']}{VARIANT_OF}{row['variant'] or default}"


SPOT = ("vendor", "period", "segment")
"""The columns of a figure's spot."""


def spot_of(row: Mapping[Any, Any]) -> Spot:
    """Return whose and when a figure is."""
    return (row["vendor"], row["period"], row["segment"])


def _apply(
    kpi: KpiDefinition, formula: Formula, inputs: Inputs, baseline: str, catalogue: Catalogue
) -> list[Row]:
    """Return what one formula gives beyond what is present."""
    names = sorted(fields_of(formula))
    own = [inputs.chosen.get(name, {}) for name in names if not name.startswith(BASELINE)]
    restated = any(VARIANT_OF in name for name in names)
    own_name = f"{kpi.id}{VARIANT_OF}{formula.variant}" if restated else kpi.id
    present = inputs.present.get(own_name, set())
    spots: list[Spot] = []
    sources: list[list[Row]] = []
    for spot in own[0] if own else []:
        found = [inputs.of(name, spot, baseline) for name in names]
        known = [row for row in found if row is not None]
        if spot not in present and len(known) == len(names) and _one_currency(known):
            spots.append(spot)
            sources.append(known)
    if not spots:
        return []
    values = _value(formula, names, sources, "value")
    ends = np.full((2, len(spots)), _NAN)
    if len(names) == 1:
        # The ends of the input's interval; how errors of several inputs hang together is unknown.
        ends = np.sort(
            [_value(formula, names, sources, "low"), _value(formula, names, sources, "high")],
            axis=0,
        )
    return [
        _row(kpi, formula, spot, (value, low, high), dict(zip(names, rows, strict=True)), catalogue)
        for spot, value, low, high, rows in zip(spots, values, *ends, sources, strict=True)
        if not np.isnan(value)
    ]


def _one_currency(rows: list[Row]) -> bool:
    return len({row["currency"] for row in rows if row["unit"] == Unit.MONEY}) <= 1


def _value(
    formula: Formula, names: list[str], sources: list[list[Row]], column: str
) -> np.ndarray[Any, Any]:
    arrays = {
        name: np.array([rows[place][column] for rows in sources], dtype=np.float64)
        for place, name in enumerate(names)
    }
    part = _evaluate(formula.part, arrays)
    if formula.whole:
        whole = _evaluate(formula.whole, arrays)
        part = np.divide(part, whole, out=np.full_like(part, _NAN), where=whole != 0)
    return formula.factor * part


def _evaluate(text: str, arrays: Mapping[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    size = len(next(iter(arrays.values())))
    expression = parse(text)
    result = expression.evaluate({name: arrays[name] for name in expression.fields})
    return np.array(np.broadcast_to(result, (size,)))


def _row(
    kpi: KpiDefinition,
    formula: Formula,
    spot: Spot,
    figures: tuple[float, float, float],
    sources: Mapping[str, Row],
    catalogue: Catalogue,
) -> Row:
    unit = kpi.variant(formula.variant).unit
    money = [row["currency"] for row in sources.values() if row["unit"] == Unit.MONEY]
    places = [
        origin
        for row in sources.values()
        for origin in zip(
            *(str(row[name]).split(SEPARATOR) for name in ("file", "sheet", "cells")), strict=True
        )
    ]
    row: Row = dict.fromkeys(MEASUREMENT_COLUMNS, _NAN)
    row |= {
        "vendor": spot[0],
        "kpi": kpi.id,
        "period": spot[1],
        "segment": spot[2],
        "value": figures[0],
        "low": figures[1],
        "high": figures[2],
        "unit": unit.value,
        "currency": money[0] if money and unit is Unit.MONEY else "",
        "n": _records_behind(sources.values()),
        "basis": Basis.DERIVED.value,
        "variant": formula.variant,
        "note": _note(sources, catalogue),
    }
    row["file"], row["sheet"], row["cells"] = join_origins(places)
    return row


def _records_behind(sources: Iterable[Row]) -> float:
    """Return the records of the figure with the fewest; NaN where any of them is stated.

    What a stated figure rests on are figures, which are not counted together with records.
    """
    counts = [_NAN if row["basis"] == Basis.STATED else float(row["n"]) for row in sources]
    return float(np.min(counts))


def _note(sources: Mapping[str, Row], catalogue: Catalogue) -> str:
    """Return from which figures one is made, with the marks those carry."""
    texts = []
    for name, row in sources.items():
        title = name_in_words(name, catalogue)
        whose = f" {tr(BASELINE_NOTE)}" if name.startswith(BASELINE) else ""
        texts.append(f"{title}{whose} ({tr(_BASES[row['basis']])})")
    said = (mark for row in sources.values() for mark in str(row["note"]).split("; ") if mark)
    # What holds for all items is said of the other figure.
    marks = dict.fromkeys(mark for mark in said if not mark.endswith(OF_ALL))
    return "; ".join([tr("from {figures}", figures=listed(texts, len(texts))), *marks])


def name_in_words(name: str, catalogue: Catalogue) -> str:
    """Return what a name in a formula over KPIs is called, without whose it is."""
    kpi, variant = kpi_named(name)
    definition = catalogue.kpis[kpi]
    return definition.title + (f" ({definition.variant(variant).title})" if variant else "")
