"""KPIs as TOML text that `kpis.read_kpi` reads back: the user's own, in projects and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.catalogue.anchors_text import anchor_table
from desktop_app.catalogue.model import (
    Formula,
    KpiDefinition,
    Statistic,
    Variant,
)
from desktop_app.domain.toml_text import toml_key, toml_string
from desktop_app.domain.unit import Direction


def write_kpis(kpis: Iterable[KpiDefinition]) -> str:
    """Return definitions in the form of the catalogue's files; ``""`` for none.

    Reading the text gives the same definitions, with the numbers in place that parameters have.
    """
    return "\n".join("\n".join(_lines(kpi)) + "\n" for kpi in kpis)


def _lines(kpi: KpiDefinition) -> list[str]:
    texts = {
        "title": kpi.title,
        "short": kpi.short,
        "section": kpi.section,
        "category": kpi.category,
        "unit": kpi.unit.value,
        "direction": kpi.direction.value,
        "description": kpi.description,
        "default_unit": kpi.default_unit,
        "traps": kpi.traps,
    }
    lines = [f"[{toml_key(kpi.id)}]"]
    lines += [f"{name} = {toml_string(text)}" for name, text in texts.items() if text]
    if kpi.anchors is not None:
        lines.append(f"anchors = {_inline(anchor_table(kpi.anchors))}")
    for name in ("plausible", "usual"):
        ends = getattr(kpi, name)
        if ends is not None:
            lines.append(f"{name} = [{ends[0]!r}, {ends[1]!r}]")
    for name in (
        "weigh_by",
        "stand_ins",
        "sample_of",
        "overlaps",
        "shares_with",
        "within",
        "counterweights",
        "aliases",
    ):
        if getattr(kpi, name):
            lines.append(f"{name} = {_list(getattr(kpi, name))}")
    if kpi.gate:
        lines.append("gate = true")
    if kpi.weight is not (kpi.direction is not Direction.NONE):
        lines.append(f"weight = {_truth(kpi.weight)}")
    lines += _tables("variants", [_variant(one, kpi) for one in kpi.variants])
    return lines + _tables("formulas", [_formula(one) for one in kpi.formulas])


def _variant(variant: Variant, kpi: KpiDefinition) -> dict[str, str]:
    written = {"id": toml_string(variant.id), "title": toml_string(variant.title)}
    if variant.unit is not kpi.unit:
        written["unit"] = toml_string(variant.unit.value)
    if variant.direction is not None:
        written["direction"] = toml_string(variant.direction.value)
    if variant.own_scale:
        written["own_scale"] = "true"
    if variant.usual is not None:
        written["usual"] = f"[{variant.usual[0]!r}, {variant.usual[1]!r}]"
    if variant.markers:
        written["markers"] = _list(variant.markers)
    if variant.on_demand:
        written["on_demand"] = "true"
    if variant.months:
        written["months"] = repr(variant.months)
    if variant.any_span:
        written["any_span"] = "true"
    return written


def _formula(formula: Formula) -> dict[str, str]:
    written = {
        "variant": toml_string(formula.variant),
        "source": toml_string(formula.source.value),
        "part": toml_string(formula.part),
    }
    if formula.whole:
        written["whole"] = toml_string(formula.whole)
    if formula.statistic is not Statistic.RATIO:
        written["statistic"] = toml_string(formula.statistic.value)
    if formula.q:
        written["q"] = repr(formula.q)
    if formula.factor != 1.0:
        written["factor"] = repr(formula.factor)
    if formula.sampled:
        written["sampled"] = "true"
    texts = {
        "note": formula.note,
        "apart": formula.apart,
        "apart_words": formula.apart_words,
        "squares": formula.squares,
        "records": formula.records,
    }
    return written | {name: toml_string(text) for name, text in texts.items() if text}


def _tables(name: str, tables: list[dict[str, str]]) -> list[str]:
    if not tables:
        return []
    return [f"{name} = [", *(f"  {_inline(table)}," for table in tables), "]"]


def _inline(values: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in values.items()) + " }"


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(toml_string(text) for text in texts) + "]"


def _truth(value: bool) -> str:
    return "true" if value else "false"
