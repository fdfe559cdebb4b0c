from __future__ import annotations

import logging
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.progress import Cancelled, NoProgress
from desktop_app.importing import workers
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.importing.workers import Limits, dismiss_workers, prepare_workers
from tests.helpers.importers import behave, serve_unbounded


class Recorder:
    """A progress that keeps what it is told and cancels at a given moment."""

    def __init__(self, cancel_after_s: float | None = None) -> None:
        self.fractions: list[float] = []
        self.texts: list[str] = []
        self._cancel_after_s = cancel_after_s
        self._began: float | None = None
        self.cancelled_at: float | None = None

    def report(self, fraction: float, text: str) -> None:
        self.fractions.append(fraction)
        self.texts.append(text)
        if self._began is None:
            self._began = time.monotonic()

    def check(self) -> None:
        if self._cancel_after_s is None or self._began is None:
            return
        if time.monotonic() - self._began > self._cancel_after_s:
            self.cancelled_at = self.cancelled_at or time.monotonic()
            raise Cancelled


def run(*names: str, progress: Recorder | None = None, **limits: float) -> list[ImportedReport]:
    return import_reports(
        [Path(name) for name in names],
        "catalogue",  # type: ignore[arg-type]
        ImportOptions(),
        progress or NoProgress(),
        import_one=behave,
        limits=Limits(**limits),  # type: ignore[arg-type]
    )


def only_code(report: ImportedReport) -> str:
    (finding,) = report.findings
    assert finding.severity is Severity.ERROR
    assert report.failed
    assert report.file in finding.message
    return finding.code


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> object:
    yield
    assert multiprocessing.active_children() == []


def test_reports_come_in_the_order_of_the_paths_from_two_workers_used_again() -> None:
    names = ["slow-1.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx"]
    reports = run(*names)
    assert [report.file for report in reports] == names
    assert {report.vendor for report in reports} == {"catalogue"}
    assert len({report.reader for report in reports}) == 2


def test_one_file_starts_one_worker_and_none_starts_none() -> None:
    assert [report.file for report in run("a.xlsx")] == ["a.xlsx"]
    assert run() == []


def test_a_crash_is_a_finding_and_the_others_go_on() -> None:
    reports = run("crash.xlsx", "a.xlsx", "segfault.xlsx", "b.xlsx", "c.xlsx")
    assert only_code(reports[0]) == "reader-crashed"
    assert only_code(reports[2]) == "reader-crashed"
    assert "exit code 7" in reports[0].findings[0].message
    assert [report.file for report in reports if not report.findings] == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]


def test_a_report_that_failed_carries_its_identity(tmp_path: Path) -> None:
    path = tmp_path / "crash.xlsx"
    path.write_bytes(b"abc")
    (report,) = run(str(path))
    assert report.size == 3
    assert report.sha256.startswith("ba7816bf8f01cfea")  # FIPS 180-2, example "abc"


def test_a_file_that_hangs_is_ended_at_the_limit() -> None:
    began = time.monotonic()
    reports = run("hang.xlsx", "a.xlsx", "b.xlsx", seconds=0.5)
    assert only_code(reports[0]) == "reader-too-slow"
    assert not reports[1].findings
    assert not reports[2].findings
    assert time.monotonic() - began < 30


def test_a_file_that_devours_memory_is_stopped() -> None:
    reports = run("devour.xlsx", "a.xlsx", memory_bytes=2 << 30)
    assert only_code(reports[0]) == "reader-out-of-memory"
    assert "2.0 GiB" in reports[0].findings[0].message
    assert not reports[1].findings


def test_a_file_that_devours_memory_is_stopped_where_the_system_sets_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "serve", serve_unbounded)
    began = time.monotonic()
    reports = run("devour.xlsx", "a.xlsx", memory_bytes=1 << 30)
    assert only_code(reports[0]) == "reader-out-of-memory"
    assert not reports[1].findings
    assert time.monotonic() - began < 30


def test_an_exception_is_a_finding_without_a_stack_trace() -> None:
    (report,) = run("raise.xlsx")
    assert only_code(report) == "reader-crashed"
    assert "cannot make sense of it" in report.findings[0].message
    assert "Traceback" not in report.findings[0].message


def test_cancel_waits_for_no_file() -> None:
    progress = Recorder(cancel_after_s=0.3)
    with pytest.raises(Cancelled):
        run("hang-1.xlsx", "hang-2.xlsx", "hang-3.xlsx", progress=progress)
    ended = time.monotonic()
    assert progress.cancelled_at is not None
    assert workers._POLL_S <= 0.1  # so often it is asked; the half second itself is no test's
    assert ended - progress.cancelled_at < 10  # but files that hang would take an hour


def test_progress_rises_to_one_and_names_the_files() -> None:
    progress = Recorder()
    run("a.xlsx", "b.xlsx", "c.xlsx", progress=progress)
    assert progress.fractions == sorted(progress.fractions)
    assert progress.fractions[-1] == 1.0
    assert {"reading a.xlsx", "c.xlsx read"} <= set(progress.texts)


def test_a_large_result_comes_back_whole() -> None:
    (report,) = run("large-1000000.xlsx")
    assert report.stated["value"].sum() == 999_999 * 1_000_000 / 2


def test_nothing_a_worker_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    run("print.xlsx")
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err == ""


def test_what_a_worker_logs_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        run("log.xlsx")
    assert [record.getMessage() for record in caplog.records] == ["odd file log.xlsx"]


def test_prepared_workers_are_used_and_end_with_the_files_they_read() -> None:
    prepare_workers(1, ("tests.helpers.importers",))
    (prepared,) = multiprocessing.active_children()
    (report,) = run("a.xlsx")
    assert report.reader == str(prepared.pid)


def test_a_prepared_worker_that_died_is_not_used() -> None:
    prepare_workers(1, ())
    (prepared,) = multiprocessing.active_children()
    prepared.kill()
    prepared.join()
    (report,) = run("a.xlsx")
    assert report.reader != str(prepared.pid)
    assert not report.failed


def test_workers_that_nothing_was_read_with_can_be_dismissed() -> None:
    prepare_workers(2, ())
    assert len(multiprocessing.active_children()) == 2
    prepare_workers(2, ())
    assert len(multiprocessing.active_children()) == 2
    dismiss_workers()


def test_arrays_and_texts_arrive_as_they_were_sent_and_can_be_written_to() -> None:
    (report,) = run("frame-70000.xlsx")
    frame = report.records[0].frame
    assert frame["number"].tolist() == list(range(70_000))
    assert frame["text"].tolist() == [f"text {n % 7}" for n in range(70_000)]
    assert frame["kind"].cat.categories.tolist() == ["a", "b"]
    assert frame["nothing"].isna().all()
    frame.loc[0, "number"] = -1.0
    assert frame["number"].sum() == sum(range(70_000)) - 1


HANGING = """
from pathlib import Path
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.report import ImportOptions
from tests.helpers.importers import Teller, behave
import_reports([Path("hang.xlsx")], "catalogue", ImportOptions(), Teller(), import_one=behave)
"""


def test_a_worker_ends_at_once_with_the_program_whatever_it_is_at() -> None:
    command = [sys.executable, "-c", HANGING]
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"reading hang.xlsx"
        children = psutil.Process(program.pid).children()
        program.kill()
    assert children
    assert psutil.wait_procs(children, timeout=10)[1] == []
