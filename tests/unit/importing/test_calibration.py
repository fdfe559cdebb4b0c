"""Of the decisions shown as sure at least 99 in 100 are right, on a set labelled by hand."""

from __future__ import annotations

import pytest

from desktop_app.importing.decisions import SURE, TAKEN
from tests.calibration import share_right, table, taken
from tests.helpers.labelled import (
    HELD_OUT,
    MENDED_WITH,
    Decision,
    decisions,
    decisions_of_real_files,
)
from tests.helpers.workbooks import catalogue


def _all() -> list[Decision]:
    return [one for name in (*MENDED_WITH, *HELD_OUT) for one in decisions(name)]


def _wrong(found: list[Decision]) -> list[tuple[str, str]]:
    return [(one.label.heading, one.meaning) for one in found if not one.right]


def test_the_set_is_large_and_half_of_it_are_things_we_do_not_know() -> None:
    found = _all()
    nothing = [one for one in found if "-" in one.label.truth]
    assert len(found) >= 600
    assert 0.3 * len(found) < len(nothing) < 0.7 * len(found)


def test_labels_are_ids_of_the_catalogue() -> None:
    ids = {*catalogue().fields, *catalogue().kpis, "-"}
    unknown = {(o.label.heading, *(o.label.truth - ids)) for o in _all() if o.label.truth - ids}
    assert not unknown


def test_of_sure_decisions_99_in_100_are_right() -> None:
    sure = taken([*_all(), *decisions_of_real_files()], SURE)
    assert len(sure) >= 600
    assert share_right(sure) >= 0.99, _wrong(sure)


@pytest.mark.parametrize("held_out", [True, False])
def test_so_they_are_on_what_was_held_out_and_on_the_rest(held_out: bool) -> None:
    names = HELD_OUT if held_out else MENDED_WITH
    sure = taken([one for name in names for one in decisions(name)], SURE)
    assert len(sure) >= 100
    assert share_right(sure) >= 0.99, _wrong(sure)


def test_sure_decisions_are_right_more_often_than_guesses() -> None:
    found = _all()
    guessed = taken(found, TAKEN, SURE)
    assert 0.3 < share_right(guessed) < share_right(taken(found, SURE))


def test_most_of_what_is_known_is_found() -> None:
    known = [one for one in _all() if "-" not in one.label.truth]
    assert share_right(known) >= 0.75


def test_real_files_are_read_without_a_wrong_column() -> None:
    found = list(decisions_of_real_files())
    assert len(found) >= 60
    assert not _wrong(taken(found, TAKEN))


def test_the_table_counts_every_decision_once() -> None:
    found = _all()
    counts = {line[:14].strip(): int(line[14:20]) for line in list(table(found))[1:]}
    bins = sum(count for name, count in counts.items() if " to " in name)
    assert bins + counts["taken for none"] == counts["all"] == len(found)
