from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.finding import Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.audit_ticks import read_ticks
from desktop_app.importing.files import read_file
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.workbench.table_files import first_sheet

_LINUX = pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes in the file system")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "x.csv"
    os.mkfifo(path)
    # Whoever waits for the pipe all the same gets its end, and the test fails instead of hanging.
    ending = threading.Timer(10, lambda: os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK)))
    ending.start()
    yield path
    ending.cancel()


def test_a_file_is_read_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b")
    assert read_file(path) == b"a,b"
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "gone.csv")


def test_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    (finding,) = import_report(tmp_path, load_catalogue()).findings
    assert finding.code == "file-unreadable"
    assert "it is a folder" in finding.message


@_LINUX
def test_a_named_pipe_is_refused_and_not_waited_for(pipe: Path) -> None:
    (finding,) = import_report(pipe, load_catalogue()).findings
    assert finding.severity is Severity.ERROR
    assert finding.code == "file-unreadable"
    assert "'x.csv' can't be opened: it is a named pipe, not a file" in finding.message


@_LINUX
def test_a_named_pipe_stops_no_worker(pipe: Path) -> None:
    (report,) = import_reports([pipe], load_catalogue(), ImportOptions(), NoProgress())
    assert [finding.code for finding in report.findings] == ["file-unreadable"]
    assert (report.sha256, report.size) == ("", 0)


@_LINUX
def test_rates_and_audit_samples_are_not_read_from_a_pipe(pipe: Path) -> None:
    with pytest.raises(UnreadableFileError, match="named pipe"):
        first_sheet(pipe)
    with pytest.raises(UnreadableFileError, match="named pipe"):
        read_ticks(pipe)
