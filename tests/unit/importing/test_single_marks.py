"""Counts of single marks: of what they are is said by their names, the title, or the sheet."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import codes, import_rows

COUNTS = (4, 1, 2, 3, 5, 8, 9, 30, 40, 50, 60)


def items(tmp_path: Path, title: str, heads: list[Any], top: str = "", first: str = "") -> set[str]:
    """Return what marks across (or down, below the heading `first`) are taken for."""
    values = list(COUNTS[-len(heads) :])
    if first:
        months = [first, "Jan 2025", "Feb 2025"]
        table: list[list[Any]] = [
            months,
            *([h, v, v + 1] for h, v in zip(heads, values, strict=True)),
        ]
    else:
        group = [["", top, *[""] * (len(heads) - 1)]] if top else []
        table = [*group, ["Month", *heads], ["Jan 2025", *values], ["Feb 2025", *values]]
    report = import_rows(tmp_path, [[title], [], *table], "Acme BPO Ltd.xlsx")
    return {str(item).split("_mark_")[0] for item in report.stated["item"]}


def numbered(text: str, scale: range) -> list[Any]:
    return [text.format(number) for number in scale]


TEN, SEVEN, FIVE = range(11), range(1, 8), range(1, 6)


@pytest.mark.parametrize(
    ("title", "heads", "taken"),
    [
        ("Survey", numbered("NPS {}", TEN), "nps"),
        ("Survey", numbered("NPS responses rated {}", TEN), "nps"),
        ("NPS responses by score", numbered("Score {}", TEN), "nps"),
        ("Likelihood to recommend: responses by score", list(TEN), "nps"),
        ("Survey", numbered("CES {}", SEVEN), "ces"),
        ("Customer effort: responses by score", numbered("Score {}", SEVEN), "ces"),
        ("Ease: responses by score", numbered("Score {}", SEVEN), "ease"),
    ],
)
def test_a_whole_scale_is_known(tmp_path: Path, title: str, heads: list[Any], taken: str) -> None:
    assert items(tmp_path, title, heads) == {taken}


def test_a_group_above_says_of_what_marks_are(tmp_path: Path) -> None:
    assert items(tmp_path, "Survey", numbered("Score {}", TEN), top="NPS responses") == {"nps"}


@pytest.mark.parametrize("heads", [numbered("Score {}", TEN), list(TEN)])
def test_marks_down_the_rows_are_no_log_of_answers(tmp_path: Path, heads: list[Any]) -> None:
    assert items(tmp_path, "NPS responses by score", heads, first="Score") == {"nps"}


def test_marks_of_five_are_satisfaction_where_nothing_says_else(tmp_path: Path) -> None:
    taken = items(tmp_path, "Survey", numbered("{} star", FIVE))
    assert taken == {f"csat_{name}_star_count" for name in ("one", "two", "three", "four", "five")}


def test_marks_from_zero_of_which_nothing_says_what_they_are_wait(tmp_path: Path) -> None:
    rows = [
        [head, count, count] for head, count in zip(numbered("Score {}", TEN), COUNTS, strict=True)
    ]
    report = import_rows(tmp_path, [["Score", "Jan 2025", "Feb 2025"], *rows], "Acme BPO Ltd.xlsx")
    assert report.stated.empty
    assert "row-unclear" in codes(report)


def test_a_number_alone_is_no_scale(tmp_path: Path) -> None:
    assert "nps" in items(tmp_path, "Survey", ["NPS 1", "NPS 2"])
    report = import_rows(tmp_path, [["Month", "NPS 1", "NPS 2"], ["Jan 2025", 30, 40]], "Acme.xlsx")
    assert "nps" in set(report.stated["item"])
