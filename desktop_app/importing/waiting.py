"""Which KPIs a log can't give without a column that it may hold under a name nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import (
    AS_OF,
    EACH_PERSON,
    OF_STAFF_MONTHS,
    REPEATS,
    ROSTER_END,
    SCALE_MAX,
    SCALE_MIN,
    fields_within,
)
from desktop_app.catalogue.model import (
    Catalogue,
    FieldKind,
    FieldRole,
    Formula,
    KpiDefinition,
    Source,
)

_OUTCOME = "outcome"
_TOLD_BY_OUTCOME = frozenset({"answered", "abandoned"})


@dataclass(frozen=True, slots=True)
class _Need:
    """What one formula over records reads."""

    kpi: str
    variant: str
    fields: frozenset[str]


class Needs:
    """What the KPIs of a catalogue need of a log.

    Parameters
    ----------
    catalogue : Catalogue
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._needs = [
            _Need(kpi.id, formula.variant, _fields_of(formula))
            for kpi in catalogue.kpis.values()
            for formula in kpi.formulas
            if formula.source is Source.RECORDS
        ]
        self._scores = frozenset(
            known.id for known in catalogue.fields.values() if known.kind is FieldKind.SCORE
        )
        self._dates = frozenset(
            known.id for known in catalogue.fields.values() if known.role is FieldRole.DATE
        )
        self.fields = frozenset().union(*(need.fields for need in self._needs))

    def waiting(
        self, held: Iterable[str], missing: str, others: Iterable[str] = ()
    ) -> list[KpiDefinition]:
        """Return the KPIs that wait for a field, in the catalogue's order.

        Parameters
        ----------
        held : iterable of str
            Ids of the fields that the log has.
        missing : str
            Id of the field that it may have besides.
        others : iterable of str
            Ids of further fields that it may have, of which a KPI may need one as well.

        Returns
        -------
        list of KpiDefinition
            Those of which a definition can be computed with the field and not without it. A log
            without any date gives no KPI by month: all that it gives wait for a date.
        """
        have = self._with_implied(held)
        computed = {(need.kpi, need.variant) for need in self._needs if need.fields <= have}
        if missing in self._dates and self._dates.isdisjoint(have):
            found = {kpi for kpi, _ in computed}
            return [kpi for kpi in self._catalogue.kpis.values() if kpi.id in found]
        gained = self._with_implied([missing]) - have
        enough = self._with_implied([*held, missing, *others])
        found = {
            need.kpi
            for need in self._needs
            if need.fields <= enough
            and not need.fields.isdisjoint(gained)
            and (need.kpi, need.variant) not in computed
            and not self._told_otherwise(need.kpi, computed)
        }
        return [kpi for kpi in self._catalogue.kpis.values() if kpi.id in found]

    def _told_otherwise(self, kpi: str, computed: set[tuple[str, str]]) -> bool:
        """Return whether a figure that only gives context is there by another definition."""
        return not self._catalogue.kpis[kpi].weight and any(kpi == told for told, _ in computed)

    def _with_implied(self, held: Iterable[str]) -> frozenset[str]:
        """Return fields with the names that come with them: a score's scale, the last moment."""
        names = {*held, EACH_PERSON}
        if _OUTCOME in names:
            names |= _TOLD_BY_OUTCOME
        names |= {name + end for name in names & self._scores for end in (SCALE_MIN, SCALE_MAX)}
        if "left_at" in names:
            names |= OF_STAFF_MONTHS
        if names & self._dates:
            names |= {AS_OF, ROSTER_END}
            if "customer_id" in names:
                names.update(REPEATS)
        return frozenset(names)


def _fields_of(formula: Formula) -> frozenset[str]:
    names = parse(formula.part).fields | parse(formula.whole or "0").fields
    return frozenset(field for name in names for field in fields_within(name))
