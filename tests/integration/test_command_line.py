"""The command line as other programs call it: exit codes, pure JSON, its keys, its messages."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import psutil
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from desktop_app.__main__ import main
from desktop_app.cli import streams
from desktop_app.cli.main import run as run_command

MEASUREMENT = {
    *("vendor", "kpi", "period", "segment", "value", "unit", "part", "whole", "n", "low", "high"),
    *("basis", "variant", "origin"),
}
FINDING = {"severity", "file", "sheet", "cells", "code", "message"}
ACCOUNTING = {"cells", "used", "heading", "total", "note", "set_aside"}
HEADING = ["Ticket ID", "Created", "Resolved", "SLA Met", "Channel", "Queue Owner", "Compliant"]


class Outcome:
    """What a call of the command line left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """Return standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)


Call = Callable[..., Outcome]


@pytest.fixture
def call(without_workers: None, call_with_workers: Call) -> Call:
    """Return the command line, called within this process, which reads the reports too."""
    return call_with_workers


@pytest.fixture
def call_with_workers(capfd: pytest.CaptureFixture[str]) -> Call:
    """Return the command line, called within this process; its workers are real."""

    def run(*arguments: object) -> Outcome:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


def tickets(path: Path, late: int = 5, rows: int = 24) -> Path:
    """Write a ticket log of which each `late`-th ticket missed its SLA."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tickets"
    sheet.append(HEADING)
    for number in range(rows):
        start = dt.datetime(2026, 1 + number % 2, 1 + number, 9)
        end = start + dt.timedelta(hours=1 + number % late)
        met = "No" if number % late == 0 else "Yes"
        channel, owner = ("Email", "Chat")[number % 2], ("North", "South")[number % 2]
        sheet.append([number, start, end, met, channel, owner, "Yes"])
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    return tickets(tmp_path / "Acme log.xlsx")


@pytest.fixture
def brava(tmp_path: Path) -> Path:
    return tickets(tmp_path / "Brava log.xlsx", late=3)


def figure(document: Any, kpi: str, **what: object) -> dict[str, Any]:
    """Return the one measurement of a KPI's default definition."""
    found = [
        row
        for row in document["measurements"]
        if row["kpi"] == kpi and all(row[key] == value for key, value in what.items())
    ]
    assert len(found) == 1, found
    return dict(found[0])


@pytest.mark.parametrize("option", ["--export", "--save"])
def test_an_output_never_replaces_what_is_read(
    call: Call, acme: Path, tmp_path: Path, option: str
) -> None:
    before = acme.read_bytes()
    link = tmp_path / "link.xlsx"
    try:
        link.symlink_to(acme)
    except OSError:
        link = acme
    for target in (acme, link):
        done = call("compare", acme, option, target)
        assert done.code == 2
        assert "which is read" in done.err
    assert acme.read_bytes() == before


@pytest.mark.parametrize(("option", "ending"), [("--export", ".xlsx"), ("--save", ".vbench")])
def test_an_output_is_a_file_with_its_own_ending(
    call: Call, acme: Path, tmp_path: Path, option: str, ending: str
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    refused = call("compare", acme, option, folder)
    assert refused.code == 2
    assert f"is a folder: name the file in it, such as '{folder / 'comparison'}{ending}'" in (
        refused.err
    )
    other = call("compare", acme, option, tmp_path / "result.txt")
    assert other.code == 2
    assert f"name must end in {ending}" in other.err
    assert sorted(tmp_path.glob("result*")) == [folder]
    assert list(folder.iterdir()) == []
    done = call("compare", acme, option, folder / "mine")
    assert done.code == 0, done.err
    assert [file.name for file in folder.iterdir()] == [f"mine{ending}"]
    assert f"mine{ending}" in done.err


def test_kpis_prints_measurements_and_findings(call_with_workers: Call, acme: Path) -> None:
    done = call_with_workers("kpis", acme, "--json")
    assert (done.code, done.err) == (0, "")
    assert set(done.json) >= {"measurements", "findings"}
    assert all(set(row) >= MEASUREMENT for row in done.json["measurements"])
    assert all(set(item) >= FINDING for item in done.json["findings"])
    row = figure(done.json, "sla_compliance")
    assert (row["period"], row["segment"], row["basis"]) == (None, None, "computed")
    assert (row["part"], row["whole"], row["n"], row["unit"]) == (19, 24, 24, "share")
    assert row["value"] == pytest.approx(19 / 24)
    assert row["low"] < row["value"] < row["high"]
    origin = {"file": acme.name, "sheet": "Tickets", "cells": "D2:D25"}
    assert row["origin"] == origin


def test_kpis_by_month_and_segment(call: Call, acme: Path) -> None:
    done = call("kpis", acme, "--by", "month", "--segment", "channel", "--json")
    january = figure(done.json, "sla_compliance", period="2026-01", segment=None)
    emails = figure(done.json, "sla_compliance", period="2026-01", segment="Email")
    assert january["whole"] == emails["whole"] == 12
    by_year = call("kpis", acme, "--by", "year", "--json").json
    assert figure(by_year, "sla_compliance")["period"] == "2026"
    by_quarter = call("kpis", acme, "--by", "quarter", "--json").json
    assert figure(by_quarter, "sla_compliance")["period"] == "2026-Q1"


@pytest.mark.parametrize(
    "column",
    ["Queue Owner", "F", "Tickets!Queue Owner", "Acme log.xlsx:Queue Owner", "{}:Tickets!F"],
)
def test_a_column_is_mapped_by_heading_letters_sheet_and_file(
    call: Call, acme: Path, column: str
) -> None:
    done = call("kpis", acme, "--map", f"vendor={column.format(acme)}", "--json")
    assert {row["vendor"] for row in done.json["measurements"]} == {"North", "South"}


def test_a_mapping_is_written_corrected_and_given_back(
    call_with_workers: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    written = call_with_workers("inspect", acme, "--save-mappings", tmp_path / "out", "--json")
    assert written.code == 0
    (file,) = (tmp_path / "out").iterdir()
    text = file.read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if '"Queue Owner"' in line)
    said = '    { place = "F", heading = "Queue Owner", meaning = "vendor" },'
    file.write_text(text.replace(line, said), encoding="utf-8")
    done = call_with_workers("kpis", acme, brava, "--mapping", file, "--json")
    assert {row["vendor"] for row in done.json["measurements"]} >= {"North", "South"}
    assert "mapping-followed" in {finding["code"] for finding in done.json["findings"]}


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("format = 99", 1, "later version"),
        ("format = 1\nfyle = 3", 1, "there is no 'fyle'"),
        ('format = 1\nfile = "another.xlsx"', 2, "fits none of the files"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(
    call: Call, acme: Path, tmp_path: Path, text: str, code: int, told: str
) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(text)
    done = call("kpis", acme, "--mapping", file)
    assert done.code == code
    assert told in done.err


def test_inspect_accounts_for_every_cell(call: Call, acme: Path) -> None:
    done = call("inspect", acme, "--json")
    (file,) = done.json["files"]
    assert set(file) >= {"file", "sha256", "vendor", "sheets", "findings"}
    (sheet,) = file["sheets"]
    assert set(sheet) >= {"sheet", "hidden", "tables", "accounting"}
    assert set(sheet["accounting"]) == ACCOUNTING
    assert sheet["accounting"]["cells"] == sum(sheet["accounting"].values()) / 2 == 25 * 7
    (table,) = sheet["tables"]
    assert (table["cells"], table["layout"]) == ("A1:G25", "log")
    assert 0 < table["confidence"] <= 1
    assert "created_at" in {column["meaning"] for column in table["columns"]}


def test_compare_adds_scenario_ranking_and_sensitivity(
    call: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    book, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    project = tmp_path / "job.vbench"
    done = call(
        *("compare", acme, brava, "--json", "--export", book),
        *("--save", project, "--baseline", "Acme"),
    )
    assert done.code == 0
    assert set(done.json) >= {"measurements", "findings", "scenario", "ranking", "sensitivity"}
    assert [line["vendor"] for line in done.json["ranking"]] == ["Acme", "Brava"]
    wanted = {"vendor", "rank", "score", "gates", "coverage", "contributions"}
    assert all(set(line) >= wanted for line in done.json["ranking"])
    first = done.json["ranking"][0]
    assert sum(first["contributions"].values()) == pytest.approx(first["score"])
    assert openpyxl.load_workbook(book).sheetnames[:2] == ["Summary", "Ranking"]
    exported = call("export", project, again)
    assert (exported.code, exported.out) == (0, "")
    assert openpyxl.load_workbook(again).sheetnames == openpyxl.load_workbook(book).sheetnames


def test_several_profiles_stand_side_by_side_and_are_kept(
    call: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\n[weights]\nsla_compliance = 1\n', encoding="utf-8")
    project, book = tmp_path / "job.vbench", tmp_path / "out.xlsx"
    profiles = ("--profile", mine, "--profile", "kpo_delivery")
    done = call("compare", acme, brava, *profiles, "--save", project)
    assert done.code == 0, done.err
    assert "Ranking by Mine" in done.out
    _, _, beside = done.out.partition("Scenarios side by side")
    assert "Mine ✓" in beside
    assert "What differs" in beside
    assert call("export", project, book).code == 0
    cells = [c.value for row in openpyxl.load_workbook(book)["Scenarios"].iter_rows() for c in row]
    assert {"Mine ✓: rank", "KPO delivery: rank"} <= set(cells)


@pytest.mark.parametrize("method", ["weighted", "topsis", "promethee", "vikor"])
def test_compare_by_each_method_and_profile(
    call: Call, acme: Path, brava: Path, tmp_path: Path, method: str
) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('name = "Mine"\n[weights]\nsla_compliance = 1\n', encoding="utf-8")
    for wanted in ("kpo_delivery", profile):
        done = call("compare", acme, brava, "--profile", wanted, "--method", method, "--json")
        assert done.code == 0, done.err
        assert done.json["scenario"]["method"] == method
    assert done.json["scenario"]["name"] == "Mine"
    assert done.json["ranking"][0]["vendor"] == "Acme"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kpis"], "required: FILE"),
        (["kpis", "{}", "--by", "week"], "invalid choice: 'week'"),
        (["kpis", "{}", "--nonsense"], "--nonsense"),
        (["kpis", "{}", "--map", "speed=Created"], "no field or KPI 'speed'"),
        (["kpis", "{}", "--map", "vendor"], "FIELD=COLUMN"),
        (["kpis", "{}", "--map", "vendor=Provider"], "no column has that heading"),
        (["kpis", "{}", "--vendor", "other.xlsx=Acme"], "FILE must be one of the files"),
        (["kpis", "{}", "--segment", "banana"], "'banana' is none of"),
        (["compare", "{}", "--profile", "nosuch"], "neither a file nor one of"),
        (["compare", "{}", "--baseline", "Nobody"], "none of the vendors: Acme"),
        (["compare", "{}", "--method", "magic"], "invalid choice: 'magic'"),
        (["compare", "{}", "--export", "out.pdf"], "must end in .xlsx"),
        (["rank", "{}", "--normalise", "rank"], "invalid choice: 'rank'"),
        (["frobnicate"], "neither a project nor one of the commands"),
    ],
)
def test_wrong_usage_is_2_with_one_clear_message(
    call: Call, acme: Path, arguments: list[str], said: str
) -> None:
    done = call(
        *(argument.format(acme) for argument in arguments), *(["--json"][: len(arguments) > 1])
    )
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_help_and_version_are_no_failure(call: Call) -> None:
    assert call("--version").code == call("--help").code == call("rank", "--help").code == 0


def _encrypted(path: Path, source: Path) -> None:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(source.read_bytes())).encrypt("secret", target)
    path.write_bytes(target.getvalue())


def _document(path: Path, _: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")


BAD: dict[str, Callable[[Path, Path], object]] = {
    "missing.xlsx": lambda path, good: None,
    "folder.xlsx": lambda path, good: path.mkdir(),
    "empty.xlsx": lambda path, good: path.write_bytes(b""),
    "truncated.xlsx": lambda path, good: path.write_bytes(good.read_bytes()[:3000]),
    "protected.xlsx": _encrypted,
    "letter.docx": _document,
    "paper.xlsx": lambda path, good: path.write_bytes(b"%PDF-1.7\n%%EOF\n"),
    "login.xls": lambda path, good: path.write_text("<html><p>Please log in</p></html>"),
    "prose.txt": lambda path, good: path.write_text(
        "It was a dark night, and calls went on.\n" * 9
    ),
}


def test_a_bad_file_is_named_and_never_stops_the_others(
    call_with_workers: Call, acme: Path, tmp_path: Path
) -> None:
    for name, make in BAD.items():
        make(tmp_path / name, acme)
    done = call_with_workers("kpis", *(tmp_path / name for name in BAD), acme, "--json")
    assert done.code == 1
    assert {row["vendor"] for row in done.json["measurements"]} == {"Acme"}
    lines = done.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(BAD)
    failed = [item["file"] for item in done.json["findings"] if item["severity"] == "error"]
    assert failed == list(BAD)


def test_a_password_opens_a_protected_workbook(
    call_with_workers: Call, acme: Path, tmp_path: Path
) -> None:
    _encrypted(tmp_path / "safe.xlsx", acme)
    done = call_with_workers("kpis", tmp_path / "safe.xlsx", "--password", "secret", "--json")
    assert (done.code, figure(done.json, "sla_compliance")["n"]) == (0, 24)


def test_a_folder_is_all_reports_in_it_and_its_scenario(
    call: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    tickets(tmp_path / "more" / "Cedar log.xlsx", late=4)
    (tmp_path / "~$Acme log.xlsx").write_bytes(b"locked")
    (tmp_path / "notes.md").write_text("not a report")
    (tmp_path / "scenario.toml").write_text('name = "Support 2026"\n')
    done = call("compare", tmp_path, brava, "--vendor", f"{acme}=Ann", "--json")
    assert (done.code, done.err) == (0, f"Scenario: {tmp_path / 'scenario.toml'}\n")
    assert {line["vendor"] for line in done.json["ranking"]} == {"Ann", "Brava", "Cedar"}
    assert done.json["scenario"]["name"] == "Support 2026"


def test_nothing_usable_is_1_with_a_document_all_the_same(call: Call, tmp_path: Path) -> None:
    (tmp_path / "shopping.csv").write_text("Fruit,Colour\nApple,red\nPear,green\n")
    for command in ("inspect", "kpis", "compare"):
        done = call(command, tmp_path / "shopping.csv", "--json")
        assert done.code == 1
        assert done.json.get("measurements", []) == []
        assert "nothing that can be measured" in done.err


def test_a_project_is_saved_without_the_file_that_is_not_there(
    call: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    project = tmp_path / "job.vbench"
    done = call("compare", acme, brava, tmp_path / "lost.xlsx", "--save", project, "--json")
    assert (done.code, project.is_file()) == (1, True)
    assert [line["vendor"] for line in done.json["ranking"]] == ["Acme", "Brava"]


def test_outputs_that_cannot_be_written_end_in_a_line(
    call: Call, acme: Path, brava: Path, tmp_path: Path
) -> None:
    for option, target in (("--charts", acme), ("--export", tmp_path / "no" / "out.xlsx")):
        done = call("compare", acme, brava, option, target)
        assert (done.code, len(done.err.splitlines())) == (1, 1)
        assert done.err.startswith("vendorbench: ")


def test_two_files_of_one_name_keep_apart(call: Call, tmp_path: Path) -> None:
    first = tickets(tmp_path / "a" / "report.xlsx")
    second = tickets(tmp_path / "b" / "report.xlsx", late=3)
    done = call(
        *("kpis", first, second, first, "--json"),
        *("--vendor", f"{first}=Ann", "--vendor", f"{second}=Ben"),
    )
    places = {row["vendor"]: row["origin"]["file"] for row in done.json["measurements"]}
    assert places == {"Ann": "a/report.xlsx", "Ben": "b/report.xlsx"}
    assert figure(done.json, "sla_compliance", vendor="Ann")["n"] == 24


def test_twelve_vendors_ties_and_names_in_any_script(
    call_with_workers: Call, tmp_path: Path
) -> None:
    names = ["Größe", "Élan", "東京", "Ωmega", *(f"Vendor{letter}" for letter in "ABCDEFGH")]
    files = [tickets(tmp_path / f"{name}.xlsx", rows=12) for name in names]
    done = call_with_workers("compare", *files, "--json")
    assert {line["vendor"] for line in done.json["ranking"]} == set(names)
    assert {line["rank"] for line in done.json["ranking"]} == {1}


def matrix(folder: Path, rows: Sequence[Sequence[object]], suffix: str) -> Path:
    """Write a decision matrix as it may be given."""
    path = folder / f"matrix{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(path)
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return path


def table(weights: Sequence[float], *rows: Sequence[float], **more: Sequence[object]) -> list[Any]:
    """Return a decision matrix with criteria c1, c2, ... and vendors A, B, ..."""
    lines: list[list[object]] = [["vendor", *(f"c{n + 1}" for n in range(len(weights)))]]
    lines += [["weight", *weights], ["direction", *["higher"] * len(weights)]]
    lines += [[name, *values] for name, values in more.items()]
    return lines + [["ABCDEF"[place], *row] for place, row in enumerate(rows)]


TZENG = table((0.3, 0.4, 0.3), (5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6))
TIE = table(
    (0.20, 0.15, 0.40, 0.25),
    *((25, 20, 15, 30), (10, 30, 20, 30), (30, 10, 30, 10)),
    worst=[0] * 4,
    best=[100] * 4,
)
CASES = [
    ("topsis", TZENG, (0.5037, 0.6581, 0.7482, 0.3340), (3, 2, 1, 4)),
    (
        "topsis",
        table((0.5, 0.5), (1, 5), (4, 2), (3, 3)),
        (0.4527, 0.5473, 0.5282),
        (3, 1, 2),
    ),
    (
        "topsis",
        table((0.5, 0.5), (1, 5), (4, 2), (3, 3), (5, 1)),
        (0.5335, 0.4733, 0.5000, 0.4665),
        (1, 3, 2, 4),
    ),
    (
        "promethee",
        table((0.5, 0.3, 0.2), (4, 3, 2), (3, 2, 4), (5, 1, 3), preference=["usual"] * 3),
        (0.1, -0.3, 0.2),
        (2, 3, 1),
    ),
    ("vikor", TZENG, (0.75, 0.25, 0, 1), (3, 2, 1, 4)),
    ("weighted", TIE, (21.5, 22.0, 22.0), (3, 1, 1)),
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(("method", "rows", "scores", "ranks"), CASES)
def test_rank_gives_the_published_figures(
    call: Call,
    tmp_path: Path,
    method: str,
    rows: list[Any],
    scores: Sequence[float],
    ranks: Sequence[int],
    suffix: str,
) -> None:
    done = call("rank", matrix(tmp_path, rows, suffix), "--method", method, "--json")
    assert (done.code, done.err) == (0, "")
    found = {line["vendor"]: line for line in done.json["ranking"]}
    assert [found["ABCDEF"[n]]["score"] for n in range(len(scores))] == pytest.approx(
        scores, abs=5e-5
    )
    assert [found["ABCDEF"[n]]["rank"] for n in range(len(ranks))] == list(ranks)


def test_rank_says_that_a_loser_turned_the_order(call: Call, tmp_path: Path) -> None:
    done = call("rank", matrix(tmp_path, CASES[2][1], ".csv"), "--method", "topsis")
    assert "reversal" in done.out


def test_rank_in_text_says_which_cells_are_missing(call: Call, tmp_path: Path) -> None:
    rows = [["vendor", "Quality", "Price"], ["A", 3, 5], ["B", "n/a", 4], ["C", 2, 6]]
    done = call("rank", matrix(tmp_path, rows, ".csv"), "--normalise", "minmax")
    assert done.code == 0
    assert "B3" in done.out


@pytest.mark.parametrize("content", ["", "vendor,price\n", "vendor,price\nA,cheap\n"])
def test_a_matrix_that_is_none_is_1_with_a_line(call: Call, tmp_path: Path, content: str) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text(content)
    done = call("rank", path, "--json")
    assert (done.code, done.out) == (1, "")
    assert "matrix.csv" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_fault_is_one_line_and_a_log_entry(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acme: Path
) -> None:
    monkeypatch.setattr(streams.paths, "user_log", lambda: tmp_path)

    def fail(comparison: object, folder: object) -> list[Path]:
        raise ZeroDivisionError("a bug")

    arguments = ["compare", str(acme), "--charts", str(tmp_path / "charts")]
    assert run_command(arguments, fail) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err
    assert "a bug" in (tmp_path / streams.LOG_FILE).read_text(encoding="utf-8")


def start(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Start the program as a process of its own, without a screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    given = {key: value for key, value in os.environ.items() if key not in hidden}
    command = [sys.executable, "-m", "desktop_app", *map(str, arguments)]
    return subprocess.run(
        command, env={**given, **environment}, capture_output=True, check=False, timeout=120
    )


@contextlib.contextmanager
def working(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command in a process group of its own; yield once one of its workers is there."""
    command = [sys.executable, "-m", "desktop_app", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while not workers_of(process.pid):
            assert process.poll() is None
            time.sleep(0.01)
        try:
            yield process
        finally:
            process.kill()


def workers_of(pid: int) -> list[psutil.Process]:
    """Return the processes that a command reads reports with."""
    started = psutil.Process(pid).children()
    return [child for child in started if any("spawn_main" in text for text in child.cmdline())]


@pytest.mark.skipif(sys.platform == "win32", reason="a group is interrupted otherwise there")
@pytest.mark.parametrize("later_s", [0.0, 0.5])
def test_an_interrupted_command_stops_with_one_line(acme: Path, later_s: float) -> None:
    with working("kpis", acme) as process:
        time.sleep(later_s)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (1, b"")
    assert err == b"vendorbench: stopped; nothing was changed\n"


def test_a_process_without_screen_draws_charts_and_prints_utf_8(tmp_path: Path) -> None:
    file = tickets(tmp_path / "Größe 東京.xlsx")
    charts = tmp_path / "charts"
    done = start("compare", file, "--charts", charts, "--json", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["ranking"][0]["vendor"] == "Größe 東京"
    assert {path.suffix for path in charts.iterdir()} == {".png", ".svg"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are named so on Linux")
def test_a_process_without_screen_opens_no_window_and_says_so() -> None:
    done = start()
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no screen" in done.stderr
