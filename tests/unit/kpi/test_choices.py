"""Formulas that look at the texts of a field, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.own import read_own_kpis, with_own
from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import formula_text, rows_behind
from tests.helpers.evidence import NO_STATED, records

TEXT = """
[own_quick_chats]
title = "Quick chats"
short = "Quick"
category = "efficiency"
unit = "share"
direction = "higher"
description = "Chats and mails handled within five minutes, of all chats and mails."
[[own_quick_chats.formulas]]
source = "records"
part = "only(is_one_of(channel, 'CHAT', 'E-Mail'), handle_time <= 300)"
whole = "only(is_one_of(channel, 'CHAT', 'E-Mail'), 1)"
"""
CATALOGUE = with_own(load_catalogue(), read_own_kpis(TEXT))


def evidence(seed, count=400, **more):
    rng = np.random.default_rng(seed)
    channels = rng.choice(["Chat", "chat ", "e-mail", "Voice", None], count)
    seconds = rng.uniform(10, 900, count)
    seconds[rng.random(count) < 0.1] = np.nan
    days = pd.date_range("2026-01-01", periods=count, freq="6h")
    vendors = rng.choice(["Acme", "Birch"], count)
    columns = {"channel": channels, "handle_time": seconds, "created_at": days}
    table = records(columns, vendor=list(vendors), **more)
    frame = pd.DataFrame(columns).assign(vendor=vendors)
    return Evidence([table], NO_STATED), frame


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_texts_are_compared_in_normal_form(seed):
    given, frame = evidence(seed)
    found = measure(given, CATALOGUE).frame
    found = found[found["kpi"] == "own_quick_chats"].set_index("vendor")["value"]
    lowered = frame["channel"].str.strip().str.lower()
    chosen = frame[lowered.isin(["chat", "e-mail"]) & frame["handle_time"].notna()]
    expected = (chosen["handle_time"] <= 300).groupby(chosen["vendor"]).mean()
    pd.testing.assert_series_equal(
        found.sort_index(), expected, check_names=False, check_index_type=False
    )


def test_the_figure_leads_to_its_cells():
    given, _ = evidence(4)
    measured = measure(given, CATALOGUE).frame
    row = measured[(measured["kpi"] == "own_quick_chats") & (measured["vendor"] == "Acme")].iloc[0]
    rows = rows_behind(row, given, CATALOGUE)
    assert {"channel", "handle_time"} <= set(rows.columns)
    assert len(rows) == row["n"]
    assert rows["part"].sum() / rows["whole"].sum() == pytest.approx(row["value"])
    assert {letter for letter in row["cells"] if letter.isalpha()} == {"B", "C"}
    assert "is_one_of(channel" in formula_text(row, CATALOGUE, given)


def test_a_dimension_that_the_title_names_counts_too():
    table = records({"handle_time": [100.0, 400.0]}, dimensions={"channel": "Chat"})
    found = measure(Evidence([table], NO_STATED), CATALOGUE).frame
    assert found.loc[found["kpi"] == "own_quick_chats", "value"].tolist() == [0.5]


def test_a_table_without_the_field_gives_no_figure():
    table = records({"handle_time": [100.0, 400.0]})
    found = measure(Evidence([table], NO_STATED), CATALOGUE).frame
    assert "own_quick_chats" not in set(found["kpi"])


def test_a_ratio_of_one_kpi_alone_is_worked_out_beside_those_of_sums():
    text = """
    [own_effort]
    title = "Effort"
    short = "Effort"
    category = "efficiency"
    unit = "rate"
    direction = "none"
    description = "Contacts that fit into an hour."
    formulas = [{ source = "kpis", part = "3600", whole = "aht" }]
    """
    catalogue = with_own(load_catalogue(), read_own_kpis(text))
    table = records({"handle_time": [100.0, 500.0]})
    found = measure(Evidence([table], NO_STATED), catalogue).frame
    assert found.loc[found["kpi"] == "own_effort", "value"].tolist() == [12.0]
