"""Damaged bytes end in cells or in a plain refusal, never in another error."""

from __future__ import annotations

import io
import multiprocessing
import signal
import warnings
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.workbook import open_workbook
from tests.helpers.books import messy_log, ods_of_rows, with_parts, xlsx_of_rows, xml_2003_of_rows
from tests.helpers.shared import shared_file
from tests.helpers.xlsb import xlsb

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

SMALL = xlsx_of_rows(["KPI", "Jan"], ["FCR", 0.85], ["AHT", 312])
LOG = messy_log(220)
BINARY = xlsb({"S": [["KPI", "Jan"], ["FCR", 0.85], [True, "x"]]})
SHEET = (["KPI", "Jan"], ["FCR", 0.85], ["AHT", 312])
ODS = ods_of_rows(*SHEET)
XML_2003 = xml_2003_of_rows(*SHEET)
WEB = b"<html><table><tr><td>KPI<td>Jan<tr><td>FCR<td rowspan=2>0.85</table></html>" * 3
TEXT = b'KPI;Jan\nFCR;"0,85"\nAHT;312\n' * 5


def reads_or_refuses(data: bytes, name: str, bulk_cells: int = 150_000) -> None:
    try:
        book = open_workbook(data, name, ImportOptions(bulk_cells=bulk_cells))
    except UnreadableFileError as error:
        assert name in error.message  # noqa: PT017
        assert error.code  # noqa: PT017
        return
    for sheet in book.sheets:
        assert sheet.grid.n_rows <= sheet.n_rows
        for column in range(sheet.n_columns):
            sheet.column(column, 0, sheet.n_rows - 1)


def damaged(data: bytes, flips: list[tuple[int, int]], cut: int | None) -> bytes:
    changed = bytearray(data)
    for place, value in flips:
        changed[place % len(changed)] = value
    return bytes(changed if cut is None else changed[: cut % len(changed)])


FLIPS = st.lists(st.tuples(st.integers(0, 1 << 24), st.integers(0, 255)), min_size=1, max_size=8)
CUT = st.none() | st.integers(0, 1 << 24)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SMALL, "a.xlsx"),
        (BINARY, "a.xlsb"),
        (ODS, "a.ods"),
        (XML_2003, "a.xml"),
        (WEB, "a.html"),
        (TEXT, "a.csv"),
    ],
    ids=["xlsx", "xlsb", "ods", "xml-2003", "html", "csv"],
)
@FEW
@given(flips=FLIPS, cut=CUT)
def test_flipped_and_truncated_files(
    data: bytes, name: str, flips: list[tuple[int, int]], cut: int | None
) -> None:
    reads_or_refuses(damaged(data, flips, cut), name)


@FEW
@given(flips=FLIPS, cut=CUT)
def test_flipped_and_truncated_xls(flips: list[tuple[int, int]], cut: int | None) -> None:
    data = shared_file("messy_header_xls/deaths.xls").read_bytes()
    reads_or_refuses(damaged(data, flips, cut), "a.xls")


def part_names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    ("data", "bulk_cells"),
    [(SMALL, 150_000), (LOG, 0), (BINARY, 0), (ODS, 0)],
    ids=["small", "log", "xlsb", "ods"],
)
@FEW
@given(pick=st.integers(0, 100), flips=FLIPS, cut=CUT)
def test_damaged_parts_in_a_sound_zip(
    data: bytes, bulk_cells: int, pick: int, flips: list[tuple[int, int]], cut: int | None
) -> None:
    names = part_names(data)
    name = names[pick % len(names)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = damaged(archive.read(name) or b"?", flips, cut)
    whole = with_parts(data, {name: content})
    if data is BINARY:
        apart(whole, bulk_cells)
    else:
        reads_or_refuses(whole, "a.xlsx", bulk_cells)


def apart(data: bytes, bulk_cells: int) -> None:
    """Read in a process of its own, as `importing.isolation` does.

    The library for .xlsb asks for as much memory as a damaged file claims to need, and aborts
    when it is refused; nothing in the same process can catch that. Any Python error fails here.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = multiprocessing.get_context("fork").Process(
            target=reads_or_refuses, args=(data, "a.xlsx", bulk_cells)
        )
        child.start()
    child.join(60)
    assert child.exitcode in (0, -signal.SIGABRT)


@FEW
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]),
)
def test_arbitrary_bytes(data: bytes, start: bytes) -> None:
    reads_or_refuses(start + data, "a.bin")
