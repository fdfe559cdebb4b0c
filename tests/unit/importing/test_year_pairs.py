"""Years of two that look like months: "2009-10", "2010-11"."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.importing.year_pairs import year_pairs
from tests.helpers.workbooks import check_accounting, figures, import_rows


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["2009-10", "2010-11", "2011-12"], ["2009/2010", "2010/2011", "2011/2012"]),
        (["2011\u201112", "2012\u201113", "2013-142"], ["2011/2012", "2012/2013", "2013/2014"]),
        (["1999-00", "2000-01"], ["1999/2000", "2000/2001"]),
        (["2009-10", "2009-11", "2009-12"], []),
        (["2009-10"], []),
        (["2010-11", "2010-12", "2011-01"], []),
        (["2013-142", "2014-152"], []),
    ],
)
def test_they_are_years_where_all_follow(texts: list[str], read: list[str]) -> None:
    assert list(year_pairs(texts).values()) == read


def _years(first: int, count: int) -> list[str]:
    return [f"{first + n}-04-01/{first + n + 1}-03-31" for n in range(count)]


def test_years_down_and_across(tmp_path: Path) -> None:
    names = ["2009-10", "2010-11", "2011-12", "2012-133"]
    shares = [0.99, 0.98, 0.97, 0.96]
    down = [["Measurement", "CSAT %"], ["Target", 0.9], *map(list, zip(names, shares, strict=True))]
    for rows in (down, [["KPI", *names], ["CSAT %", *shares]]):
        report = import_rows(tmp_path, rows, "Acme Care.xlsx")
        check_accounting(report)
        assert list(figures(report, "period")) == [(year,) for year in _years(2009, 4)]


def test_sentences_over_groups_and_footnotes_leave_the_names(tmp_path: Path) -> None:
    about = "Quality: the assurance programme samples transactions to measure processing accuracy"
    rows = [
        [None, about, None, "Timeliness"],
        ["Year", "Accuracy of essential fields1", "NPS", "Applications processed in 3 days"],
        ["2011-12", 0.995, 30, 0.885],
        ["2012-13", 0.996, 31, 0.827],
    ]
    formats = {("Sheet1", f"{letter}{row}"): "0.0%" for letter in "BD" for row in (3, 4)}
    report = import_rows(tmp_path, rows, "Acme Care.xlsx", formats=formats)
    check_accounting(report)
    assert set(report.stated["item"]) == {"accuracy", "nps", "sla_compliance"}
    assert len(report.stated) == 6


def test_a_year_behind_what_is_worked_on_is_the_period(tmp_path: Path) -> None:
    rows = [
        [
            "Bezirk",
            "gestellte Wohngeldanträge 2012",
            "abschließend bearbeitete Wohngeldanträge 2012",
        ],
        ["Mitte", 7174, 7381],
        ["Pankow", 8273, 8631],
    ]
    report = import_rows(tmp_path, rows, "Kundenwerk Nord GmbH.xlsx")
    check_accounting(report)
    assert figures(report, "item", "period", "segment") == {
        ("received_count", "2012", "Mitte"): 7174,
        ("handled_count", "2012", "Mitte"): 7381,
        ("received_count", "2012", "Pankow"): 8273,
        ("handled_count", "2012", "Pankow"): 8631,
    }
