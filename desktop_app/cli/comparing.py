"""The commands that end in a comparison: compare, and export of a saved one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.cli import documents, text
from desktop_app.cli.money import money_text, with_money
from desktop_app.cli.reading import Terminal, UsageError, exit_code, print_problems, read_reports
from desktop_app.domain.errors import ExportError, ProjectFileError
from desktop_app.domain.outputs import overwritten
from desktop_app.domain.period import Grain
from desktop_app.domain.records import SEGMENT
from desktop_app.exporting.workbook import export_workbook
from desktop_app.importing.report import FieldChoice
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import compare
from desktop_app.presenting.model import Comparison
from desktop_app.project.build import catalogue_of, read_reports_of, state_of
from desktop_app.project.store import open_project, save_project
from desktop_app.scoring.model import Method, Scenario
from desktop_app.scoring.scenario import read_scenario_file, scenario_from_profile
from desktop_app.scoring.shelf import Chosen, Shelf, added, chosen
from desktop_app.workbench.files import PROJECT_SUFFIX, report_files, scenario_file

WORKBOOK_SUFFIX = ".xlsx"
DrawCharts = Callable[[Comparison, Path], list[Path]]
"""Writes the charts of a comparison into a folder and returns the files."""


def check_segment(segment: str | None, catalogue: Catalogue) -> None:
    """Refuse a segment that is no dimension of the catalogue, nor one that only a mapping names."""
    if segment is None or segment == SEGMENT:
        return
    field = catalogue.fields.get(segment)
    if field is None or field.role not in {FieldRole.DIMENSION, FieldRole.ID}:
        known = [f.id for f in catalogue.fields.values() if f.role is FieldRole.DIMENSION]
        names = ", ".join([*known, SEGMENT])
        raise UsageError(f"--segment {segment!r} is none of: {names}")


def check_outputs(options: argparse.Namespace) -> None:
    """Refuse outputs that can't be written, before the work of reading, and complete their names.

    Raises
    ------
    UsageError
        If an output's name is that of a folder or of another kind of file, or an output would
        replace one of the files that are read.
    ExportError
        If the folder of charts can't be made.
    """
    inputs = _inputs(options)
    if options.export is not None:
        options.export = output_file("--export", options.export, WORKBOOK_SUFFIX, inputs)
    if options.save is not None:
        options.save = output_file("--save", options.save, PROJECT_SUFFIX, inputs)
    if options.charts is not None:
        try:
            options.charts.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"{options.charts} can't be the folder of the charts ({error.strerror}). "
                "Name another folder."
            ) from error


def _inputs(options: argparse.Namespace) -> list[Path]:
    """Return every file that the command reads, as far as they are named."""
    named = [*report_files(options.files), *map(Path, options.profile or [])]
    return [*named, *filter(None, (options.catalogue,))]


def output_file(option: str, given: Path, suffix: str, inputs: Sequence[Path]) -> Path:
    """Return the file that an output is written to: a name without an ending gets its own.

    Raises
    ------
    UsageError
        If it is a folder, would replace one of the inputs, or ends like another kind of file.
    """
    if given.is_dir():
        example = given / f"comparison{suffix}"
        raise UsageError(
            f"{option} {str(given)!r} is a folder: name the file in it, such as {str(example)!r}"
        )
    target = given if given.suffix else given.with_name(given.name + suffix)
    hit = overwritten(target, inputs)
    if hit is not None:
        raise UsageError(f"{option} {str(given)!r} would replace {hit}, which is read")
    if target.suffix.lower() != suffix:
        what = "workbook" if suffix == WORKBOOK_SUFFIX else "project"
        raise UsageError(f"{option} {str(given)!r}: the {what}'s name must end in {suffix}")
    return target


def compare_files(options: argparse.Namespace, draw_charts: DrawCharts) -> int:
    """Run ``compare``."""
    check_outputs(options)
    catalogue = load_catalogue(options.catalogue)
    check_segment(options.segment, catalogue)
    scenario, shelf = _scenarios(options, catalogue)
    reports, choices = read_reports(options, catalogue)
    result = replace(compare(reports, catalogue, scenario), shelf=shelf)
    if options.baseline and options.baseline not in result.vendors:
        raise UsageError(
            f"--baseline {options.baseline!r} is none of the vendors: {', '.join(result.vendors)}"
        )
    grain = Grain(options.by)
    frame = result.overall
    if grain is not Grain.ALL or options.segment:
        frame = measure(
            result.evidence,
            catalogue,
            grain,
            segment=options.segment,
            baseline=options.baseline or scenario.baseline,
        ).frame
    if options.json:
        print(documents.dumps(documents.comparison(result, frame)))
        if shelf.others:
            print(f"--json tells of {scenario.name}; --export has all scenarios.", file=sys.stderr)
    else:
        print("\n".join([text.comparison(result), *money_text(result, catalogue)]))
    print_problems(reports)
    if not result.vendors:
        return 1
    _write_outputs(options, result, choices, draw_charts)
    return exit_code(reports)


def export_project(options: argparse.Namespace) -> int:
    """Run ``export``: read a saved project's reports again and write its workbook."""
    target = output_file("OUT.xlsx", options.output, WORKBOOK_SUFFIX, [options.project])
    opened = open_project(options.project)
    if opened.state is None:
        raise ProjectFileError(opened.message)
    if opened.message:
        print(opened.message, file=sys.stderr)
    joined = catalogue_of(opened.state, load_catalogue())
    for note in joined.notes:
        print(note, file=sys.stderr)
    catalogue, terminal = joined.catalogue, Terminal()
    reports = read_reports_of(opened.state, catalogue, terminal)
    result = compare(reports, catalogue, opened.state.scenario, terminal)
    result = replace(result, papers=opened.state.papers, shelf=opened.state.shelf)
    written = export_workbook(result, target, terminal)
    terminal.clear()
    print_problems(reports)
    if options.json:
        print(documents.dumps({"workbook": str(written)}))
    _say_where("Workbook", written, target)
    return exit_code(reports)


def _scenarios(options: argparse.Namespace, catalogue: Catalogue) -> Chosen:
    """Return the scenario ranked by, of the first profile, and those of the others beside it."""
    profiles = options.profile or [_beside(options.files)]
    first, *others = (_scenario(profile, options, catalogue) for profile in profiles)
    scenario, shelf = first, Shelf()
    for other in others:
        scenario, shelf = added(scenario, shelf, other)
    return chosen(scenario, shelf, 0)


def _scenario(profile: str, options: argparse.Namespace, catalogue: Catalogue) -> Scenario:
    scenario = named_scenario(profile, catalogue)
    if options.method:
        scenario = replace(scenario, method=Method(options.method))
    if options.baseline:
        scenario = replace(scenario, baseline=options.baseline)
    return with_money(scenario, options)


def _beside(given: Sequence[Path]) -> str:
    """Return the scenario that lies in a folder of reports, which is said; ``""`` for none."""
    found = scenario_file(path for path in given if path.is_dir())
    if found is None:
        return ""
    print(f"Scenario: {found}", file=sys.stderr)
    return str(found)


def named_scenario(profile: str, catalogue: Catalogue) -> Scenario:
    """Return the scenario of a profile's name or of a TOML file; ``""`` for the default.

    Raises
    ------
    UsageError
        If it is neither.
    """
    if not profile or profile in catalogue.profiles:
        return scenario_from_profile(catalogue, profile)
    path = Path(profile)
    if not path.is_file():
        raise UsageError(
            f"--profile {profile!r} is neither a file nor one of: {', '.join(catalogue.profiles)}"
        )
    return read_scenario_file(path, catalogue)


def _write_outputs(
    options: argparse.Namespace,
    result: Comparison,
    choices: Sequence[FieldChoice],
    draw_charts: DrawCharts,
) -> None:
    terminal = Terminal()
    if options.export is not None:
        _say_where("Workbook", export_workbook(result, options.export, terminal), options.export)
    if options.charts is not None:
        files = draw_charts(result, options.charts)
        print(f"Charts: {len(files)} files in {options.charts}", file=sys.stderr)
    if options.save is not None:
        save_project(options.save, state_of(result, choices))
        _say_where("Project", options.save, options.save)
    terminal.clear()


def _say_where(what: str, written: Path, asked: Path) -> None:
    print(f"{what}: {written}", file=sys.stderr)
    if written.stem != asked.stem:
        print(f"{asked} is open in another program, so it took that name.", file=sys.stderr)
