"""What entries of the catalogue can get wrong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from desktop_app.catalogue.arithmetic import FUNCTIONS
from desktop_app.catalogue.entries import Entry
from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import (
    AS_OF,
    BASELINE,
    DISTINCT,
    EACH_PERSON,
    JUDGEMENT,
    OF_STAFF_MONTHS,
    PERIOD_MONTHS,
    REPEATS,
    ROSTER_END,
    SCALE_MAX,
    SCALE_MIN,
    TIME_BOOKED,
    VARIANT_OF,
    distinct_field,
    fields_within,
)
from desktop_app.catalogue.model import (
    FieldDefinition,
    FieldKind,
    FieldRole,
    Formula,
    KpiDefinition,
    Profile,
    Source,
)
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr

RECORD_ROLES = frozenset(
    {FieldRole.VENDOR, FieldRole.ID, FieldRole.DATE, FieldRole.DIMENSION, FieldRole.VALUE}
)
"""Roles of the columns of a log."""

SUMMARY_ROLES = frozenset(
    {
        FieldRole.VENDOR,
        FieldRole.DIMENSION,
        FieldRole.QUANTITY,
        FieldRole.PERIOD,
        FieldRole.STRUCTURE,
    }
)
"""Roles of the columns and rows of a summary."""

_ALIAS_GROUPS = (RECORD_ROLES | {FieldRole.PERIOD}, SUMMARY_ROLES)


def special_names(fields: Mapping[str, FieldDefinition]) -> frozenset[str]:
    """Return the names that formulas over records or quantities may use besides fields."""
    scales = {
        field.id + end
        for field in fields.values()
        if field.kind is FieldKind.SCORE
        for end in (SCALE_MIN, SCALE_MAX)
    }
    people = {EACH_PERSON, ROSTER_END, *OF_STAFF_MONTHS}
    return frozenset({AS_OF, PERIOD_MONTHS, TIME_BOOKED, JUDGEMENT, *REPEATS, *people, *scales})


def check_fields(fields: Mapping[str, FieldDefinition], entries: Mapping[str, Entry]) -> None:
    """Refuse fields that clash with each other or with the words of formulas."""
    reserved = special_names(fields) | set(FUNCTIONS)
    for name in fields:
        if name in reserved:
            raise entries[name].error(tr("is a name that formulas use for something else"))
    for group in _ALIAS_GROUPS:
        spellings = {field.id: field.aliases for field in fields.values() if field.role in group}
        _refuse_shared_spellings(spellings, entries)


def check_kpis(
    kpis: Mapping[str, KpiDefinition],
    fields: Mapping[str, FieldDefinition],
    entries: Mapping[str, Entry],
    checked: Collection[str] = (),
) -> None:
    """Refuse KPIs that clash with each other or name what there is not.

    `checked` are those that were looked at before and have only to bear the others' spellings.
    """
    _refuse_shared_spellings({kpi.id: kpi.aliases for kpi in kpis.values()}, entries)
    allowed = {source: names_for(source, kpis, fields) for source in Source}
    quantities = [field.id for field in fields.values() if field.role is FieldRole.QUANTITY]
    for kpi in (kpi for kpi in kpis.values() if kpi.id not in checked):
        entry = entries[kpi.id]
        _refuse_unknown(entry, "weigh_by", kpi.weigh_by, quantities)
        _refuse_unknown(entry, "stand_ins", kpi.stand_ins, quantities)
        _refuse_unknown(entry, "sample_of", kpi.sample_of, quantities)
        for key in ("overlaps", "counterweights", "shares_with", "within"):
            names = getattr(kpi, key)
            _refuse_unknown(entry, key, names, kpis)
            if kpi.id in names:
                raise entry.error(tr("names itself in '{key}'", key=key))
        for number, formula in enumerate(kpi.formulas, start=1):
            _check_formula(entry, number, kpi, formula, allowed[formula.source], fields)


def check_profiles(
    profiles: Mapping[str, Profile],
    kpis: Mapping[str, KpiDefinition],
    entries: Mapping[str, Entry],
) -> None:
    """Refuse profiles that weigh what can't be weighed, or the same thing twice."""
    for profile in profiles.values():
        entry = entries[profile.id]
        _refuse_unknown(entry, "weights", profile.weights, kpis)
        _refuse_unknown(entry, "gates", profile.gates, kpis)
        for name in profile.gates:
            if kpis[name].anchors is None:
                raise entry.error(
                    tr("has the gate '{name}', which has no anchors to fail", name=name)
                )
        for name in profile.weights:
            if not kpis[name].weight:
                raise entry.error(tr("weighs '{name}', which carries no weight", name=name))
            for other in kpis[name].overlaps:
                if other in profile.weights:
                    raise entry.error(
                        tr(
                            "weighs '{name}' and '{other}', which measure the same",
                            name=name,
                            other=other,
                        )
                    )


def formula_names(formula: Formula) -> frozenset[str]:
    """Return every name that a formula uses."""
    texts = (formula.part, formula.whole, formula.apart, formula.squares, formula.records)
    return frozenset(name for text in texts if text for name in parse(text).fields)


def names_for(
    source: Source, kpis: Mapping[str, KpiDefinition], fields: Mapping[str, FieldDefinition]
) -> frozenset[str]:
    """Return the names that formulas of a source may use."""
    if source is Source.KPIS:
        variants = {
            f"{kpi.id}{VARIANT_OF}{variant.id}" for kpi in kpis.values() for variant in kpi.variants
        }
        return frozenset(kpis) | {BASELINE + name for name in kpis} | variants
    if source is Source.QUANTITIES:
        named = {field.id for field in fields.values() if field.role is FieldRole.QUANTITY}
        return frozenset(named | {AS_OF, PERIOD_MONTHS})
    named = {field.id for field in fields.values() if field.role in RECORD_ROLES}
    return frozenset(named) | special_names(fields) - {PERIOD_MONTHS}


def _check_formula(
    entry: Entry,
    number: int,
    kpi: KpiDefinition,
    formula: Formula,
    allowed: frozenset[str],
    fields: Mapping[str, FieldDefinition],
) -> None:
    names = formula_names(formula)
    if formula.source is Source.RECORDS:
        names = frozenset(field for name in names for field in fields_within(name))
    if unknown := sorted(names - allowed):
        raise entry.error(
            tr(
                "formula {number} over {source} names '{unknown}', which there is not",
                number=number,
                source=formula.source.value,
                unknown=unknown[0],
            ),
            tr("Check its spelling, and that it is a name of that source."),
        )
    if not _counts_ids_as_whole(formula, fields):
        raise entry.error(
            tr(
                "formula {number} uses '{distinct}' otherwise than as the whole of a ratio "
                "of records",
                number=number,
                distinct=DISTINCT,
            ),
            tr("Write it alone, as in whole = '{distinct}(customer_id)'.", distinct=DISTINCT),
        )
    own = {kpi.id, f"{kpi.id}{VARIANT_OF}{formula.variant}"}
    if formula.source is Source.KPIS and names & own:
        raise entry.error(tr("formula {number} is made of the KPI itself", number=number))


def _counts_ids_as_whole(formula: Formula, fields: Mapping[str, FieldDefinition]) -> bool:
    """Return whether a formula that counts different ids does so where it can, or counts none."""
    calls = [name for name in formula_names(formula) if name.startswith(f"{DISTINCT}(")]
    if not calls:
        return True
    field = fields.get(distinct_field(formula.whole))
    apart = {name for text in (formula.part, formula.apart or "0") for name in parse(text).fields}
    is_id = field is not None and field.kind is FieldKind.ID
    return is_id and formula.source is Source.RECORDS and apart.isdisjoint(calls)


def _refuse_unknown(entry: Entry, key: str, names: Iterable[str], known: Iterable[str]) -> None:
    there = set(known)
    for name in names:
        if name not in there:
            raise entry.error(tr("'{key}' names '{name}', which there is not", key=key, name=name))


def _refuse_shared_spellings(
    spellings: Mapping[str, tuple[str, ...]], entries: Mapping[str, Entry]
) -> None:
    owners: dict[str, str] = {}
    for owner, aliases in spellings.items():
        for alias in aliases:
            first = owners.setdefault(normalise(alias), owner)
            if first != owner:
                raise entries[owner].error(
                    tr(
                        "has the spelling '{alias}', which '{first}' has too",
                        alias=alias,
                        first=first,
                    ),
                    tr("Leave it to one of the two."),
                )
