"""A comparison as screens, sheets and the command line show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.period import Period
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.claims import Claim
from desktop_app.kpi.table import Offer
from desktop_app.presenting.papers import Papers
from desktop_app.scoring.model import DecisionMatrix, Ranking, Scenario, Sensitivity
from desktop_app.scoring.noise import Noise
from desktop_app.scoring.shelf import Shelf

if TYPE_CHECKING:
    from desktop_app.presenting.contract import ContractView

Places: TypeAlias = Mapping[tuple[str, str], np.ndarray]
"""Positions of rows by KPI and vendor."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One vendor's figure for one KPI over the whole window, as compared.

    Parameters
    ----------
    value, low, high, n : float
        Canonical unit (money in the base currency when a rate was known); NaN when unknown.
    comparable : bool
        False when definition or currency differs from the others' and the figure must carry
        `mark`; it is then left out of the ranking unless the scenario says otherwise.
    mark : str
        What the label must say beside the figure; ``""`` when nothing.
    row : int
        Position of the measurement in `Comparison.overall`, for the way back to the cells.
    stated : float
        What the vendor's own summary says, when `value` is computed; else NaN.
    score : float
        0..100 on the KPI's anchors, or by the vendors compared where the ranking scores it so; NaN
        without either.
    same_unit : bool
        Whether the value is in the unit (for money, the currency; for scores, the marks and the
        way they are better) that is compared.
    source : (str, str)
        Files and sheets as in the table of measurements, ``""`` when not applicable.
    """

    vendor: str
    kpi: str
    value: float
    unit: str
    currency: str
    n: float
    low: float
    high: float
    basis: str
    variant: str
    comparable: bool
    mark: str
    row: int
    stated: float
    score: float
    same_unit: bool = True
    source: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure the first place is: ``clear``, ``narrow`` or ``none``, as a heading, and why."""

    word: str
    title: str
    reason: str


@dataclass(slots=True)
class Comparison:
    """Everything shown about one set of reports under one scenario.

    `overall` and `by_period` are measurement tables (`domain.measurement`), over all time and
    by month (or the finest grain the reports have). `kpis` are the ids that any vendor has, in
    catalogue order; `vendors` in the order of their names. `findings` are all,
    `measured_findings` those that hold under every scenario, `figure_findings` those on the
    choice of figures. `window` is what `overall` is limited to, None for all periods. `claims`
    are stated figures beside the vendors' own evidence, over all periods and by period and part.
    `offered` are definitions that vendors' records allow, and that are computed when chosen.
    `measured` is `overall` without the figures that follow from the scenario's money, None where
    that is the same; `contract` is what the scenario's contract comes to.
    `verdict` and `noise` (in a tuple, as there may be none) are kept once they are worked out
    (`presenting.verdict.verdict_of`, `presenting.levels.ranking_noise`), and so is where in
    `by_period` the rows of each KPI and vendor are (`presenting.series`), with the frame it is of.
    `catalogue` has each KPI as the definition compared is scored (its direction, its anchors);
    `read_by` is the one that reports were read by, None where it is the same.
    `papers` are the audit sample and the decisions of the open project; `shelf` are the scenarios
    kept beside the one ranked by.
    """

    catalogue: Catalogue
    scenario: Scenario
    reports: list[ImportedReport]
    evidence: Evidence
    vendors: tuple[str, ...]
    kpis: tuple[str, ...]
    overall: pd.DataFrame
    by_period: pd.DataFrame
    figures: Mapping[tuple[str, str], Figure]
    matrix: DecisionMatrix
    ranking: Ranking
    sensitivity: Sensitivity | None
    findings: list[Finding] = field(default_factory=list)
    measured_findings: list[Finding] = field(default_factory=list)
    figure_findings: list[Finding] = field(default_factory=list)
    window: Period | None = None
    claims: tuple[Claim, ...] = ()
    offered: frozenset[Offer] = frozenset()
    measured: pd.DataFrame | None = None
    contract: ContractView | None = None
    papers: Papers = field(default_factory=Papers)
    shelf: Shelf = field(default_factory=Shelf)
    verdict: Verdict | None = None
    noise: tuple[Noise | None] | None = None
    places: tuple[pd.DataFrame, Places] | None = None
    read_by: Catalogue | None = None

    @property
    def as_read(self) -> Catalogue:
        """Return the catalogue as reports were read by it, whatever is compared."""
        return self.catalogue if self.read_by is None else self.read_by
