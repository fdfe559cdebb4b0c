"""Which of several measurements of a KPI is compared, and what its label must say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.table import BASIS_ORDER
from desktop_app.presenting.formatting import unit_words
from desktop_app.presenting.model import Figure
from desktop_app.presenting.money_basis import MoneyBasis, Months
from desktop_app.scoring.model import Scenario


def select_figures(
    overall: pd.DataFrame,
    catalogue: Catalogue,
    scenario: Scenario,
    months: Months | None = None,
) -> tuple[dict[tuple[str, str], Figure], list[Finding]]:
    """Return one figure per vendor and KPI, as compared, and what must be said about them.

    For each KPI the definition (variant) that the scenario names is compared, else the one that
    most vendors have, the catalogue's order breaking ties; a vendor with another definition only
    keeps its figure, marked and not comparable. Computed figures go before derived ones, and
    those before stated ones, because a vendor's records can be checked and its summary can't.
    Money is brought to one currency by the scenario's rates, each of the `months` at its own, and
    prices to one basis of tax; without a rate they stay as they are, marked and not comparable.
    """
    money = MoneyBasis(scenario, overall, months or Months(None))
    figures: dict[tuple[str, str], Figure] = {}
    findings: list[Finding] = []
    unlike: set[tuple[str, str]] = set()
    rows: list[dict[str, Any]] = [
        {**{str(name): value for name, value in row.items()}, "position": position}
        for position, row in enumerate(overall.to_dict("records"))
        if not isinstance(row["segment"], str)
    ]
    for kpi_id, definition in catalogue.kpis.items():
        of_kpi = [row for row in rows if row["kpi"] == kpi_id]
        if not of_kpi:
            continue
        chosen = scenario.definitions.get(kpi_id) or _common_variant(of_kpi, definition)
        for vendor in sorted({str(row["vendor"]) for row in of_kpi}):
            own = [row for row in of_kpi if row["vendor"] == vendor]
            figures[vendor, kpi_id] = figure = _figure(own, chosen, definition)
            if not figure.comparable:
                unlike.add((vendor, kpi_id))
            findings += _other_currencies(figure, own, definition)
        _set_apart_other_scales(figures, chosen, definition)
        _mark_other_units(figures, definition)
        if definition.unit is Unit.MONEY:
            money.apply(figures, definition)
        findings += _variant_findings(figures, unlike, definition)
    return figures, findings + money.findings()


def _common_variant(rows: Sequence[Mapping[str, Any]], definition: KpiDefinition) -> str:
    """Return the variant most vendors have; a definition that is not named counts as default."""
    order = [variant.id for variant in definition.variants]
    vendors = {(str(row["vendor"]), _variant(row, definition)) for row in rows}
    counts = Counter(variant for _, variant in vendors)
    return min(counts, key=lambda v: (-counts[v], order.index(v) if v in order else len(order)))


def _variant(row: Mapping[str, Any], definition: KpiDefinition) -> str:
    return str(row["variant"]) or definition.variants[0].id


def _figure(rows: Sequence[Mapping[str, Any]], chosen: str, definition: KpiDefinition) -> Figure:
    def preference(row: Mapping[str, Any]) -> tuple[bool, int, int]:
        basis = BASIS_ORDER.get(str(row["basis"]), len(BASIS_ORDER))
        return _variant(row, definition) != chosen, basis, int(row["position"])

    best = min(rows, key=preference)
    comparable = _variant(best, definition) == chosen
    marks = [str(best["note"])] if best["note"] else []
    if not comparable:
        marks.append(
            tr("other definition: {definition}", definition=_variant_title(best, definition))
        )
    elif not best["variant"] and len(definition.variants) > 1:
        marks.append(tr("definition not stated"))
    return Figure(
        vendor=str(best["vendor"]),
        kpi=definition.id,
        value=float(best["value"]),
        unit=str(best["unit"]),
        currency=str(best["currency"] or ""),
        n=float(best["n"]),
        low=float(best["low"]),
        high=float(best["high"]),
        basis=str(best["basis"]),
        variant=str(best["variant"]),
        comparable=comparable,
        mark="; ".join(marks),
        row=int(best["position"]),
        stated=_stated_beside(best, rows, definition),
        score=math.nan,
        source=(str(best["file"] or ""), str(best["sheet"] or "")),
    )


def _other_currencies(
    figure: Figure, rows: Sequence[Mapping[str, Any]], definition: KpiDefinition
) -> list[Finding]:
    """Return what to say where a vendor has the same figure in several currencies: one counts."""
    others = {
        str(row["currency"])
        for row in rows
        if (row["variant"], row["basis"]) == (figure.variant, figure.basis)
    } - {figure.currency, ""}
    if not others or not figure.currency:
        return []
    named = listed(sorted(others), None)
    return [
        Finding(
            Severity.WARNING,
            "several-currencies",
            tr(
                "{vendor} has {kpi} in {currency} and in {currencies}. Only what "
                "is in {currency} is compared; the rest is among the measurements. Give "
                "the report in one currency, or compare the months apart.",
                vendor=figure.vendor,
                kpi=definition.title,
                currency=figure.currency,
                currencies=named,
            ),
        )
    ]


def _set_apart_other_scales(
    figures: dict[tuple[str, str], Figure], chosen: str, definition: KpiDefinition
) -> None:
    """Note, in place, which figures have other marks than the chosen definition, or are better
    the other way: no rule of the scenario can rank them beside it, as their marks say already.
    """
    scale = definition.scale_of(chosen)
    for key, figure in figures.items():
        if key[1] == definition.id and definition.scale_of(figure.variant) != scale:
            figures[key] = replace(figure, same_unit=False, comparable=False)


def as_compared(catalogue: Catalogue, figures: Mapping[tuple[str, str], Figure]) -> Catalogue:
    """Return the catalogue with each KPI as the variant of its comparable figures is scored."""
    compared = {kpi: figure.variant for (_, kpi), figure in figures.items() if figure.comparable}
    turned = {
        kpi: after
        for kpi, variant in compared.items()
        if (after := catalogue.kpis[kpi].as_compared(variant)) is not catalogue.kpis[kpi]
    }
    return replace(catalogue, kpis={**catalogue.kpis, **turned}) if turned else catalogue


def _mark_other_units(figures: dict[tuple[str, str], Figure], definition: KpiDefinition) -> None:
    """Note, in place, which figures of one KPI are not in the unit of the chosen definition."""
    own = {key: figure for key, figure in figures.items() if key[1] == definition.id}
    like = Counter(figure.unit for figure in own.values() if figure.comparable)
    unit = like.most_common(1)[0][0] if like else definition.unit.value
    for key, figure in own.items():
        if figure.unit != unit:
            mark = _joined(
                figure.mark, tr("on another scale ({unit})", unit=unit_words(figure.unit))
            )
            figures[key] = replace(figure, same_unit=False, comparable=False, mark=mark)


def _variant_title(row: Mapping[str, Any], definition: KpiDefinition) -> str:
    try:
        return definition.variant(_variant(row, definition)).title
    except KeyError:
        return str(row["variant"])


def _stated_beside(
    best: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], definition: KpiDefinition
) -> float:
    """Return what the vendor's summary says of the same definition, NaN if nothing."""
    if best["basis"] == Basis.STATED.value:
        return math.nan
    for row in rows:
        same = _variant(row, definition) == _variant(best, definition) and all(
            row[name] == best[name] for name in ("unit", "currency")
        )
        if row["basis"] == Basis.STATED.value and same:
            return float(row["value"])
    return math.nan


def _joined(mark: str, more: str) -> str:
    return f"{mark}; {more}" if mark else more


def _variant_findings(
    figures: Mapping[tuple[str, str], Figure],
    unlike: Collection[tuple[str, str]],
    definition: KpiDefinition,
) -> list[Finding]:
    """Return what to say of figures that are `unlike` the chosen definition."""
    if not definition.weight:
        return []  # Context is never ranked; its mark on the screen is enough.
    others = [
        figure for key, figure in figures.items() if key[1] == definition.id and key in unlike
    ]
    return [
        Finding(
            Severity.WARNING,
            "definition-differs",
            tr(
                "{vendor}: {kpi} is of another definition than the other "
                "vendors' ({mark}). It is shown with its mark and not ranked, unless the "
                "scenario says to compare it.",
                vendor=figure.vendor,
                kpi=definition.title,
                mark=figure.mark,
            ),
        )
        for figure in others
    ]
