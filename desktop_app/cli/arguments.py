"""The options of the command line; design: fixed, other programs are written against them."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop_app import __version__
from desktop_app.domain.period import Grain

ONE_OF_BASE, ONE_OF_OTHER = "base", "other"

_METHODS = ("weighted", "topsis", "promethee", "vikor")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; wrong usage ends with exit code 2."""
    parser = argparse.ArgumentParser(
        prog="vendorbench",
        description="Compare outsourcing vendors from their own reports. "
        "Without a command the application opens: vendorbench [PROJECT].",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_inspect(commands)
    _add_kpis(commands)
    _add_compare(commands)
    _add_export(commands)
    _add_rank(commands)
    return parser


def _add_inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "inspect", help="tables, layouts, mappings, findings, cell accounting"
    )
    _add_reading_options(command)
    command.add_argument(
        "--save-mappings",
        metavar="FOLDER",
        type=Path,
        help="write what each file's tables were taken for, to be corrected and given back",
    )


def _add_kpis(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("kpis", help="the KPIs of every vendor, with their origin")
    _add_reading_options(command)
    _add_measuring_options(command)


def _add_compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("compare", help="rank the vendors, and export the comparison")
    _add_reading_options(command)
    _add_measuring_options(command)
    command.add_argument(
        "--profile",
        metavar="NAME|FILE.toml",
        action="append",
        help="weights to rank by: a profile of the catalogue or a scenario file; given again, "
        "those stand beside the first",
    )
    command.add_argument("--method", choices=_METHODS, help="ranking method (default: weighted)")
    command.add_argument("--baseline", metavar="VENDOR", help="the in-house operation")
    _add_money_options(command)
    command.add_argument("--export", metavar="OUT.xlsx", type=Path, help="write the workbook")
    command.add_argument("--charts", metavar="FOLDER", type=Path, help="write charts (PNG, SVG)")
    command.add_argument("--save", metavar="PROJECT.vbench", type=Path, help="save the project")


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("export", help="write the workbook of a saved project")
    command.add_argument("project", metavar="PROJECT", type=Path)
    command.add_argument("output", metavar="OUT.xlsx", type=Path)
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _add_rank(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("rank", help="rank a ready decision matrix (.xlsx or .csv)")
    command.add_argument("matrix", metavar="MATRIX", type=Path)
    command.add_argument("--method", choices=_METHODS, default="weighted")
    command.add_argument("--normalise", choices=("anchors", "vector", "minmax"))
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _add_reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="a report, or a folder for all reports in it",
    )
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.add_argument(
        "--vendor",
        metavar="FILE=NAME",
        action="append",
        default=[],
        help="the vendor a file comes from",
    )
    command.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="take a column as a field: FIELD=[FILE:][SHEET!]COLUMN, by heading or letters",
    )
    command.add_argument(
        "--mapping",
        metavar="FILE.toml",
        action="append",
        default=[],
        type=Path,
        help="read the report that it fits by this mapping (see inspect --save-mappings)",
    )
    command.add_argument(
        "--catalogue",
        metavar="FILE.toml",
        type=Path,
        help="add KPIs of your own (the window's KPIs step exports them)",
    )
    command.add_argument("--password", default="", help="opens protected workbooks")
    command.add_argument(
        "--fiscal-year-start",
        metavar="MONTH",
        default="",
        help="month in which fiscal years start where a report does not say: 4 or April",
    )


def _add_measuring_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--by",
        choices=[g.value for g in (Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.ALL)],
        default=Grain.ALL.value,
        help="gather figures by period (default: one figure over all periods)",
    )
    command.add_argument("--segment", metavar="FIELD", help="split by a field such as channel")


def _add_money_options(command: argparse.ArgumentParser) -> None:
    """Add the options of money to a command that compares."""
    command.add_argument(
        "--base-currency",
        metavar="CODE",
        help="compare money in this currency (default: that of most vendors)",
    )
    command.add_argument(
        "--rates",
        metavar="FILE",
        type=Path,
        help="dated exchange rates (.csv, .xlsx: currency, rate, date, and into, source)",
    )
    command.add_argument(
        "--one-of",
        choices=(ONE_OF_BASE, ONE_OF_OTHER),
        help="what a rate is of where --rates names one currency a row: one unit of the other "
        "currency (in the base currency), or one of the base currency (in the other)",
    )
