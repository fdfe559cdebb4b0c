from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.decision import departures
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.requirements import gates_table, requirements, requirements_table
from desktop_app.scoring.model import Gate
from tests.helpers import comparisons


@pytest.fixture
def ruled_out() -> Comparison:
    """The leader by score fails a requirement that only it fails."""
    made = comparisons.comparison()
    open_to_all = rerank(made, replace(made.scenario, gates=()))
    leader = open_to_all.ranking.vendors[0].vendor
    for criterion in open_to_all.matrix.criteria:
        values = {
            vendor: open_to_all.figures[vendor, criterion.id].value
            for vendor in made.vendors
            if (vendor, criterion.id) in open_to_all.figures
        }
        others = [value for vendor, value in values.items() if vendor != leader]
        if leader in values and others and values[leader] > max(others):
            gate = Gate(criterion.id, max(others), at_most=True)
            return rerank(made, replace(made.scenario, gates=(gate,)))
        if leader in values and others and values[leader] < min(others):
            gate = Gate(criterion.id, min(others))
            return rerank(made, replace(made.scenario, gates=(gate,)))
    raise AssertionError("the leader stands out in nothing")


def test_vendor_ruled_out_comes_first_with_where_it_would_stand(ruled_out: Comparison) -> None:
    first, *rest = requirements(ruled_out)
    out = [line.vendor for line in ruled_out.ranking.vendors if line.rank is None]
    assert first.vendor in out
    assert first.if_waived == "would be rank 1"
    assert [one.if_waived for one in rest] == [""] * len(rest)
    row = ruled_out.overall.iloc[ruled_out.figures[first.vendor, first.gate.kpi].row]
    assert str(row["cells"]) in first.evidence


def test_second_requirement_keeps_a_vendor_out(ruled_out: Comparison) -> None:
    (gate,) = ruled_out.scenario.gates
    both = rerank(ruled_out, replace(ruled_out.scenario, gates=(gate, gate)))
    assert requirements(both)[0].if_waived == "still out by another requirement"


def test_table_has_a_row_for_every_vendor_and_requirement(ruled_out: Comparison) -> None:
    assert len(requirements_table(ruled_out).rows) == len(ruled_out.vendors)
    none = rerank(ruled_out, replace(ruled_out.scenario, gates=()))
    assert requirements_table(none).rows == ()


def test_a_waived_requirement_stays_in_sight_with_what_it_would_do(ruled_out: Comparison) -> None:
    (gate,) = ruled_out.scenario.gates
    out = requirements(ruled_out)[0].vendor
    (line,) = gates_table(ruled_out).rows
    assert [cell.text for cell in line.cells[2:]] == [out, out]
    scenario = replace(ruled_out.scenario, gates=(replace(gate, waived=True),))
    waived = rerank(ruled_out, scenario)
    assert waived.ranking.vendors[0].vendor == out
    assert requirements(waived)[0].if_waived == "waived: is rank 1"
    (line,) = gates_table(waived).rows
    assert [cell.text for cell in line.cells[2:]] == [f"waived; would rule out {out}", "as it is"]
    assert line.cells[0].text.endswith(", waived")
    assert any(
        "fails the requirement" in words and "was waived" in words
        for words in departures(waived, [out])
    )
