"""How single records lie around a figure: what a mean or a median does not show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.formula_names import distinct_field
from desktop_app.catalogue.model import Catalogue, Formula, Source, Statistic
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import Evidence
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.grouping import TableGroups
from desktop_app.kpi.holders import Holders
from desktop_app.kpi.latest import latest_moments
from desktop_app.kpi.logs import Logs
from desktop_app.kpi.reads import chosen_formulas

Floats = NDArray[np.float64]
_ENDS = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of single records of one vendor, in the KPI's canonical unit.

    Parameters
    ----------
    n : int
        Records, at least 1.
    mean, least, most : float
    p5, q1, median, q3, p90, p95 : float
        Quantiles, linear between neighbours (R. J. Hyndman, Y. Fan, "Sample Quantiles in
        Statistical Packages", 1996, type 7), as the median and 90th percentile KPIs take them.
    sample : array of float
        Some of the values in rising order, evenly over their ranks, for drawing.
    """

    n: int
    mean: float
    least: float
    p5: float
    q1: float
    median: float
    q3: float
    p90: float
    p95: float
    most: float
    sample: Floats

    @classmethod
    def of(cls, values: Floats, sampled: int = 160) -> Distribution:
        """Return the distribution of values, none of them NaN and at least one."""
        ordered = np.sort(values)
        p5, q1, median, q3, p90, p95 = np.quantile(ordered, _ENDS).tolist()
        places = np.unique(np.linspace(0, len(ordered) - 1, min(sampled, len(ordered))).round())
        return cls(
            len(ordered),
            float(ordered.mean()),
            float(ordered[0]),
            p5,
            q1,
            median,
            q3,
            p90,
            p95,
            float(ordered[-1]),
            ordered[places.astype(np.int64)],
        )


def distributions(
    evidence: Evidence,
    catalogue: Catalogue,
    kpi: str,
    variants: Mapping[str, str],
    progress: Progress,
) -> dict[str, Distribution]:
    """Return the distribution of the records behind a KPI's figure, by vendor.

    Parameters
    ----------
    kpi : str
        One whose formulas give each record a value: a time, an amount.
    variants : mapping of vendor to str
        The definition that each vendor's figure is of; its tables are pooled.

    Returns
    -------
    dict
        Vendors without such records are not in it: what is only stated has no distribution.
    """
    definition = catalogue.kpis[kpi]
    latest = latest_moments(evidence, catalogue)
    logs = Logs(evidence.records)
    found: dict[str, list[Floats]] = {}
    for table in evidence.records:
        progress.check()
        columns = RecordColumns(table, catalogue, latest, evidence.calendar_of, logs)
        groups = TableGroups.of(columns, Grain.ALL, None, evidence.window)
        for formula in chosen_formulas(definition.formulas, columns):
            for vendor, values in _values(groups, formula).items():
                if variants.get(vendor) == formula.variant:
                    found.setdefault(vendor, []).append(values)
    return {
        vendor: Distribution.of(np.concatenate(values))
        for vendor, values in found.items()
        if sum(map(len, values))
    }


def gives_each_record_a_value(formula: Formula) -> bool:
    """Return whether a formula is a mean or quantile of one value a record.

    A ratio of two sums of different things (money over hours) is not, nor is a plain sum.
    """
    if formula.source is not Source.RECORDS or formula.statistic is Statistic.SUM:
        return False
    if distinct_field(formula.whole):
        return True
    counts = formula.whole in ("", "1") or formula.whole == f"known({formula.part})"
    return counts or (formula.whole.startswith("only(") and formula.whole.endswith(", 1)"))


def _values(groups: TableGroups, formula: Formula) -> dict[str, Floats]:
    """Return the records' values of each vendor that a formula counts."""
    if not gives_each_record_a_value(formula):
        return {}
    counted = groups.counted(formula)
    values = groups.columns.evaluate(formula.part)
    if field := distinct_field(formula.whole):
        holders = Holders.of(groups.columns, counted, values, field)
        return {
            key[0]: holders.parts[holders.groups == place] * formula.factor
            for place, key in enumerate(counted.groups.keys)
        }
    return {
        key[0]: values[counted.codes == place] * formula.factor
        for place, key in enumerate(counted.groups.keys)
    }
