"""KPI entries of catalogue files to `KpiDefinition`; what one entry alone can get wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.catalogue.entries import Entry
from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import distinct_field
from desktop_app.catalogue.model import (
    CATEGORIES,
    UNIT_WORDS,
    Anchors,
    Formula,
    KpiDefinition,
    Source,
    Statistic,
    Variant,
)
from desktop_app.catalogue.templates import filled, has_parameters, with_families
from desktop_app.domain.errors import ExpressionError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction, Unit

ANCHOR_SOURCES = ("article", "practice", "user")


def read_kpi(entry: Entry, parameters: Mapping[str, float] = MappingProxyType({})) -> KpiDefinition:
    """Return the definition of one entry; `parameters` are the values of those it may name.

    Raises
    ------
    CatalogueError
        If anything in it is unknown, missing, of the wrong type or at odds with itself.
    """
    (name, title), (abbreviation, short) = entry.named("title"), entry.named("short")
    unit = entry.choice("unit", Unit)
    direction = entry.choice("direction", Direction)
    variants = _variants(entry, title, unit, parameters)
    formulas = with_families(entry, "formulas")
    entry.no_families()
    kpi = KpiDefinition(
        id=entry.name,
        title=title,
        short=short,
        section=entry.text("section", ""),
        category=entry.one_of("category", CATEGORIES),
        unit=unit,
        direction=direction,
        description=entry.shown("description"),
        variants=variants,
        formulas=tuple(_formula(table, variants, parameters) for table in formulas),
        aliases=entry.spellings("aliases", name, abbreviation),
        anchors=_anchors(entry, direction),
        plausible=entry.range("plausible"),
        usual=entry.range("usual"),
        default_unit=_default_unit(entry, unit),
        traps=entry.shown("traps", ""),
        weigh_by=entry.texts("weigh_by"),
        stand_ins=entry.texts("stand_ins"),
        sample_of=entry.texts("sample_of"),
        overlaps=entry.texts("overlaps"),
        shares_with=entry.texts("shares_with"),
        within=entry.texts("within"),
        counterweights=entry.texts("counterweights"),
        gate=entry.truth("gate", False),
        weight=entry.truth("weight", direction is not Direction.NONE),
        name=name,
        abbreviation=abbreviation,
    )
    entry.finish()
    _check(entry, kpi)
    return kpi


def _variants(
    entry: Entry, title: str, unit: Unit, parameters: Mapping[str, float]
) -> tuple[Variant, ...]:
    """Return the variants, the default first; one called ``standard`` if none is given."""
    tables = with_families(entry, "variants")
    if not tables:
        return (Variant("standard", title, unit),)
    variants = []
    for table in tables:
        direction = table.choice("direction", Direction) if table.has("direction") else None
        words = table.shown("title")
        variants.append(
            Variant(
                id=table.text("id"),
                title=filled(words, parameters, entry),
                unit=table.choice("unit", Unit, unit),
                markers=table.words("markers"),
                direction=direction,
                own_scale=table.truth("own_scale", False),
                usual=table.range("usual"),
                on_demand=table.truth("on_demand", False),
                months=table.number("months", 0.0),
                any_span=table.truth("any_span", False),
                pattern=words if has_parameters(words) else "",
            )
        )
        table.finish()
    _refuse_repeated(entry, "variant", [variant.id for variant in variants])
    _refuse_repeated(entry, "marker", [mark for variant in variants for mark in variant.markers])
    return tuple(variants)


def _default_unit(entry: Entry, unit: Unit) -> str:
    """Return the unit of bare numbers; only a duration has one."""
    known = {Unit.DURATION: UNIT_WORDS["duration"], Unit.RATE: UNIT_WORDS["rate"]}
    return entry.one_of("default_unit", known.get(unit, ()), "")


def _refuse_repeated(entry: Entry, what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise entry.error(tr("has the {what} '{name}' twice", what=what, name=name))


def _formula(
    table: Entry, variants: tuple[Variant, ...], parameters: Mapping[str, float]
) -> Formula:
    part, whole = table.text("part"), table.text("whole", "")
    formula = Formula(
        variant=table.one_of("variant", [variant.id for variant in variants], variants[0].id),
        source=table.choice("source", Source),
        part=filled(part, parameters, table),
        whole=filled(whole, parameters, table),
        statistic=table.choice("statistic", Statistic, Statistic.RATIO),
        q=table.number("q", 0.0),
        factor=table.number("factor", 1.0),
        note=table.shown("note", ""),
        apart=table.text("apart", ""),
        apart_words=table.shown("apart_words", ""),
        sampled=table.truth("sampled", False),
        squares=table.text("squares", ""),
        records=table.text("records", ""),
        pattern=(part, whole) if has_parameters(part, whole) else (),
    )
    table.finish()
    _check_shape(table, formula)
    for key in ("part", "whole", "apart", "squares", "records"):
        text = getattr(formula, key)
        try:
            parse(text or "0")
        except ExpressionError as error:
            raise table.error(
                tr(
                    "'{key}' can't be read at character {position} of '{text}': {problem}",
                    key=key,
                    position=error.position + 1,
                    text=text,
                    problem=error.message.rstrip("."),
                ),
                error.suggestion,
            ) from error
    return formula


def _check_shape(table: Entry, formula: Formula) -> None:
    """Refuse a formula whose keys do not go with its statistic."""
    ratio = formula.statistic is Statistic.RATIO
    quantile = formula.statistic is Statistic.QUANTILE
    if ratio and not formula.whole and formula.source is not Source.KPIS:
        raise table.error(tr("lacks 'whole', which a ratio needs"))
    if formula.whole and not ratio and not distinct_field(formula.whole):
        raise table.error(
            tr("has a 'whole', which a {statistic} does not use", statistic=formula.statistic.value)
        )
    if quantile and (formula.source is not Source.RECORDS or not 0 < formula.q < 1):
        raise table.error(tr("is a quantile, which needs records and 'q' between 0 and 1"))
    if not quantile and formula.q:
        raise table.error(tr("has 'q', which only a quantile uses"))
    if bool(formula.apart) != bool(formula.apart_words):
        raise table.error(tr("has one of 'apart' and 'apart_words', expected both or none"))
    if formula.apart and formula.source is not Source.RECORDS:
        raise table.error(tr("counts rows apart, which needs records"))
    if formula.sampled and not (formula.apart and ratio):
        raise table.error(tr("is of a sample, which needs a ratio and 'apart' for the rest"))
    if formula.squares and (formula.source is not Source.QUANTITIES or not ratio):
        raise table.error(tr("has 'squares', which only a ratio of quantities uses"))
    if formula.records and not formula.squares:
        raise table.error(tr("has 'records' without the 'squares' they go with"))
    if formula.factor == 0:
        raise table.error(tr("has a 'factor' of 0"))
    if formula.source is Source.KPIS and not ratio:
        raise table.error(tr("is made of KPIs and can't be anything but a ratio"))


def _anchors(entry: Entry, direction: Direction) -> Anchors | None:
    if not entry.has("anchors"):
        return None
    table = entry.table("anchors")
    anchors = Anchors(
        worst=table.number("worst"),
        target=table.number("target"),
        best=table.optional_number("best"),
        target_high=table.optional_number("target_high"),
        worst_high=table.optional_number("worst_high"),
        source=table.one_of("source", ANCHOR_SOURCES, "practice"),
    )
    table.finish()
    if direction is Direction.NONE:
        raise table.error(tr("stand at a KPI without a direction"))
    points = _points(table, anchors, direction)
    if sorted(set(points)) != points:
        shown = ", ".join(f"{point:g}" for point in points)
        raise table.error(
            tr(
                "are out of order for '{direction}' ({shown} should rise)",
                direction=direction.value,
                shown=shown,
            )
        )
    return anchors


def _points(table: Entry, anchors: Anchors, direction: Direction) -> list[float]:
    """Return the anchors in the order in which they must rise."""
    if direction is Direction.BAND:
        if anchors.best is not None or anchors.target_high is None or anchors.worst_high is None:
            raise table.error(tr("of a band are worst, target, target_high and worst_high"))
        return [anchors.worst, anchors.target, anchors.target_high, anchors.worst_high]
    if anchors.best is None or anchors.target_high is not None or anchors.worst_high is not None:
        raise table.error(tr("are worst, target and best; only a band has others"))
    points = [anchors.worst, anchors.target, anchors.best]
    return points if direction is Direction.HIGHER else points[::-1]


def _check(entry: Entry, kpi: KpiDefinition) -> None:
    """Refuse what is at odds within one KPI."""
    if kpi.usual is not None and kpi.plausible is not None:
        low, high = kpi.plausible
        if not low <= kpi.usual[0] < kpi.usual[1] <= high:
            raise entry.error(tr("has a usual range that is not within the plausible one"))
    if kpi.direction is Direction.NONE and kpi.weight:
        raise entry.error(tr("has no direction and can't carry weight"))
    if kpi.gate and kpi.anchors is None:
        raise entry.error(tr("is a gate and has no anchors to fail"))
    if kpi.anchors is not None and kpi.plausible is not None:
        low, high = kpi.plausible
        anchors = kpi.anchors
        values = (anchors.worst, anchors.target, anchors.best, anchors.target_high)
        for value in (*values, anchors.worst_high):
            if value is not None and not low <= value <= high:
                raise entry.error(
                    tr("has the anchor {value:g} outside of its plausible range", value=value)
                )
