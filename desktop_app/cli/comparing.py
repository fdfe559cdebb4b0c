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
from desktop_app.workbench.files import report_files, scenario_file

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
    """Refuse outputs that can't be written, before the work of reading.

    Raises
    ------
    UsageError
        If the workbook's name is that of another kind of file, or an output would replace one of
        the files that are read.
    ExportError
        If the folder of charts can't be made.
    """
    if options.export is not None:
        check_workbook("--export", options.export)
    for option, target in (("--export", options.export), ("--save", options.save)):
        if target is not None:
            _refuse_inputs(option, target, _inputs(options))
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


def _refuse_inputs(option: str, target: Path, inputs: Sequence[Path]) -> None:
    written = target
    if option != "--save" and target.suffix.lower() != ".xlsx":
        written = target.with_name(target.name + ".xlsx")
    hit = overwritten(written, inputs)
    if hit is not None:
        raise UsageError(f"{option} {str(target)!r} would replace {hit}, which is read")


def check_workbook(option: str, target: Path) -> None:
    """Refuse a workbook's name that ends like another kind of file."""
    if target.suffix.lower() not in {"", ".xlsx"}:
        raise UsageError(f"{option} {str(target)!r}: the workbook's name must end in .xlsx")


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
    check_workbook("OUT.xlsx", options.output)
    _refuse_inputs("OUT.xlsx", options.output, [options.project])
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
    written = export_workbook(result, options.output, terminal)
    terminal.clear()
    print_problems(reports)
    if options.json:
        print(documents.dumps({"workbook": str(written)}))
    _say_where("Workbook", written, options.output)
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
