"""From imported reports to one comparison: measure, choose like for like, rank."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.templates import with_parameters
from desktop_app.domain.finding import Finding
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.records import Evidence
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.importing.report import ImportedReport, no_stated_values
from desktop_app.importing.vendor_joining import join_spellings
from desktop_app.kpi.claims import Claim
from desktop_app.kpi.claims_by_part import gather_claims
from desktop_app.kpi.measure import measure
from desktop_app.presenting.decision_matrix import (
    anchors_of,
    build_matrix,
    ranked_vendors,
    reweighted,
)
from desktop_app.presenting.field_points import scored_by_field, with_field_points
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.marks import with_marks
from desktop_app.presenting.missing import missing_findings
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.money_basis import Months
from desktop_app.presenting.selection import as_compared, select_figures
from desktop_app.presenting.window import compared_window
from desktop_app.presenting.worked import work_out
from desktop_app.scoring.model import (
    DecisionMatrix,
    Ranking,
    Scenario,
    Sensitivity,
)
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.sensitivity import sensitivity
from desktop_app.scoring.value import direction_of, value_function
from desktop_app.scoring.weights import WeightPlan, plan_weights

_CALENDAR_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)


def gather_evidence(reports: Sequence[ImportedReport]) -> Evidence:
    """Return the records and stated values of all reports together.

    `context` numbers are made distinct across reports, so that no ratio finds its volume in
    another vendor's file.
    """
    stated: list[pd.DataFrame] = []
    offset = 0
    for report in reports:
        if len(report.stated):
            frame = report.stated.assign(context=report.stated["context"].astype("int64") + offset)
            offset = int(frame["context"].max()) + 1
            stated.append(frame)
    return Evidence(
        records=[table for report in reports for table in report.records],
        stated=pd.concat(stated, ignore_index=True) if stated else no_stated_values(),
    )


def compare(
    reports: Sequence[ImportedReport],
    catalogue: Catalogue,
    scenario: Scenario,
    progress: Progress | None = None,
) -> Comparison:
    """Measure all reports and rank their vendors under a scenario.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    reports, spellings = join_spellings(reports)
    catalogue = with_parameters(catalogue, scenario.parameters)
    evidence = replace(
        gather_evidence(reports),
        calendars=scenario.calendars,
        definitions=scenario.definitions,
    )
    evidence = with_marks(evidence, scenario.evaluators, catalogue)
    progress.report(0.0, tr("Measuring over all periods"))
    overall = measure(evidence, catalogue, Grain.ALL, progress=progress, baseline=scenario.baseline)
    progress.check()
    progress.report(0.5, tr("Measuring by period"))
    by_period, period_findings, claims = _finest_by_period(
        evidence, catalogue, progress, scenario.baseline, set(_pairs(overall.frame))
    )
    progress.check()
    vendors = tuple(sorted({str(v) for v in overall.frame["vendor"]}, key=str.casefold))
    window, window_findings = compared_window(scenario.window, by_period, vendors)
    if window is not None:
        evidence = replace(evidence, window=window)
        overall = measure(
            evidence, catalogue, Grain.ALL, progress=progress, baseline=scenario.baseline
        )
    findings = [finding for report in reports for finding in report.findings]
    findings += spellings + window_findings + overall.findings
    findings += [finding for finding in period_findings if finding not in overall.findings]
    result = Comparison(
        catalogue=catalogue,
        scenario=scenario,
        reports=list(reports),
        evidence=evidence,
        vendors=vendors,
        kpis=(),
        overall=overall.frame,
        by_period=by_period,
        figures={},
        matrix=DecisionMatrix((), (), np.empty((0, 0))),
        ranking=Ranking(scenario.method, ()),
        sensitivity=None,
        measured_findings=findings,
        window=window,
        offered=overall.offered,
        claims=gather_claims([*overall.claims, *claims], evidence, catalogue, progress),
    )
    progress.report(0.9, tr("Ranking"))
    return rerank(result, scenario)


def rerank(comparison: Comparison, scenario: Scenario, at_once: bool = False) -> Comparison:
    """Return the comparison under another scenario; nothing is measured again.

    `at_once` leaves out the ranking's notes and its sensitivity, for weights still being moved.

    Raises
    ------
    ScenarioError
        If the scenario can't be ranked by.
    """
    before = comparison.scenario
    held = _held(comparison, scenario) if at_once else None
    comparison = _with_figures(comparison, scenario)
    catalogue, figures = comparison.catalogue, comparison.figures
    counts = ranked_vendors(figures, scenario) if held is None else held
    plan = plan_weights(scenario.weights, catalogue, counts)
    weights_alone = at_once and _weights_alone(before, scenario, comparison.matrix, plan.weights)
    matrix = (
        reweighted(comparison.matrix, plan.weights)
        if weights_alone
        else build_matrix(comparison.vendors, figures, plan.weights, catalogue, scenario)
    )
    gate_values = _gate_values(figures) if scenario.gates or not at_once else {}
    if not weights_alone:
        figures = with_field_points(figures, matrix, scenario, gate_values)
        comparison = replace(comparison, figures=figures)
    ranking = rank(
        matrix,
        scenario.method,
        scenario.normalisation,
        scenario.missing,
        scenario.gates,
        gate_values,
        with_notes=not at_once,
        strategy=scenario.strategy,
    )
    ranked = replace(
        comparison,
        scenario=scenario,
        matrix=matrix,
        ranking=ranking,
        sensitivity=None,
        verdict=None,
        noise=None,
    )
    return ranked if at_once else _explained(ranked, plan, gate_values)


def _gate_values(figures: Mapping[tuple[str, str], Figure]) -> dict[tuple[str, str], float]:
    """Return the figures that a requirement may be held against."""
    return {key: figure.value for key, figure in figures.items() if figure.comparable}


def _explained(
    comparison: Comparison, plan: WeightPlan, gate_values: Mapping[tuple[str, str], float]
) -> Comparison:
    """Return a ranked comparison with the notes, the sensitivity and the findings of it."""
    scenario, ranking, figures = comparison.scenario, comparison.ranking, comparison.figures
    present = {kpi for _, kpi in figures}
    notes = (*plan.notes, *ranking.notes, *unlike_words(comparison, scenario))
    gaps = missing_findings(comparison.matrix, scenario, gate_values)
    return replace(
        comparison,
        kpis=tuple(kpi for kpi in comparison.catalogue.kpis if kpi in present),
        ranking=replace(ranking, notes=notes),
        sensitivity=_sensitivity(comparison.matrix, scenario, figures),
        findings=[*comparison.measured_findings, *comparison.figure_findings, *gaps],
    )


_CHOSEN_BY = (
    "base_currency", "rates", "tax", "tax_basis", "contract", "stakes", "definitions",
)  # fmt: skip
"""What of a scenario the figures depend on, once they are measured."""


def _with_figures(comparison: Comparison, scenario: Scenario) -> Comparison:
    """Return the comparison with the figures under a scenario.

    Those at hand stay when only weights or rules changed.
    """
    before, catalogue = comparison.scenario, comparison.as_read
    same = all(getattr(before, name) == getattr(scenario, name) for name in _CHOSEN_BY)
    if same and comparison.figures:
        return _rescored(comparison, scenario)
    measured = comparison.overall if comparison.measured is None else comparison.measured
    months = Months(comparison.by_period, comparison.window)
    figures, findings = select_figures(measured, catalogue, scenario, months)
    chosen = replace(comparison, scenario=scenario, overall=measured, figures=figures)
    worked = work_out(chosen)
    if worked.changed:
        asked = replace(scenario, definitions=worked.definitions)
        figures, findings = select_figures(worked.overall, catalogue, asked, months)
    read_by, catalogue = catalogue, as_compared(catalogue, figures)
    return replace(
        chosen,
        catalogue=catalogue,
        read_by=read_by,
        overall=worked.overall,
        measured=measured,
        contract=worked.contract,
        figures={key: _scored(one, catalogue, scenario) for key, one in figures.items()},
        figure_findings=[*findings, *worked.findings],
    )


def _rescored(comparison: Comparison, scenario: Scenario) -> Comparison:
    """Return the comparison with the points of figures whose anchors are others now."""
    before, after = comparison.scenario.anchors, scenario.anchors
    other = {kpi for kpi in {*before, *after} if before.get(kpi) != after.get(kpi)}
    if not _same_but_weights(comparison.scenario, scenario):
        other |= scored_by_field(comparison.matrix)
    if not other:
        return comparison
    figures = {
        key: _scored(replace(one, score=math.nan), comparison.catalogue, scenario)
        if one.kpi in other
        else one
        for key, one in comparison.figures.items()
    }
    return replace(comparison, figures=figures)


def _scored(figure: Figure, catalogue: Catalogue, scenario: Scenario) -> Figure:
    definition = catalogue.kpis[figure.kpi]
    anchors = anchors_of(definition, scenario)
    in_unit = figure.same_unit and figure.unit == definition.unit
    scorable = definition.direction is not Direction.NONE and in_unit
    if anchors is None or not scorable or not math.isfinite(figure.value):
        return figure
    direction = direction_of(anchors, definition.direction)
    function = value_function(anchors, direction, definition.title)
    return replace(figure, score=float(function(np.array([figure.value]))[0]))


def _held(comparison: Comparison, scenario: Scenario) -> dict[str, int] | None:
    """Return how many vendors have each KPI that weighs, where the matrix at hand tells."""
    matrix = comparison.matrix
    known = {criterion.id for criterion in matrix.criteria}
    weighed = {kpi for kpi, weight in scenario.weights.items() if weight > 0}
    if not weighed <= known or not _same_but_weights(comparison.scenario, scenario):
        return None
    counts = np.count_nonzero(~np.isnan(matrix.values), axis=0).tolist()
    return {c.id: count for c, count in zip(matrix.criteria, counts, strict=True)}


def _weights_alone(
    before: Scenario, after: Scenario, matrix: DecisionMatrix, weights: Mapping[str, float]
) -> bool:
    """Return whether nothing but weights is other than before, as while a slider moves."""
    return _same_but_weights(before, after) and [
        criterion.id for criterion in matrix.criteria
    ] == list(weights)


def _same_but_weights(before: Scenario, after: Scenario) -> bool:
    return all(
        getattr(before, field.name) is getattr(after, field.name)
        for field in fields(Scenario)
        if field.name != "weights"
    )


def _sensitivity(
    matrix: DecisionMatrix, scenario: Scenario, figures: Mapping[tuple[str, str], Figure]
) -> Sensitivity | None:
    """Return how easily the first place changes; None when nothing can be ranked."""
    if not matrix.criteria or not matrix.vendors:
        return None
    return sensitivity(
        matrix,
        scenario.method,
        scenario.normalisation,
        scenario.missing,
        scenario.gates,
        {key: figure.value for key, figure in figures.items() if figure.comparable},
        scenario.strategy,
    )


def _finest_by_period(
    evidence: Evidence,
    catalogue: Catalogue,
    progress: Progress,
    baseline: str,
    wanted: set[tuple[str, str]],
) -> tuple[pd.DataFrame, list[Finding], list[Claim]]:
    """Return each vendor's and KPI's figures by the finest calendar grain it has, and the claims.

    A vendor that reports by quarter has no months to show; its quarters are kept beside the
    months of the others, and a quarter is never spread over its months. Coarser grains are
    measured only while a pair of vendor and KPI in `wanted` has no figure yet.
    """
    frames: list[pd.DataFrame] = []
    findings: list[Finding] = []
    claims: list[Claim] = []
    done: set[tuple[str, str]] = set()
    for grain in _CALENDAR_GRAINS:
        measured = measure(
            evidence, catalogue, grain, progress=progress, baseline=baseline, doubting=False
        )
        frame = measured.frame
        pairs = _pairs(frame)
        # Of an empty list pandas could not tell whether it picks rows or columns.
        new = frame[np.array([pair not in done for pair in pairs], dtype=bool)]
        done.update(pairs)
        frames.append(new)
        claims += measured.claims
        if grain is Grain.MONTH:
            findings = measured.findings
        if wanted <= done:
            break
    kept = [frame for frame in frames if len(frame)]
    frame = pd.concat(kept, ignore_index=True) if kept else frames[0]
    return frame, findings, claims


def _pairs(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Return vendor and KPI of each measurement."""
    return list(zip(frame["vendor"].astype(str), frame["kpi"].astype(str), strict=True))
