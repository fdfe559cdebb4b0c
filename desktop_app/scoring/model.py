"""What a ranking is made from and what comes out, shared by all methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import Anchors, Catalogue
from desktop_app.domain.contract import Contract, Stakes
from desktop_app.domain.evaluator import Evaluator, Pooling
from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.domain.unit import Direction
from desktop_app.domain.work_calendar import WorkCalendar

Floats = NDArray[np.float64]


class Method(StrEnum):
    """Ranking methods; values are the command line's words."""

    WEIGHTED = "weighted"
    TOPSIS = "topsis"
    PROMETHEE = "promethee"
    VIKOR = "vikor"


class Normalisation(StrEnum):
    """How values become scores in a weighted sum."""

    ANCHORS = "anchors"
    VECTOR = "vector"
    MINMAX = "minmax"


class MissingRule(StrEnum):
    """What a missing value does: LEAVE_OUT rescales the vendor's remaining weights and lowers
    its shown coverage, NEUTRAL takes the middle one (median) of the vendors that have it, WORST
    scores 0, TARGET takes the target anchor's score, GATE rules the vendor out.
    """

    LEAVE_OUT = "leave_out"
    NEUTRAL = "neutral"
    TARGET = "target"
    WORST = "worst"
    GATE = "gate"


class VariantRule(StrEnum):
    """What a figure of another definition, or in a currency without a rate, does.

    LEAVE_OUT treats it as missing, MARK ranks it with its mark (never for currencies).
    """

    LEAVE_OUT = "leave_out"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Preference:
    """A PROMETHEE preference function; `q` and `p` are end points, `s` the Gaussian's scale.

    kind: ``usual``, ``u`` (needs q), ``v`` (p), ``level`` (q, p), ``linear`` (q, p),
    ``gaussian`` (s).
    """

    kind: str = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0


CONSENSUS = 0.5
"""VIKOR's usual weight of the group's utility against the individual regret."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column of a decision matrix. `weight` is not negative; anchors only for ANCHORS.

    Without anchors it is scored by the field of vendors: in proportion to the best, or
    (`stretched`) on the line from the worst to the best.
    """

    id: str
    title: str
    direction: Direction
    weight: float
    anchors: Anchors | None = None
    preference: Preference = Preference()
    stretched: bool = False


@dataclass(frozen=True, slots=True)
class DecisionMatrix:
    """Vendors by criteria, read-only.

    Parameters
    ----------
    values : array of float, shape (vendors, criteria)
        NaN where a vendor has no comparable value.
    """

    vendors: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    values: Floats

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.vendors), len(self.criteria)):
            raise ValueError(
                f"matrix is {self.values.shape}, expected {(len(self.vendors), len(self.criteria))}"
            )
        self.values.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Gate:
    """A requirement: `kpi` at least (or, `at_most`, at most) `limit` in its canonical unit.

    `missing_fails` says what a vendor without the figure gets: by default it is not excluded,
    and the gate's result says ``unknown``. One that is `waived` rules nobody out, and says whom
    it would.
    """

    kpi: str
    limit: float
    at_most: bool = False
    missing_fails: bool = False
    waived: bool = False


@dataclass(frozen=True, slots=True)
class GateResult:
    """One vendor at one gate; `outcome` is ``passed``, ``failed``, ``unknown`` or ``waived``.

    ``waived`` is what would have failed.
    """

    kpi: str
    limit: float
    value: float
    outcome: str


COMMON = "common"
"""The window of the latest months that all vendors have."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that makes a ranking out of measurements.

    Parameters
    ----------
    weights : mapping of KPI id to weight
        Not negative, need not sum to 1.
    bounds : mapping of KPI id to (least, most)
        Shares of the total weight within which a weight is moved and drawn, 0..1.
    anchors : mapping of KPI id to Anchors
        Overrides of the catalogue's, also for KPIs that have none there.
    by_field : tuple of KPI id
        KPIs scored from the worst (0) to the best (100) of the vendors ranked, in place of any
        anchors; bands are not, as the best of a field may lie outside of theirs.
    preferences : mapping of KPI id to Preference
        PROMETHEE's preference functions in canonical units; the usual one where none is given.
    strategy : float
        VIKOR's v, 0 to 1: the weight of the group's utility against the individual regret.
    baseline : str
        The vendor that is the in-house operation, ``""`` for none; it is shown, ranked too.
    base_currency : str
        ISO code that money is brought to; ``""`` means the one most vendors use.
    rates : tuple of Quote
        A currency without a rate is never taken at 1.
    tax : mapping of vendor to Tax
        How vendors state their prices; `ANY_VENDOR`'s holds for those without one of their own.
    tax_basis : TaxBasis
        What prices are brought to: EXCLUDED (net) or INCLUDED.
    contract : Contract or None
        What the total cost is of.
    stakes : Stakes or None
        Service credits and bonuses that are run over the measured months.
    window : str
        What months are compared: ``""`` all that each vendor has, `COMMON` the latest unbroken
        run of months that all of them have, else the label of a period; what can't be cut to
        its days is left out.
    definitions : mapping of KPI id to variant id
        Which of a KPI's definitions is compared; by default the one that most vendors have.
    parameters : mapping of parameter id to float
        Numbers in formulas (`catalogue.model.Parameter`) that are not at their defaults.
    calendars : mapping of vendor to WorkCalendar
        By which business time runs; `ANY_VENDOR`'s holds for vendors without one of their own.
        Without any, only calendar time is known.
    evaluators : tuple of Evaluator
        Whose weights and marks the decision heard. `weights` are what is ranked by: one
        evaluator's, a consensus, or the user's own.
    pooling : Pooling
        How the evaluators' weights become a consensus.
    """

    name: str
    profile: str
    weights: Mapping[str, float]
    method: Method = Method.WEIGHTED
    normalisation: Normalisation = Normalisation.ANCHORS
    missing: MissingRule = MissingRule.LEAVE_OUT
    variants: VariantRule = VariantRule.LEAVE_OUT
    anchors: Mapping[str, Anchors] = field(default_factory=dict)
    by_field: tuple[str, ...] = ()
    preferences: Mapping[str, Preference] = field(default_factory=dict)
    strategy: float = CONSENSUS
    gates: tuple[Gate, ...] = ()
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    baseline: str = ""
    base_currency: str = ""
    rates: tuple[Quote, ...] = ()
    tax: Mapping[str, Tax] = field(default_factory=dict)
    tax_basis: TaxBasis = TaxBasis.EXCLUDED
    contract: Contract | None = None
    stakes: Stakes | None = None
    window: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    calendars: Mapping[str, WorkCalendar] = field(default_factory=dict)
    evaluators: tuple[Evaluator, ...] = ()
    pooling: Pooling = Pooling.GEOMETRIC

    def measures_like(self, other: Scenario, catalogue: Catalogue) -> bool:
        """Return whether measurements made under the other scenario hold under this one too."""
        names = ("baseline", "calendars", "window", "parameters")
        same = all(getattr(self, name) == getattr(other, name) for name in names)
        same = same and _marks(self) == _marks(other)
        return same and _on_demand(self, catalogue) == _on_demand(other, catalogue)


def _marks(scenario: Scenario) -> list[tuple[str, object]]:
    """Return the marks that evaluators gave: they are measured like figures of reports."""
    return [(one.name, one.marks) for one in scenario.evaluators if one.marks]


def _on_demand(scenario: Scenario, catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return the chosen definitions that are computed only because they are chosen."""
    return {
        (kpi.id, variant.id)
        for kpi in catalogue.kpis.values()
        for variant in kpi.variants
        if variant.on_demand and scenario.definitions.get(kpi.id) == variant.id
    }


@dataclass(frozen=True, slots=True)
class RankedVendor:
    """One line of a ranking.

    Parameters
    ----------
    rank : int or None
        1 is best, ties share the best of their ranks, None when a gate excludes the vendor or
        nothing about it could be scored.
    score : float
        In the method's own terms (0..100 points, closeness, net flow, VIKOR's Q); NaN if none.
    coverage : float
        Share of the total weight that the vendor has figures for, 0..1.
    contributions : mapping of KPI id to points
        What each criterion adds; they sum to `score` in a weighted sum, empty otherwise.
    """

    vendor: str
    rank: int | None
    score: float
    coverage: float
    contributions: Mapping[str, float]
    gates: tuple[GateResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Vendors from best to worst; excluded ones last, in the matrix's order.

    `details` holds the method's intermediate numbers by name (``distance_to_ideal``, ``S``...),
    one per vendor in the order of the matrix. `notes` are sentences the screen must show
    (a constant column, a rank reversal, a missing value filled).
    """

    method: Method
    vendors: tuple[RankedVendor, ...]
    details: Mapping[str, Floats] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """Within `low`..`high` (shares of the total weight, the others in proportion) of this
    criterion's weight the leader stays; `current` is its share now.
    """

    kpi: str
    current: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How easily the first place changes.

    `leave_one_out` maps a KPI id to the vendors then first (several when tied).
    `verdict` is ``clear``, ``narrow`` or ``none``; `reason` one sentence.
    """

    leaders: tuple[str, ...]
    intervals: tuple[WeightInterval, ...]
    leave_one_out: Mapping[str, tuple[str, ...]]
    verdict: str
    reason: str
