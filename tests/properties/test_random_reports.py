"""Known tables in random layouts with random noise: each figure comes back, or is asked about."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.domain.finding import Finding
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.origins import check_origins, used
from tests.helpers.random_reports import random_report, read_report
from tests.helpers.random_reports.pages import Book
from tests.helpers.random_reports.verdicts import judge
from tests.helpers.workbooks import catalogue, check_accounting

ENOUGH = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a seed has no smaller one
)
seeds = st.integers(0, 2**32 - 1)


@ENOUGH
@given(seeds)
def test_no_figure_is_lost_or_wrong_in_silence(seed: int) -> None:
    book = random_report(Random(seed))
    report = read_report(book)
    assert not judge(book, report).silent
    check_accounting(report)
    check_cells(book, report)
    check_origins(report)
    check_measured(report)


def check_cells(book: Book, report: ImportedReport) -> None:
    """Assert that the cells add up to those written, and a figure counts as used if it was."""
    stated = set(zip(report.stated["sheet"], report.stated["cell"], strict=True))
    sheets = {sheet.sheet: sheet for sheet in report.sheets}
    for page in book.pages:
        sheet = sheets[page.name]
        assert sheet.accounting.cells == len(page.cells)
        for place in page.figures:
            assert used(sheet, *place) == ((page.name, page.address(place)) in stated)


def check_measured(report: ImportedReport) -> None:
    """Assert that a stated figure of a KPI is measured as it is stated."""
    stated = report.stated[report.stated["item"].isin(list(catalogue().kpis))]
    keys = ["vendor", "item", "period", "segment"]
    alone = stated[
        ~stated.duplicated(keys, keep=False) & stated["period"].str.match(r"\d{4}-\d\d$")
    ]
    if alone.empty:
        return
    evidence = Evidence([], report.stated)
    frame = measure(evidence, catalogue(), Grain.MONTH, "channel").frame
    found = frame[frame["basis"] == "stated"].rename(columns={"kpi": "item"})
    found = found.drop_duplicates(keys).set_index(keys)["value"]
    for row in alone.to_dict("records"):
        key = tuple(row[name] for name in keys)
        if key in found.index:
            assert found[key] == pytest.approx(row["value"]), key


def test_nine_of_ten_figures_need_no_question() -> None:
    right = asked = 0
    for seed in range(24):
        book = random_report(Random(seed))
        verdict = judge(book, read_report(book))
        right, asked = right + verdict.right, asked + verdict.asked
    assert right >= 9 * asked


def test_the_judge_sees_what_is_silently_wrong() -> None:
    book = random_report(Random(3), noise=False)
    report = read_report(book)
    assert not judge(book, report).silent
    report.findings = [f for f in report.findings if not isinstance(f, Finding)]
    report.stated.loc[0, "value"] *= 2
    report.stated = report.stated.drop(index=1)
    page = book.pages[0]
    page.figures.pop(next(reversed(page.figures)))
    assert len(judge(book, report).silent) == 3
