"""Names on a table's edge that are no KPI: vendors, channels and sites of one, or neither."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell_range
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN, Target
from desktop_app.importing.layouts.headings import best, is_segment, structure_named
from desktop_app.importing.layouts.plan import TARGET, VALUE, Doubt, Part, Plan, PlannedColumn
from desktop_app.importing.name_parts import bare_names, clean_name, is_company
from desktop_app.importing.sketch import ColumnSketch, shown
from desktop_app.importing.vendor_naming import may_be_vendor
from desktop_app.importing.vendors import are_places, compares_vendors, is_vendor_like

_SHOWN = 5
_MOST_KINDS = 6
_SAYS_NO_KIND = frozenset(
    ("name", "names", "full name", "nom", "noms", "nombre", "nombres", "bezeichnung", "namen")
)
"""Headings of names that may be anybody's."""
_MOST = 2 / 3
_REPEATED = 0.25
"""Share of names of KPIs that come again under another group of a channel's kind."""


def use_names(context: SheetContext, plan: Plan) -> None:
    """Take headings that are no KPI for names of vendors or segments, where values stand below."""
    rows_named = plan.label is not None or plan.item is not None
    nameless = [
        column for column in plan.of(Part.VALUE, Part.TARGET, Part.TOTAL) if column.heading.others
    ]
    for column in nameless:
        bare = column.item is None and column.part is Part.VALUE and not column.heading.period
        if bare and not column.heading.structure and not rows_named:
            column.part, column.confidence = Part.UNUSED, 0.0
            column.reason = tr("nothing known by that name")
    _leave_out_strangers(context, plan)
    named = [column for column in nameless if column.part is not Part.UNUSED]
    names = list(dict.fromkeys(" ".join(column.heading.others) for column in named))
    if len(names) == 1 and len(plan.of(Part.VALUE)) == 1 and not is_segment(context, names[0]):
        return
    known = vendor_known(context, plan) or _parts_totalled(context, plan)
    if _give_vendors_and_channels(context, named, known) or _give_vendors_and_sites(
        context, named, known
    ):
        return
    as_vendor = names_are_vendors(context, names, known)
    for column in named:
        name = clean_name(" ".join(column.heading.others))
        if as_vendor:
            column.vendor = name
        else:
            column.segment = name


def _give_vendors_and_channels(
    context: SheetContext, named: Sequence[PlannedColumn], known: bool
) -> bool:
    """Take "Acme" over "Voice" over a KPI for vendor and channel; return whether it was so."""
    parts = []
    for column in named:
        own = [name for name in column.heading.others if not is_segment(context, name)]
        channels = [name for name in column.heading.others if is_segment(context, name)]
        parts.append((column, clean_name(" ".join(own)), clean_name(" ".join(channels))))
    vendors = list(dict.fromkeys(vendor for _, vendor, _ in parts))
    mixed = "" not in vendors and any(channel for _, _, channel in parts)
    if not mixed or not names_are_vendors(context, vendors, known):
        return False
    for column, vendor, channel in parts:
        column.vendor, column.segment = vendor, channel or None
    return True


def _give_vendors_and_sites(
    context: SheetContext, named: Sequence[PlannedColumn], known: bool
) -> bool:
    """Take "Acme" over "Cebu" for vendor and site, where each vendor stands over the same names."""
    pairs = {tuple(column.heading.others) for column in named}
    if not pairs or any(len(pair) != 2 for pair in pairs):
        return False
    upper, lower = ({pair[row] for pair in pairs} for row in (0, 1))
    if min(len(upper), len(lower)) < 2 or len(pairs) < len(upper) * len(lower):
        return False
    if not names_are_vendors(context, sorted(upper), known):
        return False
    for column in named:
        column.vendor, column.segment = map(clean_name, column.heading.others)
    return True


def _leave_out_strangers(context: SheetContext, plan: Plan) -> None:
    """Leave out names beside columns that say whose figures those are ("Actual", "Jan").

    "vs PY" beside "Actual" is no vendor, whatever it compares with; a usual channel stays one.
    """
    complete = {
        _item_id(column)
        for column in plan.of(Part.VALUE)
        if not column.heading.others and (column.heading.period or column.heading.structure)
    }
    for column in plan.of(Part.VALUE):
        heading = column.heading
        if not heading.others or heading.period or heading.structure or heading.total:
            continue
        if _item_id(column) in complete and not any(is_segment(context, o) for o in heading.others):
            column.part, column.confidence = Part.UNUSED, 0.0
            column.reason = tr("neither period nor actual beside such")


def _item_id(column: PlannedColumn) -> str:
    return column.item.id if column.item is not None else ""


def _parts_totalled(context: SheetContext, plan: Plan) -> bool:
    """Return whether a total is called after parts of the work: "All sites" beside "Cebu"."""
    dimension = frozenset({FieldRole.DIMENSION})
    for column in plan.of(Part.TOTAL):
        words = normalise(column.sketch.parts[-1] if column.sketch.parts else "").split()
        if best(context.names.candidates(" ".join(words[1:]), Target.FIELD, dimension)):
            return True
    return False


def names_are_vendors(context: SheetContext, names: Sequence[str], vendor_known: bool) -> bool:
    """Return whether names on a table's edge are vendors, and not channels or sites of one.

    They are segments when one is a usual name of a channel, when they are places or ordinary words
    ("Priority 1"), when the table names its vendors elsewhere, and when the user, the sheet's name
    or its title says whose table it is; but names of companies outrank a title, which is then
    asked about: they are compared, and the title names who compares them.
    """
    if not names or vendor_known or any(is_segment(context, name) for name in names):
        return False
    if any(_says_statistic(context, name) or _says_part(context, name) for name in names):
        return False
    if are_places(names) or not any(is_vendor_like(name, context.words) for name in names):
        return False
    return context.vendor_source in {"", "file", "bare", "properties"} or _outrank_title(
        context, names
    )


def _says_part(context: SheetContext, name: str) -> bool:
    """Return whether a name begins as that of a part of the figure beside it: "of which late"."""
    plain = normalise(name)
    return any(plain.startswith(f"{words} ") for words in context.words.part_of)


def _says_statistic(context: SheetContext, name: str) -> bool:
    """Return whether a name begins with a median or a limit: "Lowest number of days"."""
    return normalise(name).partition(" ")[0] in context.words.statistics


def _outrank_title(context: SheetContext, names: Sequence[str]) -> bool:
    """Return whether most names are companies', and the vendor is only what a line said."""
    companies = sum(map(is_company, names))
    return context.vendor_source == "title" and companies >= max(2, _MOST * len(names))


def vendor_known(context: SheetContext, plan: Plan) -> bool:
    """Return whether a column or the title above a table names its vendor."""
    corner = (plan.region.top, plan.region.left)
    return bool(plan.of(Part.VENDOR)) or corner in context.table_vendors


def say_vendors(context: SheetContext, plan: Plan, vendors: Sequence[str], where: str) -> None:
    """Say that names on a table's edge were taken for vendors; ask where another name stands by.

    Parameters
    ----------
    where : str
        ``heading``, ``section`` or ``label``.
    """
    names = list(dict.fromkeys(vendors))
    if not names:
        return
    shown = ", ".join(f"'{name}'" for name in names[:_SHOWN]) + (", ..." * (len(names) > _SHOWN))
    told = {
        "heading": tr("Names over the columns were taken for vendors: {names}.", names=shown),
        "section": tr("Names above groups of rows were taken for vendors: {names}.", names=shown),
        "label": tr("Names beside KPIs were taken for vendors: {names}.", names=shown),
    }
    text = told[where]
    other = _named_around(context, plan)
    if other and other not in names:
        text += " " + tr(
            "'{other}' is named around them: if they are sites or teams of '{other}', "
            "name it as the report's vendor.",
            other=other,
        )
    severity = Severity.QUESTION if other and other not in names else Severity.INFO
    region = plan.region
    cells = cell_range(region.top, region.left, region.bottom, region.right)
    answers = [Answer.of(About.REPORT_VENDOR, other, tr("They are parts of {other}", other=other))]
    code = f"vendor-from-{where}"
    context.find(severity, code, text, cells if other else "", answers=answers if other else ())


def _named_around(context: SheetContext, plan: Plan) -> str:
    """Return the name that a line, the file's name or a bare title gives, ``""`` for none."""
    if context.vendor_source == "title":
        return context.vendor
    if context.vendor_rival:
        return context.vendor_rival
    lines = [line for line in plan.region.title.split(" | ") if line and not compares_vendors(line)]
    names = [
        name for name in bare_names(lines, context.words) if may_be_vendor(context.report, name)
    ]
    return names[0] if names else ""


def use_row_names(context: SheetContext, plan: Plan) -> None:
    """Take the first column of names for the rows' key when no heading says what it is."""
    if plan.of(Part.VENDOR, Part.SEGMENT):
        return
    values, label = plan.of(Part.VALUE), plan.label
    if not values:
        return
    first = values[0] if label is None else label
    for column in plan.of(Part.UNUSED):
        left = column.sketch.column < first.sketch.column
        if left and column.item is None and column.sketch.profile.words >= 0.5:
            if label is not None and not tells_labels_apart(context, column, label):
                continue
            names = [str(value) for value in column.sketch.sample]
            heading = normalise(column.sketch.header)
            # A heading that means nothing to us is no licence to call its cells vendors.
            known = vendor_known(context, plan)
            vendors = not heading and names_are_vendors(context, names, known)
            column.part = Part.VENDOR if vendors else Part.SEGMENT
            column.confidence, column.reason = TAKEN, tr("first column of names")
            if heading in _SAYS_NO_KIND and names_are_vendors(context, names, known):
                plan.questions.append(whose_names(column.sketch, Part.SEGMENT))
            return


def whose_names(sketch: ColumnSketch, taken: Part) -> Doubt:
    """Return the question whether names are vendors or who works for one.

    `taken` is what they were taken for, parts or vendors: nothing above them says which.
    """
    words = {"column": sketch.named, "values": shown(sketch.sample)}
    parts = taken is Part.SEGMENT
    return Doubt(
        "vendor-or-part",
        tr(
            "{column} holds {values}: vendors, or people and parts of one vendor's work? They were "
            "taken for parts. Map the column to the vendor if they are vendors.",
            **words,
        )
        if parts
        else tr(
            "{column} holds {values}: vendors, or people and parts of one vendor's work? They were "
            "taken for vendors. Map the column to the segment if they are parts.",
            **words,
        ),
        sketch.letters,
        (Answer.of(About.MEANING, "vendor" if parts else "segment"),),
    )


def tells_labels_apart(context: SheetContext, column: PlannedColumn, label: PlannedColumn) -> bool:
    """Return whether a column of groups tells rows of one KPI apart, as channels do.

    Groups of KPIs ("Quality") do not: no KPI comes again under another of them.
    """
    if any(is_segment(context, str(value)) for value in column.sketch.sample):
        return True
    names, groups = label.sketch.cells, column.sketch.cells.ffill()
    pairs = pd.DataFrame({"name": names.astype(object), "group": groups.astype(object)}).dropna()
    return bool(pairs.drop_duplicates()["name"].duplicated().mean() >= _REPEATED)


def use_kinds_of_rows(context: SheetContext, plan: Plan) -> None:
    """Take a column that says "Actual" and "Target" by turns for a key of the rows."""
    if plan.label is None:
        return
    for column in plan.of(Part.UNUSED, Part.NOTE, Part.SEGMENT):
        said = [structure_named(context, value) for value in column.sketch.sample.unique()]
        if 2 <= len(said) <= _MOST_KINDS and all(said) and {VALUE, TARGET} <= set(said):
            column.part, column.confidence = Part.SEGMENT, TAKEN
            column.reason = tr("its cells say which rows are targets")
