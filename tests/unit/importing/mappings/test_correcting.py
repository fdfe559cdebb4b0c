from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.correcting import (
    CorrectionError,
    NoSuchItemError,
    NoSuchTableError,
)
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)

PLACE = ("KPIs", "A1:C9")
COLUMNS = (ItemMapping("A", "KPI", "label"), ItemMapping("C", "Jan", "value", period="2026-01"))
ROWS = (
    ItemMapping(
        "2", "AHT", "aht", unit="minutes", variant="mean", read_as="minutes", typical=300.0
    ),
    ItemMapping("9", "CSAT", "csat", segment="Voice"),
)
TABLE = TableMapping(*PLACE, "wide", 1, columns=COLUMNS, rows=ROWS)
MAPPING = ReportMapping("a.xlsx", "Acme", (TABLE, TableMapping("Log", "A1:B5", "other")))


def table(mapping: ReportMapping, *place: str) -> TableMapping:
    found = mapping.table(*(place or PLACE))
    assert found is not None
    return found


def item(mapping: ReportMapping, place: str) -> ItemMapping:
    found = table(mapping).item(place)
    assert found is not None
    return found


def test_a_correction_leaves_the_old_mapping_and_all_else_alone() -> None:
    after = correcting.set_item(MAPPING, *PLACE, "C", meaning="target")
    assert item(MAPPING, "C").meaning == "value"
    assert not MAPPING.corrected
    assert after.corrected
    assert item(after, "C") == ItemMapping(
        "C", "Jan", "target", period="2026-01", said_by=SaidBy.USER
    )
    assert table(after).said_by is SaidBy.RECOGNITION
    assert item(after, "A") == COLUMNS[0]
    assert after.tables[1] == MAPPING.tables[1]


def test_what_was_said_of_an_earlier_report_counts_as_the_users_word() -> None:
    earlier = replace(ROWS[0], said_by=SaidBy.EARLIER)
    assert MAPPING.with_table(replace(TABLE, rows=(earlier,))).corrected


def test_another_meaning_forgets_unit_and_variant() -> None:
    changed = item(correcting.set_item(MAPPING, *PLACE, "2", meaning="asa"), "2")
    assert (changed.unit, changed.variant, changed.read_as, changed.typical) == ("", "", "", None)
    kept = item(correcting.set_item(MAPPING, *PLACE, "2", meaning="asa", unit="hours"), "2")
    assert kept.unit == "hours"
    same = item(correcting.set_item(MAPPING, *PLACE, "2", meaning="aht"), "2")
    assert (same.unit, same.variant) == ("minutes", "mean")


def test_a_key_can_be_taken_away() -> None:
    assert item(correcting.set_item(MAPPING, *PLACE, "9", segment=""), "9").segment == ""
    assert item(correcting.set_item(MAPPING, *PLACE, "9", vendor=" B "), "9").vendor == "B"
    assert item(correcting.set_item(MAPPING, *PLACE, "9"), "9").segment == "Voice"


def test_corrections_of_a_table() -> None:
    after = correcting.set_vendor(MAPPING, *PLACE, " Brava ")
    after = correcting.set_period(after, *PLACE, "2026-Q1")
    after = correcting.set_segment(after, *PLACE, "Chat")
    after = correcting.set_header_rows(after, *PLACE, 2)
    found = table(after)
    assert (found.vendor, found.period, found.segment) == ("Brava", "2026-Q1", "Chat")
    assert (found.header_rows, found.said_by) == (2, SaidBy.USER)
    assert table(correcting.set_aside(after, *PLACE)).layout == "other"


def test_the_layout_of_another_shape_is_found_out_unless_said() -> None:
    assert table(correcting.set_header_rows(MAPPING, *PLACE, 2)).layout == ""
    said = correcting.set_layout(MAPPING, *PLACE, "long")
    assert table(correcting.set_header_rows(said, *PLACE, 2)).layout == "long"
    # What recognition made nothing of is looked at again with the user's help; a vendor's name
    # says nothing about the layout of what was read.
    assert table(correcting.set_vendor(MAPPING, "Log", "A1:B5", "B"), "Log", "A1:B5").layout == ""
    assert table(correcting.set_vendor(MAPPING, *PLACE, "B")).layout == "wide"


def test_a_table_takes_other_cells_and_keeps_what_is_in_them() -> None:
    after = correcting.set_table_cells(MAPPING, *PLACE, "b2:d8")
    moved = table(after, "KPIs", "B2:D8")
    assert [one.place for one in moved.columns] == ["C"]
    assert [one.place for one in moved.rows] == ["2"]
    assert after.table(*PLACE) is None
    assert [one.sheet for one in after.tables] == ["KPIs", "Log"]


def test_all_of_it_is_confirmed() -> None:
    after = correcting.confirm(MAPPING)
    assert table(after).said_by is SaidBy.USER
    assert {one.said_by for one in table(after).items} == {SaidBy.USER}
    assert after.tables[1] == MAPPING.tables[1]  # not read, nothing to confirm
    one = correcting.confirm_item(MAPPING, *PLACE, "2")
    assert item(one, "2").said_by is SaidBy.USER
    assert item(one, "2").unit == "minutes"


def test_the_report_itself() -> None:
    named = correcting.set_report_vendor(MAPPING, " Brava ")
    assert (named.vendor, named.vendor_said_by, named.corrected) == ("Brava", SaidBy.USER, True)
    assert correcting.set_fiscal_year_start(MAPPING, 4).corrected


@pytest.mark.parametrize(
    ("correct", "error", "told"),
    [
        (lambda: correcting.set_aside(MAPPING, "KPIs", "A1"), NoSuchTableError, "'KPIs' A1:C9"),
        (lambda: correcting.set_item(MAPPING, *PLACE, "Z"), NoSuchItemError, "it has A, C, 2, 9"),
        (lambda: correcting.set_layout(MAPPING, *PLACE, "round"), CorrectionError, "scorecard"),
        (lambda: correcting.set_header_rows(MAPPING, *PLACE, 9), CorrectionError, "0 to 8"),
        (lambda: correcting.set_header_rows(MAPPING, *PLACE, -1), CorrectionError, "0 to 8"),
        (lambda: correcting.set_period(MAPPING, *PLACE, "May"), CorrectionError, "2026-01"),
        (lambda: correcting.set_table_cells(MAPPING, *PLACE, "A1-B"), CorrectionError, "A3:F12"),
        (lambda: correcting.add_table(MAPPING, *PLACE), CorrectionError, "is a table already"),
        (lambda: correcting.set_report_vendor(MAPPING, " "), CorrectionError, "needs a name"),
        (lambda: correcting.set_fiscal_year_start(MAPPING, 13), CorrectionError, "not 13"),
    ],
)
def test_what_cannot_be_corrected_is_told(correct, error, told) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error) as refusal:
        correct()
    assert isinstance(refusal.value, ValueError)
    assert told in str(refusal.value)
