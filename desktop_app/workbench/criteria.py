"""Own criteria: KPIs that nothing but evaluators' marks give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition, Variant
from desktop_app.catalogue.own import free_id, with_own
from desktop_app.catalogue.text import normalise
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Evaluator, Mark
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.scoring.marks_table import MarksTable, read_marks_table
from desktop_app.workbench.table_files import first_sheet

SCALE = Anchors(worst=0.0, target=3.75, best=5.0, source="user")
"""Points in proportion to the mark: 0 earns none, 5 earns 100."""

Marks = Mapping[str, Mapping[str, Mark]]


def criterion_of(title: str, catalogue: Catalogue) -> KpiDefinition:
    """Return a new criterion for marks of 0 to 5.

    Raises
    ------
    ScenarioError
        If it has no name.
    """
    title = " ".join(title.split())
    if not normalise(title):
        raise ScenarioError(tr("A criterion needs a name."))
    return KpiDefinition(
        id=free_id(title, catalogue.kpis),
        title=title,
        short=title[:24],
        section="",
        category="quality",
        unit=Unit.SCORE,
        direction=Direction.HIGHER,
        description=tr(
            "{title}: marks of 0 to 5 that evaluators gave, as their arithmetic mean.", title=title
        ),
        variants=(Variant("standard", title, Unit.SCORE),),
        formulas=(),
        aliases=(title,),
        anchors=SCALE,
    )


def criteria_in(catalogue: Catalogue) -> list[KpiDefinition]:
    """Return the own KPIs that are criteria for marks: scores that no formula gives."""
    return [kpi for kpi in catalogue.own_kpis if kpi.unit is Unit.SCORE and not kpi.formulas]


def read_marks_file(path: Path) -> MarksTable:
    """Return the marks of an .xlsx, .csv or any other file of a table.

    Raises
    ------
    UnreadableFileError, ScenarioError
        Naming the file, and the cell where there is one.
    """
    return read_marks_table(first_sheet(path, shares_as_text=True), path.name)


def with_criteria(catalogue: Catalogue, titles: Sequence[str]) -> tuple[Catalogue, dict[str, str]]:
    """Return the catalogue with a criterion for each title, and the criteria's ids by title.

    A criterion of that name that is there already is taken.

    Raises
    ------
    CatalogueError
        If a name is one that reports use for a KPI of the product.
    """
    ids: dict[str, str] = {}
    for title in titles:
        known = {normalise(kpi.title): kpi.id for kpi in criteria_in(catalogue)}
        if normalise(title) not in known:
            made = criterion_of(title, catalogue)
            catalogue = with_own(catalogue, [*catalogue.own_kpis, made], tr("Own criteria"))
            known[normalise(title)] = made.id
        ids[title] = known[normalise(title)]
    return catalogue, ids


def of_vendors(marks: Marks, vendors: Sequence[str]) -> dict[str, dict[str, Mark]]:
    """Return marks under the names by which the vendors are compared.

    Raises
    ------
    ScenarioError
        If a name is none of theirs.
    """
    known = {normalise(vendor): vendor for vendor in vendors}
    found: dict[str, dict[str, Mark]] = {}
    for title, given in marks.items():
        for name, mark in given.items():
            if normalise(name) not in known:
                raise ScenarioError(
                    tr("'{name}' is none of the vendors that are compared.", name=name),
                    tr("Write one of: {vendors}.", vendors=", ".join(vendors)),
                )
            found.setdefault(title, {})[known[normalise(name)]] = mark
    return found


def marked(evaluator: Evaluator, marks: Marks, ids: Mapping[str, str]) -> Evaluator:
    """Return an evaluator with marks by title put in place of those on the same criteria."""
    given = {ids[title]: dict(of_title) for title, of_title in marks.items()}
    return replace(evaluator, marks={**evaluator.marks, **given})
