"""What may be done to a report without changing a figure, unless a question says so."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.importing.report import ImportedReport
from tests.helpers.random_reports import random_report, read_report
from tests.helpers.random_reports.pages import Book, Page
from tests.helpers.random_reports.verdicts import SAID
from tests.helpers.workbooks import check_accounting

FEW = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
seeds = st.integers(0, 2**32 - 1)
Key = tuple[object, ...]


def figures(report: ImportedReport) -> dict[Key, list[float]]:
    """Return the stated values by what they are of, wherever they stand."""
    found: dict[Key, list[float]] = {}
    for row in report.stated.to_dict("records"):
        key = (row["vendor"], row["item"], row["period"], row["segment"])
        found.setdefault(key, []).append(round(row["value"], 9))
    return {key: sorted(values) for key, values in found.items()}


def check_same(plain: ImportedReport, changed: ImportedReport) -> None:
    """Assert that the figures are the same, or that something new is asked about the change."""
    check_accounting(changed)
    asked = {f.code for f in changed.findings if f.severity in SAID}
    if not asked - {f.code for f in plain.findings if f.severity in SAID}:
        assert figures(changed) == figures(plain)


def _moved(rng: Random, page: Page) -> Page:
    """Return the page with blank rows above it and blank columns left of it."""
    down, right = rng.randint(1, 9), rng.randint(1, 5)
    return page.moved(
        [row + down for row in range(page.bottom)],
        [column + right for column in range(page.right)],
    )


def _with_note(rng: Random, page: Page) -> Page:
    """Return the page with a sentence well below its tables."""
    page.put(
        page.bottom + rng.randint(2, 4), 0, "The steering committee meets on the first Monday."
    )
    return page


def _with_stamp(rng: Random, page: Page) -> Page:
    page.put(page.bottom + 3, page.right + rng.randint(2, 4), "Internal use only")
    return page


def _rows_turned(rng: Random, page: Page) -> Page:
    """Return the page with the figures' rows in another order, where nothing hangs on it."""
    rows = sorted({row for row, _ in page.figures})
    whole = rows == list(range(rows[0], rows[-1] + 1)) and not page.merged
    keyed = all((row, 0) in page.cells for row in rows)
    if not whole or not keyed or len({row for row, _ in page.cells if row >= rows[0]}) != len(rows):
        return page
    order = rng.sample(rows, len(rows))
    places = list(range(page.bottom))
    for row, new in zip(rows, order, strict=True):
        places[row] = new
    return page.moved(places, list(range(page.right)))


@pytest.mark.parametrize("change", [_moved, _with_note, _with_stamp, _rows_turned])
@FEW
@given(seed=seeds)
def test_changes_that_change_no_figure(change: Callable[[Random, Page], Page], seed: int) -> None:
    rng = Random(seed)
    book = random_report(rng, noise=False)
    plain = read_report(book)
    changed = Book([change(rng, page) for page in book.pages], book.stem)
    check_same(plain, read_report(changed))


@FEW
@given(seed=seeds)
def test_the_name_of_a_sheet_that_says_nothing(seed: int) -> None:
    book = random_report(Random(seed), noise=False)
    if len(book.pages) == 1 and book.pages[0].name in {"Report", "KPIs", "Data", "Summary"}:
        plain = read_report(book)
        book.pages[0].name = "Sheet1"
        check_same(plain, read_report(book))


@pytest.mark.parametrize("ending", ["csv", "ods"])
@FEW
@given(seed=seeds)
def test_the_format_of_the_file(ending: str, seed: int) -> None:
    book = random_report(Random(seed), noise=False)
    generic = {"Sheet1", "Report", "KPIs", "Data", "Summary", "Tabelle1"}
    if ending == "csv" and (len(book.pages) > 1 or book.pages[0].name not in generic):
        return
    check_same(read_report(book), read_report(book, ending))
