"""Months that a log covers in part."""

from __future__ import annotations

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.records import Evidence
from desktop_app.kpi.claims import Verdict
from desktop_app.kpi.claims_by_part import gather_claims
from desktop_app.kpi.measure import measure
from desktop_app.kpi.part_periods import covers_of, is_part
from desktop_app.presenting.window import common_periods
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()


def log(start: str, end: str, freq: str = "B", vendor: str = "Acme") -> Evidence:
    days = pd.date_range(start, end, freq=freq)
    flags = [i % 2 for i in range(len(days))]
    table = records({"resolved_first_contact": flags, "date": list(days)}, vendor)
    return evidence(table)


def notes(found: Evidence, grain: Grain = Grain.MONTH) -> dict[str, str]:
    frame = measure(found, CATALOGUE, grain).frame
    rows = frame[frame["kpi"] == "fcr"]
    return dict(zip(rows["period"], rows["note"], strict=True))


def test_a_log_that_begins_and_ends_within_a_month_is_marked_at_both_ends() -> None:
    assert notes(log("2026-01-15", "2026-03-12")) == {
        "2026-01": "17 of 31 days",
        "2026-02": "",
        "2026-03": "12 of 31 days",
    }
    found = measure(log("2026-01-15", "2026-03-12"), CATALOGUE, Grain.MONTH).findings
    (part,) = [finding for finding in found if finding.code == "part-period"]
    assert "2026-01 (17 of 31 days) and 2026-03 (12 of 31 days)" in part.message


@pytest.mark.parametrize(
    ("start", "end", "freq"),
    [
        # Whole months of working days (1 and 2 August 2026 are a weekend), and a few jobs a month.
        ("2026-06-01", "2026-08-31", "B"),
        ("2026-08-03", "2026-09-30", "B"),
        ("2026-01-08", "2026-06-20", "9D"),
        ("2026-01-15", "2026-01-16", "D"),
    ],
)
def test_weekends_and_logs_with_long_gaps_are_no_part_months(
    start: str, end: str, freq: str
) -> None:
    assert not any(notes(log(start, end, freq)).values())


def test_a_quarter_with_a_part_month_is_a_part_quarter() -> None:
    # 15 January to 31 March are 76 of 90 days.
    assert notes(log("2026-01-15", "2026-03-31"), Grain.QUARTER) == {"2026-Q1": "76 of 90 days"}


def test_a_quarter_of_two_months_is_a_part_quarter() -> None:
    """January and February are 59 of 90 days; a month left out in the middle counts as well."""
    assert notes(log("2026-01-01", "2026-02-27"), Grain.QUARTER) == {"2026-Q1": "59 of 90 days"}
    january, march = log("2026-01-01", "2026-01-30"), log("2026-03-02", "2026-03-31")
    march.records[0].file = march.records[0].sha256 = "march.xlsx"
    both = evidence(january.records[0], march.records[0])
    assert notes(both, Grain.QUARTER) == {"2026-Q1": "62 of 90 days"}
    assert not any(notes(both).values())


def test_files_of_one_vendor_are_taken_together() -> None:
    first, second = log("2026-01-01", "2026-01-15"), log("2026-01-16", "2026-01-30")
    second.records[0].file = second.records[0].sha256 = "second.xlsx"
    both = evidence(first.records[0], second.records[0])
    assert notes(both) == {"2026-01": ""}
    assert covers_of(both, CATALOGUE)["Acme"].words(Period.parse("2026-01")) == ""


def test_a_part_month_is_no_month_that_all_have() -> None:
    early, late = log("2026-01-01", "2026-02-27"), log("2026-01-20", "2026-02-27", vendor="Beta")
    late.records[0].file = "beta.xlsx"
    both = evidence(early.records[0], late.records[0])
    frame = measure(both, CATALOGUE, Grain.MONTH).frame
    assert common_periods(frame, ("Acme", "Beta")) == {"2026-02"}


def test_a_claim_on_a_part_month_says_what_its_records_cover() -> None:
    found = log("2026-01-15", "2026-02-27")
    found.stated = stated({"item": "fcr", "value": 0.99, "raw": "99%", "period": "2026-01"})
    (claim,) = measure(found, CATALOGUE, Grain.MONTH).claims
    assert claim.note == "its records cover 17 of 31 days"


def test_a_quarter_beside_a_log_of_two_of_its_months_is_not_compared() -> None:
    found = log("2026-01-01", "2026-02-27")
    own = sum(found.records[0].frame["resolved_first_contact"]) / len(found.records[0].frame)
    for said in (own, 0.99):  # even the very same figure says nothing
        found.stated = stated({"item": "fcr", "value": said, "raw": f"{said}", "period": "2026-Q1"})
        measured = measure(found, CATALOGUE, Grain.QUARTER)
        (claim,) = measured.claims
        assert (claim.verdict, claim.note) == (Verdict.UNLIKE, "its records cover 59 of 90 days")
        (told,) = [one for one in measured.findings if one.code.startswith("claim-")]
        assert told.code == "claim-unlike"
        assert "First contact resolution as stated for 2026-Q1 can't be checked" in told.message
        # The check of all grains together says the same.
        gathered = gather_claims((), found, CATALOGUE, NoProgress())
        assert {one.verdict for one in gathered} == {Verdict.UNLIKE}


def test_figures_over_all_months_are_of_the_months_that_are_stated() -> None:
    found = log("2026-01-01", "2026-03-31")
    found.stated = stated(
        *({"item": "fcr", "value": 0.5, "raw": "50%", "period": f"2026-0{n}"} for n in (1, 2))
    )
    (claim,) = measure(found, CATALOGUE).claims
    assert claim.verdict is Verdict.UNLIKE
    assert claim.note.endswith(
        "its records are of 2026-Q1, its figures of 2026-01-01 to 2026-02-28"
    )
    found.stated = stated({"item": "fcr", "value": 0.99, "raw": "99%"})
    (claim,) = measure(found, CATALOGUE).claims
    assert claim.verdict is Verdict.DIFFERS  # a figure without a time is of the records' time


def test_the_mark_is_told_from_others() -> None:
    assert is_part("12 of 30 days")
    assert is_part("simple mean; 12 of 30 days")
    assert not is_part("2 of 3 months")
    assert not is_part(None)
