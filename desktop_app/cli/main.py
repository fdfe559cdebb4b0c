"""The commands: each reads, computes, prints one document, and returns an exit code."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.cli import comparing, documents, text
from desktop_app.cli.arguments import build_parser
from desktop_app.cli.comparing import DrawCharts
from desktop_app.cli.reading import (
    UsageError,
    exit_code,
    print_problems,
    read_reports,
    save_mappings,
)
from desktop_app.cli.streams import prepare, record_fault, stop_writing
from desktop_app.cli.words import STOPPED
from desktop_app.domain.errors import VendorBenchError
from desktop_app.domain.period import Grain
from desktop_app.importing.vendor_joining import join_spellings
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from desktop_app.scoring.decision_table import read_decision_table
from desktop_app.scoring.model import Method, Normalisation
from desktop_app.scoring.ranking import rank
from desktop_app.workbench.table_files import first_sheet

Command = Callable[[argparse.Namespace], int]


def run(arguments: Sequence[str], draw_charts: DrawCharts) -> int:
    """Run one command; return 0 done, 1 nothing usable or a named input failed, 2 wrong usage.

    Parameters
    ----------
    arguments : sequence of str
        The command and its options, without the program's name.
    draw_charts : callable
        Writes the charts of a comparison into a folder; drawing needs Qt, so it is handed in.
    """
    # Findings tell the user what is wrong; the log is for the application's log file.
    logging.disable(logging.CRITICAL)
    try:
        options = build_parser().parse_args(list(arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    prepare(json=options.json)
    commands: dict[str, Command] = {
        "inspect": _inspect,
        "kpis": _kpis,
        "compare": lambda options: comparing.compare_files(options, draw_charts),
        "export": comparing.export_project,
        "rank": _rank,
    }
    try:
        return commands[options.command](options)
    except UsageError as error:
        return _say(error, 2)
    except VendorBenchError as error:
        return _say(error, 1)
    except BrokenPipeError:
        stop_writing()
        return 1
    except KeyboardInterrupt:
        return _say(STOPPED, 1)
    except Exception:  # noqa: BLE001  - recorded, and told in one line
        return _say(record_fault(), 1)


def _say(problem: object, code: int) -> int:
    print(f"vendorbench: {problem}", file=sys.stderr)
    return code


def _inspect(options: argparse.Namespace) -> int:
    reports, _ = read_reports(options, load_catalogue(options.catalogue))
    if options.save_mappings is not None:
        save_mappings(options.save_mappings, reports)
    if options.json:
        print(documents.dumps(documents.inspection(reports)))
    else:
        print(text.inspection(reports))
    print_problems(reports)
    return exit_code(reports)


def _kpis(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.catalogue)
    comparing.check_segment(options.segment, catalogue)
    reports, _ = read_reports(options, catalogue)
    reports, spellings = join_spellings(reports)
    measured = measure(
        gather_evidence(reports), catalogue, Grain(options.by), segment=options.segment
    )
    findings = [finding for report in reports for finding in report.findings]
    findings += spellings + measured.findings
    if options.json:
        print(documents.dumps(documents.measurements(measured.frame, findings)))
    else:
        print(text.measurements(measured.frame, catalogue))
        print(text.findings(findings))
    print_problems(reports)
    return exit_code(reports) if len(measured.frame) else 1


def _rank(options: argparse.Namespace) -> int:
    asked = Normalisation(options.normalise) if options.normalise else None
    table = read_decision_table(first_sheet(options.matrix), options.matrix.name, asked)
    method = Method(options.method)
    # The other methods have scales of their own; the table's is one of the weighted sum.
    usual = table.normalisation if method is Method.WEIGHTED else Normalisation.VECTOR
    ranking = rank(table.matrix, method, asked or usual)
    if options.json:
        print(documents.dumps(documents.plain_ranking(ranking, table.notes)))
    else:
        print(text.plain_ranking(ranking, table.notes))
    return 0
