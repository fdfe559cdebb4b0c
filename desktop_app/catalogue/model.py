"""The typed form of the catalogue: KPIs, fields, profiles and the words reports use.

The data are TOML files in resources/catalogue/; `catalogue.loader` reads and checks them. A user's
own KPI is a `KpiDefinition` from the same form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import later
from desktop_app.domain.unit import Direction, Unit

CATEGORIES: tuple[str, ...] = (
    later("experience"), later("resolution"), later("efficiency"), later("quality"),
    later("expertise"), later("cost"), later("context"),
)  # fmt: skip
"""What a KPI is about; balanced weights are judged by it. Shown translated."""

UNIT_WORDS: Mapping[str, frozenset[str]] = {
    "duration": frozenset({"milliseconds", "seconds", "minutes", "hours", "days", "weeks"}),
    "span": frozenset({"months", "years"}),
    "share": frozenset({"percent", "share", "per_mille"}),
    "multiple": frozenset({"thousands", "lakhs", "millions", "crores", "billions"}),
    "rate": frozenset(
        {"per_hundred", "per_thousand", "per_ten_thousand", "per_hundred_thousand", "per_million"}
    ),
    "score": frozenset({"points", "stars"}),
}
"""Unit ids that `Words.units` may map to and `FieldDefinition.default_unit` may name, by kind."""


class Statistic(StrEnum):
    """How records become one value.

    RATIO: factor x sum of parts / sum of wholes (rows where both are known).
    SUM: sum of parts. QUANTILE: quantile `q` of part over rows where it is known (records only;
    never merged from summaries).

    Where the whole counts different ids (``distinct(project_id)``), the records of one id are one:
    RATIO is the sum of parts for each id, QUANTILE that of the ids' sums, SUM the number of ids.
    """

    RATIO = "ratio"
    SUM = "sum"
    QUANTILE = "quantile"


class Source(StrEnum):
    """What a formula reads.

    RECORDS: fields of log rows. QUANTITIES: stated counts and sums (fields with role
    ``quantity``) of one observation. KPIS: other measurements of the same vendor, period and
    segment, by KPI id (basis derived).
    """

    RECORDS = "records"
    QUANTITIES = "quantities"
    KPIS = "kpis"


@dataclass(frozen=True, slots=True)
class Formula:
    """One way of computing a KPI.

    Parameters
    ----------
    variant : str
        Id of the variant of the definition this formula measures.
    source : Source
    part, whole : str
        Expressions (see `catalogue.expressions`) evaluated per record or observation; `whole` is
        ``""`` for SUM and QUANTILE, or a number of different ids. A row counts when both are
        known. With source KPIS `part` is the whole formula unless `whole` is given, in which case
        the KPIs' values are divided.
    statistic : Statistic
    q : float
        The quantile, 0..1; 0 unless statistic is QUANTILE.
    factor : float
        Multiplies the ratio: 1000 for "per 1,000", 100 for NPS points.
    note : str
        What the figure's label must say of this way to it, ``""`` for nothing.
    apart, apart_words : str
        Over records: which rows the figure leaves out and its label counts, and what they are
        called ("not delivered yet").
    sampled : bool
        Whether the rows counted are a sample of those and the rows of `apart`.
    squares, records : str
        Over quantities: the sum of the squares of what single records add to `part`, and how many
        they are (``""`` for as many as `whole`), each of the same whole: for the interval.
    pattern : tuple of str
        Part and whole with the places of parameters, empty where there are none.
    """

    variant: str
    source: Source
    part: str
    whole: str = ""
    statistic: Statistic = Statistic.RATIO
    q: float = 0.0
    factor: float = 1.0
    note: str = ""
    apart: str = ""
    apart_words: str = ""
    sampled: bool = False
    squares: str = ""
    records: str = ""
    pattern: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchors:
    """Points of the value function, in the KPI's canonical unit: unacceptable, target, excellent.

    For a band, `target` and `target_high` are the ends of the band that scores best, `worst` is
    where the score reaches 0 below it and `worst_high` above it, and `best` is None.
    `source` says where they come from: ``article`` or ``practice`` for the defaults, ``user`` or
    ``contract`` for a scenario's own.
    `points` are (figure, points from 0 to 100) of a scenario's own value function, rising.
    """

    worst: float
    target: float
    best: float | None = None
    target_high: float | None = None
    worst_high: float | None = None
    source: str = "practice"
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A meaning of a KPI that must not be mixed with its other meanings in silence.

    `unit` differs from the KPI's on another scale (a CSAT mean of 1 to 5). `markers` are
    normalised words of a heading that name this variant ("top 2", "median", "p90").
    `direction` is None unless better lies the other way than the KPI's (effort asked as ease).
    `own_scale`: a score of other marks than the KPI's (1 to 5, not 1 to 7), which its anchors do
    not hold for.
    `usual` is the variant's own usual range; None where the KPI's holds.
    `on_demand` variants are computed from records only where the scenario chooses them. `months`
    is the length of the period that a stated figure of this variant is of, 0 for any.
    `any_span`: a figure of this variant is of its own period, of whatever length: of one of as
    many months as another variant has, it is that one. `pattern` is the title with the places of
    parameters, ``""`` where there are none.
    """

    id: str
    title: str
    unit: Unit
    markers: tuple[str, ...] = ()
    direction: Direction | None = None
    own_scale: bool = False
    usual: tuple[float, float] | None = None
    on_demand: bool = False
    months: float = 0.0
    any_span: bool = False
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class KpiDefinition:
    """One KPI of the catalogue; attributes as in kpis.toml.

    `variants` in order, the first is the default. `weigh_by` are quantity field ids, first
    present wins, that are the whole of a *stated* ratio (handled contacts for AHT). `stand_ins`
    are quantities that weigh figures against each other where no whole is known (contacts for
    the answers to a survey); the result is marked.
    `sample_of` are quantities that the whole is a sample of (checked of delivered items).
    `plausible` is the range, in the canonical unit, outside which a value is questioned.
    `usual` is the range where nearly all vendors' figures lie (of a score its usual scale): it
    decides how a figure is to be read where that is left open ("5:42", 0.85), never what is right.
    `default_unit` is the unit of bare numbers of a duration, and what a rate is of so many of.
    `aliases` are spellings as reports write them, title and short name first.
    `overlaps` are KPI ids that measure the same thing: only one carries weight.
    `shares_with` are KPIs that are shares of the same whole: together they can't exceed 1.
    `within` are KPIs that this one can't exceed, where both are meant as their default says.
    `counterweights` are KPI ids without which weighing this one is flagged.
    `weight` is False for context figures that never carry weight. Texts are translated; `name`
    and `abbreviation` are title and short name as in the file.
    """

    id: str
    title: str
    short: str
    section: str
    category: str
    unit: Unit
    direction: Direction
    description: str
    variants: tuple[Variant, ...]
    formulas: tuple[Formula, ...]
    aliases: tuple[str, ...]
    anchors: Anchors | None = None
    plausible: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    default_unit: str = ""
    traps: str = ""
    weigh_by: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
    sample_of: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    shares_with: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    counterweights: tuple[str, ...] = ()
    gate: bool = False
    weight: bool = True
    name: str = ""
    abbreviation: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.title)
        object.__setattr__(self, "abbreviation", self.abbreviation or self.short)

    def variant(self, variant_id: str) -> Variant:
        """Return a variant by id; ``KeyError`` if the KPI has none of that name."""
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    def scale_of(self, variant_id: str) -> tuple[Direction, str]:
        """Return which way a variant is better, and whose marks it has: ``""`` for the KPI's own.

        Figures of different scales are never ranked beside each other. A variant that the KPI has
        none of, and ``""`` for the default, are on the KPI's own scale.
        """
        for variant in self.variants:
            if variant.id == variant_id:
                direction = variant.direction or self.direction
                return direction, variant_id if variant.own_scale else ""
        return self.direction, ""

    def as_compared(self, variant_id: str) -> KpiDefinition:
        """Return the KPI as one of its variants is scored.

        Of a variant that is better the other way, or has other marks, the direction is its own and
        the KPI's anchors do not hold.
        """
        scale = self.scale_of(variant_id)
        if scale == (self.direction, ""):
            return self
        return replace(self, direction=scale[0], anchors=None)


class FieldRole(StrEnum):
    """What a column is for.

    VENDOR, ID, DATE, DIMENSION (a segment such as channel or region), VALUE (a typed value of
    one record), QUANTITY (a count or sum over many records, in summaries), PERIOD (a month or
    quarter column), STRUCTURE (columns of summaries: KPI name, value, target, unit, status,
    weight, note, total).
    """

    VENDOR = "vendor"
    ID = "id"
    DATE = "date"
    DIMENSION = "dimension"
    VALUE = "value"
    QUANTITY = "quantity"
    PERIOD = "period"
    STRUCTURE = "structure"


class FieldKind(StrEnum):
    """The type of a field's values.

    FLAG is 1.0/0.0, STATUS is one of ``open``, ``closed``, ``cancelled``, OUTCOME (how a contact
    ended) one of ``answered``, ``abandoned``, ``unanswered``.
    """

    TEXT = "text"
    ID = "id"
    FLAG = "flag"
    STATUS = "status"
    OUTCOME = "outcome"
    TIMESTAMP = "timestamp"
    PERIOD = "period"
    SHARE = "share"
    DURATION = "duration"
    SCORE = "score"
    POINTS = "points"
    INDEX = "index"
    MONEY = "money"
    COUNT = "count"
    RATE = "rate"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A typed column of a log, or a quantity of a summary; attributes as in fields.toml.

    `default_unit` is the people's unit of bare numbers when no heading or format names one
    (``minutes``, ``seconds``, ``days``, ``percent``). `summable` says whether several columns
    of this field in one table add up (attendances type 1, 2, other).
    `true_words` and `false_words` are extra cell texts that mean yes and no for a flag
    ("resolved", "first call"), normalised. `aliases` are spellings, title first. `plausible` and
    `usual` are as for a KPI, `name` too; the plausible range of a date is one of calendar years.
    A count of answers with one mark names the field of such marks, `mark_of`, and the `mark`.
    `judging` says what the field is to answers and evaluations: a ``mark`` that somebody gives to a
    piece of work, what they have ``beside`` it, or, other than any figure, of the ``work`` itself.
    """

    id: str
    title: str
    role: FieldRole
    kind: FieldKind
    description: str
    aliases: tuple[str, ...]
    default_unit: str = ""
    summable: bool = False
    true_words: tuple[str, ...] = ()
    false_words: tuple[str, ...] = ()
    plausible: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    mark_of: str = ""
    mark: float | None = None
    judging: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.title)


@dataclass(frozen=True, slots=True)
class Profile:
    """Ready-made weights. `weights` are positive and need not sum to 1; `blind_to` says what the
    profile does not see; `gates` are KPI ids that must reach their worst anchor; `name` as a KPI's.
    """

    id: str
    title: str
    description: str
    weights: Mapping[str, float]
    gates: tuple[str, ...] = ()
    blind_to: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.title)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that formulas use and a scenario may set, such as the weight of a minor error.

    `value` is the shipped default; `least` and `most` are the ends of what may be set.
    """

    id: str
    title: str
    description: str
    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the data files say; mappings keep the files' order.

    `own` are the ids of the KPIs that the user defined; they follow those of the product.
    """

    kpis: Mapping[str, KpiDefinition]
    fields: Mapping[str, FieldDefinition]
    profiles: Mapping[str, Profile]
    words: Words
    default_profile: str
    own: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def own_kpis(self) -> tuple[KpiDefinition, ...]:
        """Return the user's own KPIs."""
        return tuple(self.kpis[kpi] for kpi in self.own)

    def without_own(self) -> Catalogue:
        """Return the catalogue of the product alone."""
        if not self.own:
            return self
        kpis = {name: kpi for name, kpi in self.kpis.items() if name not in self.own}
        return replace(self, kpis=kpis, own=())
