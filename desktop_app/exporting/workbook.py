"""Write a comparison as an Excel workbook, beside the target and then into its place."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import xlsxwriter
from xlsxwriter import Workbook

from desktop_app.domain.errors import ExportError
from desktop_app.domain.outputs import overwritten
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.exporting import sheet_names as names
from desktop_app.exporting.sheets import (
    audit,
    claims,
    coverage,
    decision,
    evaluators,
    findings,
    levels,
    measurements,
    methodology,
    methods,
    missing,
    ranking,
    same_mix,
    scenarios,
    scorecard,
    sensitivity,
    sources,
    stakes,
    summary,
    total_cost,
    trends,
    values,
)
from desktop_app.exporting.styles import Styles
from desktop_app.presenting.model import Comparison

SheetWriter = Callable[[Workbook, Comparison, Styles], None]

SHEETS: dict[str, SheetWriter] = {
    names.SUMMARY: summary.write,
    names.RANKING: ranking.write,
    names.VALUES: values.write,
    names.SCORECARD: scorecard.write,
    names.TRENDS: trends.write,
    names.TOTAL_COST: total_cost.write,
    names.STAKES: stakes.write,
    names.LEVELS: levels.write,
    names.SAME_MIX: same_mix.write,
    names.SCENARIOS: scenarios.write,
    names.SENSITIVITY: sensitivity.write,
    names.METHODS: methods.write,
    names.MISSING: missing.write,
    names.EVALUATORS: evaluators.write,
    names.CLAIMS: claims.write,
    names.AUDIT: audit.write,
    names.COVERAGE: coverage.write,
    names.MEASUREMENTS: measurements.write,
    names.DECISION: decision.write,
    names.FINDINGS: findings.write,
    names.SOURCES: sources.write,
    names.METHODOLOGY: methodology.write,
}
"""The sheets in order, by `sheet_names.NAMES`; each writer adds the sheet of its name."""

_NAMES_TRIED = 50


def export_workbook(
    comparison: Comparison,
    target: Path,
    progress: Progress | None = None,
    left_out: Collection[str] = (),
) -> Path:
    """Write the workbook and return where it is.

    The sheets in `left_out`, by `sheet_names.NAMES`, are not written, and Methodology says so;
    those of `sheet_names.ALWAYS` are written all the same.

    The file is written beside `target` and then put in its place, so a failure leaves an older
    file as it was. When the target is open in Excel (Windows locks it), the workbook takes the
    next free name, ``report (2).xlsx``; the returned path then differs from `target`, and the
    caller says so.

    Raises
    ------
    ExportError
        If the folder is missing or can't be written, or the target is one of the reports.
    Cancelled
        If `progress` says to stop; nothing is left behind.
    """
    progress = progress or NoProgress()
    if target.is_dir():
        raise ExportError(
            tr("{folder} is a folder.", folder=target), tr("Name the workbook in it.")
        )
    if target.suffix.lower() != ".xlsx":
        target = target.with_name(target.name + ".xlsx")
    report = overwritten(target, [one.path for one in comparison.reports])
    if report is not None:
        raise ExportError(
            tr(
                "{target} is one of the reports compared: the workbook would replace the evidence.",
                target=target,
            ),
            tr("Choose another name."),
        )
    draft = _draft_beside(target)
    try:
        _write(comparison, draft, progress, left_out)
        return _put_in_place(draft, target)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise ExportError(
            tr(
                "The workbook could not be written to {parent}: {error}.",
                parent=target.parent,
                error=error,
            ),
            tr("Choose another folder or make room on the disk."),
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _draft_beside(target: Path) -> Path:
    """Return a new name in the target's folder, so that the last step is one rename."""
    if not target.parent.is_dir():
        raise ExportError(
            tr("The folder {parent} does not exist.", parent=target.parent),
            tr("Choose a folder that does."),
        )
    return target.with_name(f".{target.stem}-{uuid.uuid4().hex[:8]}.xlsx")


def _write(
    comparison: Comparison, draft: Path, progress: Progress, left_out: Collection[str]
) -> None:
    out = tuple(name for name in SHEETS if name in left_out and name not in names.ALWAYS)
    told = partial(methodology.write, left_out=out)
    writers = {name: write for name, write in SHEETS.items() if name not in out}
    writers[names.METHODOLOGY] = told
    book = Workbook(
        str(draft),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        },
    )
    book.set_properties({"title": tr("Vendor comparison"), "comments": tr("Made by VendorBench")})
    styles = Styles(book)
    for position, (name, write_sheet) in enumerate(writers.items()):
        progress.check()
        said = tr("Writing the sheet {sheet}", sheet=names.sheet_name(name))
        progress.report(position / len(writers), said)
        write_sheet(book, comparison, styles)
    progress.check()
    book.close()


def _put_in_place(draft: Path, target: Path) -> Path:
    """Move the draft to the target, or to the next free name if the target is locked."""
    try:
        draft.replace(target)
        return target
    except PermissionError:
        pass  # Open in Excel: the workbook goes beside it, under the next free name.
    except OSError as error:
        raise ExportError(
            tr("{target} can't be replaced ({strerror}).", target=target, strerror=error.strerror),
            tr("Choose another name."),
        ) from error
    for number in range(2, _NAMES_TRIED):
        other = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if not other.exists():
            try:
                draft.replace(other)
            except OSError:
                continue
            return other
    raise ExportError(
        tr(
            "{target} is open in another program, and so is every other name tried beside it.",
            target=target,
        ),
        tr("Close the workbook in Excel, or choose another name."),
    )
