"""Repeated contacts over several logs of one kind, and months that no log is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.histories import known_until
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import rows_behind
from tests.helpers.evidence import evidence, records

SHIPPED = load_catalogue()
CATALOGUE = replace(SHIPPED, kpis={"fcr": SHIPPED.kpis["fcr"]})
DAY = 86_400.0
Contact = tuple[str, str, dt.date]


def log(contacts: list[Contact], file: str = "log.xlsx") -> Any:
    return records(
        {
            "customer_id": [contact[0] for contact in contacts],
            "category": [contact[1] for contact in contacts],
            "date": pd.to_datetime([contact[2] for contact in contacts]),
            "channel": ["Voice"] * len(contacts),
        },
        file=file,
    )


def fcr(tables: list[Any], variant: str, by: Grain = Grain.ALL) -> dict[Any, tuple[float, float]]:
    frame = measure(evidence(*tables), CATALOGUE, by).frame
    return _parts_and_wholes(frame, variant)


def _parts_and_wholes(frame: pd.DataFrame, variant: str) -> dict[Any, tuple[float, float]]:
    own = frame[(frame["kpi"] == "fcr") & (frame["variant"] == variant)]
    pairs = zip(own["part"], own["whole"], strict=True)
    return dict(zip(own["period"], pairs, strict=True))


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def test_a_customer_back_in_the_next_months_file_came_back() -> None:
    january = log([("a", "bill", day(1, 29)), ("b", "bill", day(1, 10))], "january.xlsx")
    february = log([("a", "bill", day(2, 2)), ("c", "move", day(2, 27))], "february.xlsx")
    found = evidence(january, february)
    frame = measure(found, CATALOGUE, Grain.MONTH).frame
    own = frame[(frame["kpi"] == "fcr") & (frame["variant"] == "repeat_7d")]
    assert own[["period", "part", "whole"]].to_numpy().tolist() == [
        ["2026-01", 1, 2],
        ["2026-02", 1, 1],  # c's week is not over when the logs end
    ]
    assert own["note"].tolist() == ["", "1 not counted, their 7 days not over"]
    behind = rows_behind(own.iloc[0].to_dict(), found, CATALOGUE)
    assert (behind["part"].sum(), len(behind)) == (1, 2)


def test_nobody_is_taken_for_content_in_a_month_that_no_log_is_of() -> None:
    january = log([("a", "bill", day(1, 29)), ("b", "bill", day(1, 30))], "january.xlsx")
    march = log([("a", "bill", day(3, 2)), ("b", "move", day(3, 27))], "march.xlsx")
    # February is missing: whether a and b were back by 6 February is not known.
    assert fcr([january, march], "repeat_7d", Grain.MONTH) == {"2026-03": (1, 1)}


def test_a_vendor_is_known_until_the_last_contact_of_an_unbroken_run_of_logs() -> None:
    month = 30.4 * DAY
    moments = np.array([0.0, 1.0 * month, 3.5 * month, 0.5 * month, np.nan, 0.0, 5.0 * month])
    vendors = np.array([0, 0, 0, 1, 1, 2, 2])
    logs = np.array([0, 1, 2, 0, 1, 3, 3])
    found = known_until(vendors, logs, moments)
    # Of vendor 0 the third month is in no log; vendor 2's one log has only no contacts there.
    assert found[:4].tolist() == [month, month, 3.5 * month, 0.5 * month]
    assert np.isnan(found[4])
    assert found[5:].tolist() == [5.0 * month, 5.0 * month]


CONTACTS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["bill", "move"]),
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
    ),
    min_size=6,
    max_size=40,
)


EVERY_MONTH = [("x", "bill", day(1, 1)), ("y", "bill", day(2, 9)), ("z", "move", day(3, 31))]


@settings(deadline=None, max_examples=25)
@given(contacts=CONTACTS, cuts=st.lists(st.integers(0, 2), min_size=40, max_size=40))
def test_any_partition_into_files_gives_the_same(contacts, cuts) -> None:
    contacts = contacts + EVERY_MONTH
    cuts = cuts + cuts
    dealt = [[c for c, cut in zip(contacts, cuts, strict=False) if cut == n] for n in range(3)]
    tables = [log(rows, f"{number}.xlsx") for number, rows in enumerate(dealt) if rows]
    whole = measure(evidence(log(contacts)), CATALOGUE, Grain.MONTH).frame
    dealt_out = measure(evidence(*tables), CATALOGUE, Grain.MONTH).frame
    for variant in ("repeat_7d", "repeat_30d"):
        assert _parts_and_wholes(dealt_out, variant) == _parts_and_wholes(whole, variant)


@settings(deadline=None, max_examples=25)
@given(contacts=CONTACTS, window=st.sampled_from([7, 30]))
def test_as_a_plain_loop_over_all_contacts(contacts, window) -> None:
    part = whole = 0
    until = max(moment for _, _, moment in contacts)
    for who, what, moment in contacts:
        later = sorted(m for w, t, m in contacts if (w, t) == (who, what) and m > moment)
        twice = sum(contact == (who, what, moment) for contact in contacts) > 1
        if (until - moment).days >= window:
            whole += 1
            part += not twice and not any((m - moment).days <= window for m in later)
    if any(contacts.count(c) > 1 for c in contacts):
        return  # of contacts of one moment the first came back and the last did not
    repeated = len({who for who, _, _ in contacts}) < len(contacts)
    expected = {None: (part, whole)} if whole and repeated else {}
    assert fcr([log(contacts)], f"repeat_{window}d") == expected
