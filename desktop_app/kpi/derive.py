"""Measurements made of other measurements: accuracy from error rate, cost per resolution..."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.model import BASELINE, Catalogue, Formula, KpiDefinition, Source
from desktop_app.domain.measurement import Basis
from desktop_app.domain.unit import Unit
from desktop_app.kpi.columns import fields_of
from desktop_app.kpi.origins import SEPARATOR, join_origins
from desktop_app.kpi.table import Block

SPOT = ["vendor", "period", "segment"]
_BASIS_ORDER = {Basis.COMPUTED.value: 0, Basis.DERIVED.value: 1, Basis.STATED.value: 2}
_ALL = ""
"""Stands for None in period and segment while they are keys."""


@dataclass(slots=True)
class _Known:
    """The figures that formulas may read, by KPI, and where each KPI has any figure at all."""

    inputs: dict[str, pd.DataFrame]
    present: dict[str, set[tuple[str, str, str]]]

    def add(self, kpi: KpiDefinition, formula: Formula, block: Block) -> None:
        made = _keyed(pd.DataFrame(block))
        self.present.setdefault(kpi.id, set()).update(_spots(made))
        if formula.variant == kpi.variants[0].id:
            own = [self.inputs[kpi.id]] if kpi.id in self.inputs else []
            self.inputs[kpi.id] = pd.concat([*own, made.set_index(SPOT)])


def derive(frame: pd.DataFrame, catalogue: Catalogue, baseline: str = "") -> list[Block]:
    """Return the figures that formulas over KPIs give where a vendor has no figure of its own.

    Inputs are the default variants, computed before derived before stated. A figure derived here
    may be the input of another.

    Parameters
    ----------
    frame : pd.DataFrame
        Measurements, extra columns allowed.
    baseline : str
        The vendor whose figures the names ``baseline_...`` stand for, ``""`` for none.
    """
    known = _Known(
        choose_inputs(frame, catalogue),
        {str(kpi): _spots(part) for kpi, part in _keyed(frame).groupby("kpi")},
    )
    formulas = [
        (kpi, formula)
        for kpi in catalogue.kpis.values()
        for formula in kpi.formulas
        if formula.source is Source.KPIS
    ]
    blocks: list[Block] = []
    found = True
    while found:
        found = False
        for kpi, formula in formulas:
            block = _apply(kpi, formula, known, baseline, catalogue)
            if block is not None:
                found = True
                blocks.append(block)
                known.add(kpi, formula, block)
    return blocks


def choose_inputs(frame: pd.DataFrame, catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Return, by KPI, the one figure a formula reads for each vendor, period and segment.

    Where the best basis has several (a figure in each of two currencies), there is none.
    """
    default = {kpi.id: kpi.variants[0].id for kpi in catalogue.kpis.values()}
    usable = frame[(frame["variant"] == "") | (frame["variant"] == frame["kpi"].map(default))]
    keyed = _keyed(usable).assign(rank=usable["basis"].map(_BASIS_ORDER))
    best = keyed[keyed["rank"] == keyed.groupby(["kpi", *SPOT])["rank"].transform("min")]
    single = best[~best.duplicated(["kpi", *SPOT], keep=False)]
    return {str(kpi): part.set_index(SPOT) for kpi, part in single.groupby("kpi")}


def _apply(
    kpi: KpiDefinition,
    formula: Formula,
    known: _Known,
    baseline: str,
    catalogue: Catalogue,
) -> Block | None:
    """Return what one formula gives beyond what is present, None if nothing."""
    names = sorted(fields_of(formula))
    found = {name: _input(name, known.inputs, baseline) for name in names}
    parts = {name: part for name, part in found.items() if part is not None}
    own = [part.index for name, part in parts.items() if not name.startswith(BASELINE)]
    if len(parts) < len(names) or not own:
        return None
    present = known.present.get(kpi.id, set())
    spots = own[0]
    for index in own[1:]:
        spots = spots.intersection(index)
    spots = spots[[spot not in present for spot in spots]]
    aligned = {name: part.reindex(spots) for name, part in parts.items()}
    value = _value(formula, {name: part["value"] for name, part in aligned.items()})
    money = [part["currency"] for part in aligned.values() if (part["unit"] == Unit.MONEY).any()]
    same = np.all([column == money[0] for column in money], axis=0) if money else True
    kept = np.flatnonzero(~np.isnan(value) & same)
    if not len(kept):
        return None
    aligned = {name: part.iloc[kept] for name, part in aligned.items()}
    block = _block(kpi, formula, aligned, value[kept], money[0].iloc[kept] if money else None)
    return {**block, "note": _notes(aligned, catalogue)}


def _input(name: str, inputs: Mapping[str, pd.DataFrame], baseline: str) -> pd.DataFrame | None:
    """Return the figures a name of a formula stands for; the baseline's stand for every vendor."""
    if name in inputs:
        return inputs[name]
    kpi = name.removeprefix(BASELINE)
    if kpi == name or kpi not in inputs or not baseline:
        return None
    figures = inputs[kpi].reset_index()
    own = figures[figures["vendor"] == baseline].drop(columns="vendor")
    vendors = pd.DataFrame(
        {
            "vendor": sorted(
                {v for part in inputs.values() for v in part.index.get_level_values("vendor")}
            )
        }
    )
    return vendors[vendors["vendor"] != baseline].merge(own, how="cross").set_index(SPOT)


def _value(formula: Formula, columns: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    arrays = {name: np.asarray(column, dtype=np.float64) for name, column in columns.items()}
    part = _evaluate(formula.part, arrays)
    if formula.whole:
        whole = _evaluate(formula.whole, arrays)
        part = np.divide(part, whole, out=np.full_like(part, np.nan), where=whole != 0)
    return formula.factor * part


def _evaluate(text: str, arrays: Mapping[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    size = len(next(iter(arrays.values())))
    expression = parse(text)
    result = expression.evaluate({name: arrays[name] for name in expression.fields})
    return np.array(np.broadcast_to(result, (size,)))


def _block(
    kpi: KpiDefinition,
    formula: Formula,
    inputs: Mapping[str, pd.DataFrame],
    value: np.ndarray[Any, Any],
    currency: pd.Series[Any] | None,
) -> Block:
    first = next(part for name, part in inputs.items() if not name.startswith(BASELINE))
    spots = first.reset_index()[SPOT]
    unit = kpi.variant(formula.variant).unit
    size = len(value)
    nothing = np.full(size, np.nan)
    low, high = _interval(formula, inputs)
    origins = [
        join_origins(
            origin
            for part in inputs.values()
            for origin in zip(
                *(
                    str(part[name].iloc[place]).split(SEPARATOR)
                    for name in ("file", "sheet", "cells")
                ),
                strict=True,
            )
        )
        for place in range(size)
    ]
    counts = np.stack([part["n"].to_numpy(dtype=np.float64) for part in inputs.values()])
    return {
        "vendor": spots["vendor"].tolist(),
        "kpi": [kpi.id] * size,
        "period": [label or None for label in spots["period"]],
        "segment": [label or None for label in spots["segment"]],
        "value": value,
        "unit": [unit.value] * size,
        "currency": list(currency) if currency is not None and unit is Unit.MONEY else [""] * size,
        "part": nothing,
        "whole": nothing,
        "n": counts.min(axis=0),
        "spread": nothing,
        "low": low,
        "high": high,
        "basis": [Basis.DERIVED.value] * size,
        "variant": [formula.variant] * size,
        "file": [origin[0] for origin in origins],
        "sheet": [origin[1] for origin in origins],
        "cells": [origin[2] for origin in origins],
        "tolerance": nothing,
    }


def _interval(
    formula: Formula, inputs: Mapping[str, pd.DataFrame]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the interval of a formula of one KPI: its values at the ends of the input's.

    Formulas of several KPIs get none: how their errors hang together is not known.
    """
    (name, part), *others = inputs.items()
    if others:
        nothing = np.full(len(part), np.nan)
        return nothing, nothing
    ends = np.stack([_value(formula, {name: part[end]}) for end in ("low", "high")])
    return ends.min(axis=0), ends.max(axis=0)


def _notes(inputs: Mapping[str, pd.DataFrame], catalogue: Catalogue) -> list[str]:
    """Return from which figures each is made, with the marks those carry."""
    titles = {}
    for name in inputs:
        kpi = catalogue.kpis[name.removeprefix(BASELINE)]
        titles[name] = f"{kpi.title} of the baseline" if name.startswith(BASELINE) else kpi.title
    notes = []
    for place in range(len(next(iter(inputs.values())))):
        texts = [f"{titles[name]} ({part['basis'].iloc[place]})" for name, part in inputs.items()]
        marks = [str(part["note"].iloc[place]) for part in inputs.values()]
        kept = [f"from {' and '.join(texts)}", *dict.fromkeys(mark for mark in marks if mark)]
        notes.append("; ".join(kept))
    return notes


def _spots(keyed: pd.DataFrame) -> set[tuple[str, str, str]]:
    return set(zip(*(keyed[name].tolist() for name in SPOT), strict=True))


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with period and segment as texts that can be keys."""
    return frame.assign(
        period=[label or _ALL for label in frame["period"]],
        segment=[label or _ALL for label in frame["segment"]],
    )
