"""Names that formulas may use besides fields and KPIs, and what each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

AS_OF = "as_of"
"""Name in formulas over records and quantities: the last moment the report knows of, in seconds."""

PERIOD_MONTHS = "period_months"
"""Name in formulas over quantities: the length of the observation's period in months."""

REPEAT_WINDOWS = (1, 2, 3, 5, 7, 10, 14, 21, 30)
"""Days within which a further contact of the same customer may count as a repeat."""

NO_REPEAT_DAYS: Mapping[str, int] = {f"no_repeat_{days}d": days for days in REPEAT_WINDOWS}
"""Names in formulas over records: 1 where the same customer did not come back about the same topic
within so many days, 0 where he did, missing where the window is not over at `AS_OF` or the customer
is unknown. There only where the log says what contacts are about.
"""

NO_RETURN_DAYS: Mapping[str, int] = {f"no_return_{days}d": days for days in REPEAT_WINDOWS}
"""The same for a further contact of the customer about anything."""

WINDOW_OPEN_DAYS: Mapping[str, int] = {f"window_open_{days}d": days for days in REPEAT_WINDOWS}
"""Names in formulas over records: 1 for a contact of a known customer of which `NO_REPEAT_DAYS` is
missing because the window is not over, else 0. ``return_open_7d`` is the same for
`NO_RETURN_DAYS`.
"""

RETURN_OPEN_DAYS: Mapping[str, int] = {f"return_open_{days}d": days for days in REPEAT_WINDOWS}

REPEATS = frozenset({*NO_REPEAT_DAYS, *NO_RETURN_DAYS, *WINDOW_OPEN_DAYS, *RETURN_OPEN_DAYS})
"""All names about repeated contacts."""

EACH_PERSON = "each_person"
"""Name in formulas over records: 1 on the first row of each person (of each month, in a roster that
lists the staff every month), missing on the others; rows without an id are a person each.
"""

MOST_OF_PERSON = "most_of_person"
"""Function in formulas over records: the largest known value of a field on all rows of a person.

A call is a name of its own among an expression's fields, as for `WORKING`.
"""

ROSTER_END = "roster_end"
"""Name in formulas over records: the end of the month that a row of a monthly roster is of, else
`AS_OF`.
"""

TIME_BOOKED = "time_booked"
"""Name in formulas over records, always 1: there only where the records are lines of a timesheet,
hours that people booked, and not pieces of work with an id of their own.
"""

JUDGEMENT = "judgement"
"""Name in formulas over records, always 1: there only where the records judge pieces of work, as
answers to surveys and evaluations do, and are none themselves.
"""

DISTINCT = "distinct"
"""Function in formulas over records: how many different ids there are, as the whole of a ratio.

A call is a name of its own among an expression's fields. It is never added up: of two months or
two files the ids are put together first, and a customer of both is one.
"""

PARTLY_KNOWN = "partly_known"
"""Function in formulas over records: 1 where a field is known, else 0, as `known` gives it.

A call is a name of its own among an expression's fields, there only for fields of kind score of
which some of the vendor's records have one and others none: a list of answers alone does not tell
how many gave no answer.
"""

STAFF_MONTHS = "staff_months"
"""Name in formulas over records: the part of a month that a person was on the staff, 0 to 1.

There only where a staff list says who left; its rows are then read as one row a person and month.
"""

LEFT_IN_MONTH = "left_in_month"
"""The same rows' flag: 1 in the month in which the person left, else 0."""

OF_STAFF_MONTHS = frozenset({STAFF_MONTHS, LEFT_IN_MONTH})

WORKING = "working_seconds"
"""Function in formulas over records: the time between two timestamps on the vendor's calendar.

A call is a name of its own among an expression's fields (`working_name`), there only where the
vendor has a calendar.
"""

IS_ONE_OF = "is_one_of"
"""Function in formulas over records: whether the text of a field is one of those that follow.

Spellings are compared in normal form. A call is a name of its own among an expression's fields
(`choice_name`); `choice_need` stands for all calls on one field.
"""

SCALE_MIN, SCALE_MAX = "_min", "_max"
"""Endings that turn a field of kind score into the ends of its scale (``csat_score_max``), in
formulas over records. The name is there only when the scale is known.
"""

BASELINE = "baseline_"
"""Beginning that turns a KPI id into the same figure of the scenario's baseline vendor, in
formulas over KPIs (``baseline_cost_per_contact``).
"""

VARIANT_OF = "__"
"""Between a KPI id and the id of one of its variants, in formulas over KPIs
(``error_rate__per_field``); a KPI id alone means its default variant.
"""


def kpi_named(name: str) -> tuple[str, str]:
    """Return the KPI and the variant (``""`` for the default) that a name in a formula means."""
    kpi, _, variant = name.removeprefix(BASELINE).partition(VARIANT_OF)
    return kpi, variant


def working_name(start: str, end: str) -> str:
    """Return the name that stands for the working time between two timestamp fields."""
    return f"{WORKING}({start}, {end})"


def person_name(field: str) -> str:
    """Return the name that stands for the largest value of a field on all rows of a person."""
    return f"{MOST_OF_PERSON}({field})"


def partly_known_name(field: str) -> str:
    """Return the name that says where a field is known that is not known everywhere."""
    return f"{PARTLY_KNOWN}({field})"


def choice_need(field: str) -> str:
    """Return the name that says that the texts of a field can be compared with others."""
    return f"{IS_ONE_OF}({field})"


def choice_name(field: str, texts: Sequence[str]) -> str:
    """Return the name that stands for a field being one of some texts in normal form."""
    return f"{IS_ONE_OF}({', '.join([field, *texts])})"


def called_on(name: str) -> tuple[str, ...]:
    """Return what a name that stands for a call is called on, field or fields first.

    Empty for a name that is no call. Of `WORKING` both are fields, of `IS_ONE_OF` only the first.
    """
    function, bracket, rest = name.partition("(")
    return tuple(rest.removesuffix(")").split(", ")) if bracket and function else ()


def fields_within(name: str) -> tuple[str, ...]:
    """Return the fields that a name in a formula reads: itself, or those of its call."""
    called = called_on(name)
    if not called:
        return (name,)
    return called if name.startswith(WORKING) else called[:1]


def distinct_name(field: str) -> str:
    """Return the name that stands for the number of different ids of a field."""
    return f"{DISTINCT}({field})"


def distinct_field(text: str) -> str:
    """Return the field whose different ids an expression counts, ``""`` for any other."""
    if text.startswith(f"{DISTINCT}(") and text.endswith(")"):
        return text[len(DISTINCT) + 1 : -1].strip()
    return ""
