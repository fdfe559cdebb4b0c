"""What a KPI is, on one card: definition, formula, variants, anchors and what to take care of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from desktop_app.catalogue.formula_names import distinct_field
from desktop_app.catalogue.model import (
    Anchors,
    Catalogue,
    FieldDefinition,
    Formula,
    KpiDefinition,
    Source,
    Statistic,
)
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Direction
from desktop_app.presenting.formatting import format_value

_NAME = re.compile(r"[a-z_][a-z0-9_]*(?!\()\b")
_CALLS = (
    (re.compile(r"known\((?P<field>\[[^\]]*\])\)"), later("number of records with {field}")),
    (
        re.compile(r"seconds_between\((?P<start>\[[^\]]*\]), (?P<end>\[[^\]]*\])\)"),
        later("time from {start} to {end}"),
    ),
    (
        re.compile(r"working_seconds\((?P<start>\[[^\]]*\]), (?P<end>\[[^\]]*\])\)"),
        later("working time from {start} to {end}"),
    ),
    (
        re.compile(r"distinct\((?P<field>\[[^\]]*\])\)"),
        later("number of different values of {field}"),
    ),
    (re.compile(r"\bleft_in_month\b"), later("people who left in the month")),
    (re.compile(r"\bstaff_months\b"), later("months that people were on the staff")),
)
_COUNTS = re.compile(r"(known|distinct)\(")
"""What calls in formulas mean; the brackets hold titles of fields by then."""
_BETTER = {
    Direction.HIGHER: later("Higher is better."),
    Direction.LOWER: later("Lower is better."),
    Direction.BAND: later("Within a band is best: too little and too much are both bad."),
    Direction.NONE: later("Says something about the context; it is neither good nor bad."),
}
_SOURCES = {
    Source.RECORDS: later("from records"),
    Source.QUANTITIES: later("from stated counts and sums"),
    Source.KPIS: later("from other KPIs"),
}
_SOURCE_OF_ANCHORS = {
    "article": later("published guidance; set your own"),
    "practice": later("usual practice; set your own"),
    "user": later("set by you"),
}


def definition_card(definition: KpiDefinition, catalogue: Catalogue) -> str:
    """Return a KPI's definition as Markdown.

    Formulas name fields by their titles. A unit, an anchor or a variant that the catalogue does
    not give is left out, never filled in.
    """
    parts = [
        f"# {escaped(definition.title)}",
        escaped(definition.description),
        tr(_BETTER[definition.direction]),
        _anchor_words(definition.anchors, definition),
        _formulas(definition, catalogue),
        _section(tr("Other definitions in use, taken as stated"), _variants(definition)),
        _section(tr("Worked out where a scenario chooses it"), _on_demand(definition)),
        _paragraph(tr("Take care"), definition.traps),
        _section(tr("Look at it together with"), _titles(definition.counterweights, catalogue)),
        _section(tr("Says much the same as"), _titles(definition.overlaps, catalogue)),
        _section(tr("Also called"), [", ".join(sorted(map(escaped, definition.aliases))[:16])]),
    ]
    return "\n\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """Return text with the signs that Markdown would take for its own set off."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def anchor_source(anchors: Anchors) -> str:
    """Return who set a KPI's anchors, in words."""
    return tr(_SOURCE_OF_ANCHORS.get(anchors.source, anchors.source))


def formula_line(formula: Formula, catalogue: Catalogue) -> str:
    """Return a formula with the definition it gives and what it works on."""
    return (
        f"{formula.variant} ({tr(_SOURCES[formula.source])}): {formula_words(formula, catalogue)}"
    )


def formula_words(formula: Formula, catalogue: Catalogue) -> str:
    """Return a formula in words: sums of parts over sums of wholes, fields by their titles."""

    def named(expression: str) -> str:
        words = _NAME.sub(lambda found: _title(found[0], catalogue), expression)
        for pattern, text in _CALLS:
            words = pattern.sub(partial(_said, text), words)
        return words

    part, whole = named(formula.part), named(formula.whole)
    if formula.statistic is not Statistic.RATIO and formula.whole:  # of different ids
        if formula.statistic is Statistic.SUM:
            return tr("the {whole}", whole=whole)
        name = _title(distinct_field(formula.whole), catalogue)
        part = tr("the sum of {part} for each {name}", part=part, name=name)
    if formula.statistic is Statistic.QUANTILE:
        if formula.q == 0.5:
            return tr("the median of {part}", part=part)
        return tr("the {number:g}th percentile of {part}", number=100 * formula.q, part=part)
    if formula.statistic is Statistic.SUM:
        return tr("the sum of {part}", part=part)
    times = local("{factor:g} x ", factor=formula.factor) if formula.factor != 1 else ""
    if not whole:
        return f"{times}{part}"
    below = (
        tr("the number of records")
        if whole == "1"
        else (
            tr("the {whole}", whole=whole)
            if _COUNTS.match(formula.whole)
            else tr("the sum of {whole}", whole=whole)
        )
    )
    return tr("{times}the sum of {part} / {below}", times=times, part=part, below=below)


def _said(text: str, found: re.Match[str]) -> str:
    return tr(text, **found.groupdict())


def _title(name: str, catalogue: Catalogue) -> str:
    known: FieldDefinition | KpiDefinition | None = catalogue.fields.get(name)
    known = known or catalogue.kpis.get(name)
    return name if known is None else f"[{known.title}]"


def _formulas(definition: KpiDefinition, catalogue: Catalogue) -> str:
    """Return the ways to work a KPI out, in the order they are tried, below their variant."""
    if not definition.formulas:
        return ""
    titles = {variant.id: variant.title for variant in definition.variants}
    by_variant: dict[str, list[str]] = {}
    for formula in definition.formulas:
        if definition.variant(formula.variant).on_demand:
            continue  # dozens of thresholds and windows: `_on_demand` names them
        words = escaped(formula_words(formula, catalogue))
        line = f"{words} ({tr(_SOURCES[formula.source])})"
        by_variant.setdefault(titles.get(formula.variant, ""), []).append(line)
    lines: list[str] = []
    for variant, ways in by_variant.items():
        if len(by_variant) > 1 and variant:
            lines.append(f"- **{escaped(variant)}**")
            lines += [f"    - {way}" for way in ways]
        else:
            lines += [f"- {way}" for way in ways]
    return f"## {tr('How it is worked out')}\n\n" + "\n".join(lines)


def _variants(definition: KpiDefinition) -> list[str]:
    """Return the variants that are only ever stated: those worked out stand with their formula."""
    worked_out = {formula.variant for formula in definition.formulas}
    if len(definition.variants) < 2:
        return []
    return [escaped(one.title) for one in definition.variants if one.id not in worked_out]


def _on_demand(definition: KpiDefinition) -> list[str]:
    return [escaped(one.title) for one in definition.variants if one.on_demand]


def _anchor_words(anchors: Anchors | None, definition: KpiDefinition) -> str:
    if anchors is None or definition.direction is Direction.NONE:
        return ""
    return tr(
        "**Anchors:** {anchors} ({source} in a scenario).",
        anchors=anchor_ends(anchors, lambda end: format_value(end, definition.unit)),
        source=anchor_source(anchors),
    )


def anchor_ends(anchors: Anchors, shown: Callable[[float], str]) -> str:
    """Return the ends of anchors in words: ``worst 60.0 %, target 85.0 %``."""
    ends = (
        (later("worst {value}"), anchors.worst),
        (later("target {value}"), anchors.target),
        (later("to {value}"), anchors.target_high),
        (later("best {value}"), anchors.best),
        (later("worst above {value}"), anchors.worst_high),
    )
    return ", ".join(tr(text, value=shown(end)) for text, end in ends if end is not None)


def _titles(ids: tuple[str, ...], catalogue: Catalogue) -> list[str]:
    return [escaped(catalogue.kpis[one].title) for one in ids if one in catalogue.kpis]


def _section(title: str, lines: list[str]) -> str:
    kept = [line for line in dict.fromkeys(lines) if line]
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in kept) if kept else ""


def _paragraph(title: str, text: str) -> str:
    return f"## {title}\n\n{escaped(text)}" if text else ""
