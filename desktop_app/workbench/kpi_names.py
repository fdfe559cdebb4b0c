"""Which names an expression of an own KPI may use, with what they mean, for completion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.catalogue.arithmetic import FUNCTIONS
from desktop_app.catalogue.formula_names import BASELINE
from desktop_app.catalogue.model import Catalogue, Source
from desktop_app.domain.translating import later, tr
from desktop_app.workbench.kpi_drafts import SOURCES, How, names_of

if TYPE_CHECKING:
    from desktop_app.domain.records import Evidence


@dataclass(frozen=True, slots=True)
class Offered:
    """A name, what it is, and whether the open reports have it."""

    name: str
    title: str
    here: bool


def offered(how: How, catalogue: Catalogue, evidence: Evidence, own_id: str = "") -> list[Offered]:
    """Return the names for expressions of one kind: those the reports have first, functions last.

    Parameters
    ----------
    own_id : str
        The KPI that is being defined; it can't be made of itself.
    """
    names = names_of(how, catalogue) - {own_id}
    here = _names_here(SOURCES.get(how), evidence, catalogue)
    known = [Offered(name, _title(name, catalogue), name in here) for name in sorted(names)]
    known.sort(key=lambda one: not one.here)
    functions = [Offered(name, "function", True) for name in sorted(FUNCTIONS)] if names else []
    return known + functions


def _names_here(source: Source | None, evidence: Evidence, catalogue: Catalogue) -> set[str]:
    if source is Source.RECORDS:
        tables = evidence.records
        columns = {str(name) for table in tables for name in table.frame.columns}
        return columns | {name for table in tables for name in table.dimensions}
    if source is Source.QUANTITIES:
        return set(evidence.stated["item"].astype("str"))
    if source is Source.KPIS:
        return _measured(evidence, catalogue)
    return set()


def _measured(evidence: Evidence, catalogue: Catalogue) -> set[str]:
    """Return the KPIs that are stated, or that some log has all fields of."""
    from desktop_app.kpi.columns import RecordColumns
    from desktop_app.kpi.reads import applicable

    found = set(evidence.stated["item"].astype("str")) & set(catalogue.kpis)
    for table in evidence.records:
        names = RecordColumns(table, catalogue, {}, evidence.calendar_of).names
        found |= {kpi.id for kpi in catalogue.kpis.values() if applicable(kpi.formulas, names)}
    return found


def _title(name: str, catalogue: Catalogue) -> str:
    kpi = catalogue.kpis.get(name.removeprefix(BASELINE))
    if name in catalogue.fields:
        field = catalogue.fields[name]
        return f"{field.title} ({field.kind.value})"
    if kpi is not None:
        based = name.startswith(BASELINE)
        return tr("{kpi} of the baseline", kpi=kpi.title) if based else kpi.title
    return tr(_SPECIAL[name]) if name in _SPECIAL else ""


_SPECIAL = {
    "as_of": later("last moment the report knows of"),
    "period_months": later("length of the period in months"),
    "no_repeat_7d": later("1 where the customer did not come back within 7 days"),
    "no_repeat_30d": later("1 where the customer did not come back within 30 days"),
    "staff_months": later("part of a month that a person was on the staff, from a staff list"),
    "left_in_month": later("1 in the month in which a person left, from a staff list"),
    "time_booked": later("1 where the records are lines of a timesheet"),
}
