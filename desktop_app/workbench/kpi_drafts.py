"""A user's own KPI as a form holds it, all texts, and from there to its definition and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop_app.catalogue.checks import names_for
from desktop_app.catalogue.entries import tables_of
from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.filters import with_filter, without_filter
from desktop_app.catalogue.formula_names import fields_within
from desktop_app.catalogue.kpi_text import write_kpis
from desktop_app.catalogue.kpis import read_kpi
from desktop_app.catalogue.model import (
    Anchors,
    Catalogue,
    Formula,
    KpiDefinition,
    Source,
    Statistic,
    Variant,
)
from desktop_app.catalogue.own import free_id, with_own
from desktop_app.domain.errors import CatalogueError, ExpressionError, VendorBenchError
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.limits import typed_figure

NO_PLACE = -1
VARIANT = "standard"
ANCHORS = ("worst", "target", "best", "target_high", "worst_high")


class How(StrEnum):
    """How an own KPI comes about; FILE is a definition that the form can't show in full."""

    RATIO = "ratio"
    SUM = "sum"
    QUANTILE = "quantile"
    COUNTS = "counts"
    KPIS = "kpis"
    STATED = "stated"
    FILE = "file"


SOURCES: Mapping[How, Source] = {
    How.RATIO: Source.RECORDS,
    How.SUM: Source.RECORDS,
    How.QUANTILE: Source.RECORDS,
    How.COUNTS: Source.QUANTITIES,
    How.KPIS: Source.KPIS,
}
"""What the formulas of each kind read."""


class DraftError(VendorBenchError):
    """Something in the form can't be used.

    Parameters
    ----------
    field : str
        The name of the draft's attribute, ``""`` where it is none alone.
    position : int
        0-based place in that text, `NO_PLACE` where it is the whole.
    """

    def __init__(
        self, field: str, message: str, position: int = NO_PLACE, suggestion: str = ""
    ) -> None:
        super().__init__(message, suggestion)
        self.field = field
        self.position = position


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form holds; figures as people write them ("85 %", "24 h")."""

    title: str = ""
    short: str = ""
    category: str = "quality"
    unit: Unit = Unit.SHARE
    direction: Direction = Direction.HIGHER
    description: str = ""
    how: How = How.RATIO
    part: str = ""
    whole: str = ""
    where: str = ""
    percentile: str = "50"
    factor: str = "1"
    worst: str = ""
    target: str = ""
    best: str = ""
    target_high: str = ""
    worst_high: str = ""
    aliases: str = ""


def draft_of(kpi: KpiDefinition) -> Draft:
    """Return what a form shows of a definition."""
    formula = kpi.formulas[0] if kpi.formulas else None
    draft = Draft(
        title=kpi.title,
        short=kpi.short,
        category=kpi.category,
        unit=kpi.unit,
        direction=kpi.direction,
        description=kpi.description,
        how=_how(kpi),
        aliases="; ".join(a for a in kpi.aliases if a not in (kpi.name, kpi.abbreviation)),
    )
    if kpi.anchors is not None:
        points = {name: getattr(kpi.anchors, name) for name in ANCHORS}
        texts: dict[str, Any] = {
            name: figure_text(value, kpi.unit)
            for name, value in points.items()
            if value is not None
        }
        draft = replace(draft, **texts)
    if formula is None or draft.how is How.FILE:
        return draft
    where, part = without_filter(formula.part)
    of_whole, whole = without_filter(formula.whole)
    if formula.whole and of_whole != where:  # conditions of their own stay in the expressions
        where, part, whole = "", formula.part, formula.whole
    draft = replace(
        draft,
        part=part,
        whole=whole,
        where=where,
        factor=local("{factor:.12g}", factor=formula.factor),
    )
    return replace(draft, percentile=local("{q:.12g}", q=formula.q * 100)) if formula.q else draft


def definition_of(
    draft: Draft,
    catalogue: Catalogue,
    others: Iterable[KpiDefinition] = (),
    before: KpiDefinition | None = None,
) -> KpiDefinition:
    """Return the KPI that a form describes, checked against the catalogue and the other own KPIs.

    Parameters
    ----------
    others : iterable of KpiDefinition
        The user's other KPIs.
    before : KpiDefinition, optional
        The definition that is changed: its id stays, and what the form does not show.

    Raises
    ------
    DraftError
        Naming the field, and in an expression the place.
    """
    others = tuple(others)
    title = " ".join(draft.title.split())
    if not title:
        raise DraftError("title", tr("The KPI has no name yet."))
    joined = with_own(catalogue, others)
    kpi = replace(
        before or _blank(title, draft.unit),
        id=before.id if before is not None else free_id(title, joined.kpis),
        title=title,
        short=" ".join(draft.short.split()) or title[:24],
        category=draft.category,
        unit=draft.unit,
        direction=draft.direction,
        description=draft.description.strip() or title,
        weight=draft.direction is not Direction.NONE,
        anchors=_anchors(draft),
        aliases=_aliases(draft, title),
    )
    if draft.how is not How.FILE:
        kpi = replace(
            kpi,
            variants=(Variant(VARIANT, title, draft.unit),),
            formulas=_formulas(draft, joined, kpi.id),
        )
    return _checked(kpi, catalogue, others)


def figure_text(value: float, unit: Unit) -> str:
    """Return a figure as a form shows it, so that `typed_figure` reads the same from it."""
    if unit is Unit.SHARE:
        return local("{value:.12g} %", value=value * 100)
    if unit is Unit.DURATION:
        for word, length in (("d", 86_400.0), ("h", 3_600.0), ("min", 60.0)):
            if value and value % length == 0:
                return local("{value:.12g} {word}", value=value / length, word=word)
        return local("{value:.12g} s", value=value)
    return local("{value:.12g}", value=value)


def names_of(how: How, catalogue: Catalogue) -> frozenset[str]:
    """Return the names that expressions of one kind may use; none where there are none."""
    source = SOURCES.get(how)
    if source is None:
        return frozenset()
    return names_for(source, catalogue.kpis, catalogue.fields)


def check_expression(field: str, text: str, allowed: frozenset[str], records: bool) -> None:
    """Refuse an expression that can't be read or names what there is not, with the place.

    Raises
    ------
    DraftError
    """
    try:
        places = parse(text).places
    except ExpressionError as error:
        raise DraftError(field, error.message, error.position, error.suggestion) from error
    for name, position in places.items():
        for inner in fields_within(name) if records else (name,):
            if inner not in allowed:
                shown = inner.partition("(")[0]
                raise DraftError(
                    field,
                    tr("There is no field or quantity '{name}'.", name=shown)
                    if records
                    else tr("There is no name here '{name}'.", name=shown),
                    position,
                    tr("Choose one from the list that opens while you type."),
                )


def _how(kpi: KpiDefinition) -> How:
    if not kpi.formulas:
        return How.STATED
    if len(kpi.formulas) > 1 or len(kpi.variants) > 1:
        return How.FILE
    formula = kpi.formulas[0]
    if formula.source is Source.QUANTITIES:
        return How.COUNTS if formula.statistic is Statistic.RATIO else How.FILE
    if formula.source is Source.KPIS:
        return How.FILE if formula.whole else How.KPIS
    if formula.whole and formula.statistic is not Statistic.RATIO:  # of different ids
        return How.FILE
    return {
        Statistic.RATIO: How.RATIO,
        Statistic.SUM: How.SUM,
        Statistic.QUANTILE: How.QUANTILE,
    }[formula.statistic]


def _blank(title: str, unit: Unit) -> KpiDefinition:
    return KpiDefinition(
        id="own_kpi",
        title=title,
        short=title,
        section="",
        category="quality",
        unit=unit,
        direction=Direction.HIGHER,
        description=title,
        variants=(Variant(VARIANT, title, unit),),
        formulas=(),
        aliases=(title,),
    )


def _aliases(draft: Draft, title: str) -> tuple[str, ...]:
    given = [" ".join(text.split()) for text in draft.aliases.replace("\n", ";").split(";")]
    spellings = dict.fromkeys([title, " ".join(draft.short.split()), *given])
    return tuple(text for text in spellings if text)


def _anchors(draft: Draft) -> Anchors | None:
    band = draft.direction is Direction.BAND
    wanted = ("worst", "target", "target_high", "worst_high") if band else ANCHORS[:3]
    given = [name for name in wanted if getattr(draft, name).strip()]
    if draft.direction is Direction.NONE or not given:
        return None
    points: dict[str, float] = {}
    for name in wanted:
        text = getattr(draft, name).strip()
        if not text:
            raise DraftError(
                name, tr("Fill in all {count} points of the scale, or none.", count=len(wanted))
            )
        points[name] = _figure(name, text, draft.unit)
    return Anchors(
        worst=points["worst"],
        target=points["target"],
        best=points.get("best"),
        target_high=points.get("target_high"),
        worst_high=points.get("worst_high"),
        source="user",
    )


def _figure(field: str, text: str, unit: Unit = Unit.RATE) -> float:
    try:
        return typed_figure(text, unit)
    except ValueError as error:
        raise DraftError(field, f"{error}"[:1].upper() + f"{error}"[1:]) from None


def _formulas(draft: Draft, catalogue: Catalogue, own_id: str) -> tuple[Formula, ...]:
    source = SOURCES.get(draft.how)
    if source is None:
        return ()
    allowed = names_of(draft.how, catalogue) - {own_id}
    ratio = draft.how in (How.RATIO, How.COUNTS)
    texts = {"part": draft.part, "whole": draft.whole if ratio else ""}
    where = draft.where if source is Source.RECORDS else ""
    if ratio and not texts["whole"].strip():
        raise DraftError(
            "whole", tr("What is it divided by? Write 1 to divide by the records' count.")
        )
    for field, text in (*texts.items(), ("where", where)):
        if text.strip() or field == "part":
            check_expression(field, text, allowed, source is Source.RECORDS)
    factor = _figure("factor", draft.factor.strip() or "1")
    if factor == 0:
        raise DraftError("factor", tr("Times 0 would make every figure 0."))
    return (
        Formula(
            variant=VARIANT,
            source=source,
            part=with_filter(where, texts["part"]),
            whole=with_filter(where, texts["whole"]),
            statistic=_STATISTICS.get(draft.how, Statistic.RATIO),
            q=_quantile(draft) if draft.how is How.QUANTILE else 0.0,
            factor=factor,
        ),
    )


_STATISTICS = {How.SUM: Statistic.SUM, How.QUANTILE: Statistic.QUANTILE}


def _quantile(draft: Draft) -> float:
    percent = _figure("percentile", draft.percentile.strip() or "50")
    if not 0 < percent < 100:
        raise DraftError(
            "percentile", tr("{percent:g} is no percentile between 0 and 100.", percent=percent)
        )
    return percent / 100


def _checked(
    kpi: KpiDefinition, catalogue: Catalogue, others: tuple[KpiDefinition, ...]
) -> KpiDefinition:
    """Return the KPI as its text reads back; refuse what the catalogue's own rules refuse."""
    try:
        read = _read_back(kpi, catalogue, others)
    except CatalogueError as error:
        problem = error.message.partition(": ")[2] or error.message
        field = _at_fault(kpi, catalogue, others)
        raise DraftError(
            field, tr("This KPI {problem}", problem=problem), NO_PLACE, error.suggestion
        ) from error
    return read


def _read_back(
    kpi: KpiDefinition, catalogue: Catalogue, others: tuple[KpiDefinition, ...]
) -> KpiDefinition:
    (entry,) = tables_of(write_kpis([kpi]), f"'{kpi.title}'").values()
    read = read_kpi(entry)
    with_own(catalogue, [*others, read])
    return read


def _at_fault(kpi: KpiDefinition, catalogue: Catalogue, others: tuple[KpiDefinition, ...]) -> str:
    """Return the field without whose entry the catalogue takes the KPI, ``""`` for none."""
    own_id = free_id(kpi.title, [*catalogue.kpis, *(other.id for other in others)])
    named = replace(kpi, id=own_id, title=own_id, short=own_id, aliases=(own_id,))
    for field, changed in (("worst", replace(kpi, anchors=None)), ("title", named)):
        try:
            _read_back(changed, catalogue, others)
        except CatalogueError:
            continue
        return field
    return ""
