"""Measurements from summaries: stated values and what stated counts give, rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.blocks import bounded
from desktop_app.kpi.contexts import StatedRow, read_rows
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.idle import idle_counts
from desktop_app.kpi.observations import Observation
from desktop_app.kpi.origins import Origin, compress, join_origins
from desktop_app.kpi.resampling import normal_or_student
from desktop_app.kpi.rollup import Rolled, roll_up
from desktop_app.kpi.sampling import unchecked
from desktop_app.kpi.stated import observe
from desktop_app.kpi.table import Block
from desktop_app.kpi.uncertainty import ratio_error, wilson
from desktop_app.kpi.wording import show

_APART = 0.1
"""How far, as a share of a simple mean, its members lie from it when that is said."""

TOLERANCE = "tolerance"
"""Extra column of blocks: how far rounding can have moved the value."""


@dataclass(slots=True)
class SummaryMeasures:
    """What `measure_summaries` found; `rolled` are the figures of the block, in its order."""

    block: Block
    rolled: list[Rolled]
    rows: list[StatedRow]
    findings: list[Finding]


def measure_summaries(
    stated: pd.DataFrame, catalogue: Catalogue, by: Grain, split: bool
) -> SummaryMeasures:
    """Return every KPI that stated values give, by vendor, period and segment.

    Parameters
    ----------
    stated : pd.DataFrame
        As `domain.records.STATED_COLUMNS`.
    split : bool
        Whether figures by segment are wanted beside those over all segments.
    """
    rows = read_rows(stated)
    observations, findings = observe(rows, catalogue)
    rolled, more = roll_up(observations, by, split, catalogue)
    more += _of_unlike_values(rolled, rows, catalogue)
    more += idle_counts(rows, observations, catalogue)
    return SummaryMeasures(_block(rolled, rows), rolled, rows, findings + more)


def origin_of(rows: Sequence[StatedRow]) -> Origin:
    """Return file, sheet and cells of stated values, as few ranges."""
    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        cells.setdefault((row.file, row.sheet), []).append(row.cell)
    origins = [(file, sheet, compress(found)) for (file, sheet), found in cells.items()]
    return origins[0] if len(origins) == 1 else join_origins(origins)


def evidence_rows(figure: Observation, rows: Sequence[StatedRow]) -> list[StatedRow]:
    """Return the stated values a figure is made of, the volumes it was pooled by included."""
    used = list(figure.rows)
    if len(figure.rows) > 1:
        used = list(dict.fromkeys([*figure.rows, *figure.weight_rows]))
    return [rows[position] for position in used]


def _of_unlike_values(
    rolled: Sequence[Rolled], rows: Sequence[StatedRow], catalogue: Catalogue
) -> list[Finding]:
    """Warn, once a vendor, of simple means of values so far apart that volumes would move them."""
    found: dict[str, dict[str, Observation]] = {}
    for entry in rolled:
        figure = entry.figure
        if figure.simple_mean and figure.tolerance > _APART * abs(figure.value):
            title = catalogue.kpis[figure.kpi].title
            found.setdefault(figure.vendor, {}).setdefault(title, figure)
    findings = []
    for vendor, figures in found.items():
        first = next(iter(figures.values()))
        values = [rows[position].value for position in first.rows]
        findings.append(
            Finding(
                Severity.WARNING,
                "mean-of-unlike-values",
                tr(
                    "{vendor}: {kpis} is the simple mean of values that lie far apart "
                    "(such as {low} and {high}), as the report gives no volumes to "
                    "weigh them by. Ask the vendor for the volumes.",
                    vendor=vendor,
                    kpis=listed(list(figures), 4),
                    low=show(min(values), first.unit),
                    high=show(max(values), first.unit),
                ),
                first.place[0],
                first.place[1],
            )
        )
    return findings


def _block(rolled: list[Rolled], rows: list[StatedRow]) -> Block:
    figures = [entry.figure for entry in rolled]
    part = np.array([figure.part for figure in figures], dtype=np.float64)
    whole = np.array([figure.whole for figure in figures], dtype=np.float64)
    low, high = _intervals(figures, part, whole)
    origins = [origin_of(evidence_rows(figure, rows)) for figure in figures]
    return {
        "vendor": [figure.vendor for figure in figures],
        "kpi": [figure.kpi for figure in figures],
        "period": [entry.period for entry in rolled],
        "segment": [entry.segment for entry in rolled],
        "value": [figure.value for figure in figures],
        "unit": [figure.unit.value for figure in figures],
        "currency": [figure.currency for figure in figures],
        "part": part,
        "whole": whole,
        # Of how many records counts are is their own affair: they are no records themselves.
        "n": [
            np.nan if figure.basis is Basis.DERIVED else float(figure.stated) for figure in figures
        ],
        "spread": np.full(len(figures), np.nan),
        "low": low,
        "high": high,
        "basis": [figure.basis.value for figure in figures],
        "variant": [figure.variant for figure in figures],
        "note": [_note(figure) for figure in figures],
        "file": [origin[0] for origin in origins],
        "sheet": [origin[1] for origin in origins],
        "cells": [origin[2] for origin in origins],
        TOLERANCE: [figure.tolerance for figure in figures],
    }


def _intervals(figures: list[Observation], part: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """Return the intervals: of shares of trials, and of means whose spread is told by counts.

    Part and whole of the latter add up to those of the records, so that what single records are
    off from the ratio is S(p^2) - 2 R w S(p) + n (R w)^2, with w the whole of each.
    """
    trials = np.array([figure.trials for figure in figures], dtype=np.bool_)
    low, high = (np.where(trials, end, np.nan) for end in wilson(part, whole))
    places = [at for at, one in enumerate(figures) if one.records > 0 and not one.trials]
    for at in places:
        one = figures[at]
        each = one.value / one.factor * one.whole / one.records
        squares = one.squares - 2 * each * one.part + one.records * each**2
        n, residual = np.array([one.records]), np.array([squares])
        error = ratio_error(n, residual, np.array([one.whole])) * normal_or_student(n)
        half, value = abs(one.factor) * error, np.array([one.value])
        ends = bounded(value, value - half, value + half, one.unit)
        low[at], high[at] = (float(end[0]) for end in ends)
    return low, high


def _note(figure: Observation) -> str:
    """Return what the label says, with what a sample leaves unchecked."""
    if not figure.left_words:
        return figure.note
    # A share as written is rounded; what it is a share of are counts.
    part = round(figure.part) if figure.trials else figure.part
    left = unchecked(figure.population - figure.whole, figure.left_words, part, figure.whole)
    return "; ".join(filter(None, (figure.note, left)))
