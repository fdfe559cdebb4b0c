"""Sheets of anything at all: read, set aside or refused, never a failure of the program."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.importing.pipeline import import_report
from tests.helpers.origins import check_origins
from tests.helpers.random_reports.pages import Book, Page
from tests.helpers.random_reports.spellings import Cell
from tests.helpers.workbooks import catalogue, check_accounting, codes

ENOUGH = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
WORDS = (
    *("KPI", "Month", "Jan 2026", "Q1 2026", "W07", "2026", "Total", "Average", "Target", "n/a"),
    *(
        "CSAT",
        "AHT (sec)",
        "FCR %",
        "Calls offered",
        "Vendor",
        "Vendor: Acme",
        "Voice",
        "Ticket ID",
    ),
    *("Created", "Status", "Closed", "Yes", "-", "*", "85%", "5:12", "$3.50", "1.234,5", "4.3/5"),
    *("=1+1", "+42", "-", "@x", "=CMD()", "'", '"', "\t.", "\u00a0", "\u200b", "０", "٣", "½", "∞"),
    *("1e308", "-1e-308", "1" * 300, "x" * 4000, "00:00:00", "31.12.9999", "0/0", "NaN", "#REF!"),
)
texts = st.sampled_from(WORDS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=12
)
values = st.one_of(
    texts,
    texts,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(0, 1),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=9000)),
)
formats = st.sampled_from(
    ("General", "0%", "0.0%", "mmm-yy", "dd/mm/yyyy", "[h]:mm:ss", "#,##0", "@", '"x"0', "yyyy")
)
cells = st.builds(Cell, values, formats)
places = st.tuples(st.integers(0, 14), st.integers(0, 9))
far = st.tuples(st.integers(0, 2000), st.integers(0, 400))
grids = st.dictionaries(places, cells, min_size=1, max_size=90)
sparse = st.dictionaries(far, cells, min_size=1, max_size=6)
names = st.sampled_from(("Sheet1", "Voice", "Jan 2026", "Acme", "Data", "Targets", "2026", "KPI"))


@ENOUGH
@given(
    sheets=st.lists(
        st.tuples(names, grids | sparse), min_size=1, max_size=3, unique_by=lambda s: s[0]
    ),
    whole=st.booleans(),
)
def test_any_cells_are_read_without_failing(
    sheets: list[tuple[str, dict[tuple[int, int], Cell]]], whole: bool
) -> None:
    pages = [Page(name, dict(cells)) for name, cells in sheets]
    if whole:
        page = pages[0]
        page.cells = {(0, 0): next(iter(page.cells.values()))}
        page.merged = [(0, 0, 30, 30)]
    with tempfile.TemporaryDirectory() as folder:
        report = import_report(Book(pages, "junk").write(Path(folder)), catalogue())
    assert not codes(report) & {"sheet-failed", "cells-unexplained"}
    check_accounting(report)
    check_origins(report)
