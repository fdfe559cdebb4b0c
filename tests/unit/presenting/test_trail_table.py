from __future__ import annotations

import pandas as pd

from desktop_app.catalogue.model import FieldDefinition, FieldKind, FieldRole
from desktop_app.domain.translating import Language, speak
from desktop_app.presenting import trail_table as trail
from desktop_app.presenting.tables import Align
from tests.helpers import comparisons


def _catalogue():
    catalogue = comparisons.catalogue()
    fields = {
        "wait": FieldDefinition("wait", "Wait time", FieldRole.VALUE, FieldKind.DURATION, "", ()),
        "solved": FieldDefinition("solved", "Solved", FieldRole.VALUE, FieldKind.FLAG, "", ()),
    }
    return type(catalogue)(
        catalogue.kpis, fields, catalogue.profiles, catalogue.words, catalogue.default_profile
    )


def _rows():
    return pd.DataFrame(
        {
            "file": ["a.xlsx", "a.xlsx", "a.xlsx"],
            "sheet": ["Log", "Log", "Log"],
            "row": [2, 3, 4],
            "wait": [65.0, None, 10.0],
            "solved": [1.0, 0.0, None],
            "when": pd.to_datetime(["2026-01-05 09:30", None, "2026-01-06 00:00"]),
            "part": [1.0, 0.25, 1234567.0],
        }
    )


def test_values_are_shown_in_peoples_units_and_missing_as_missing():
    table = trail.trail_table(_rows(), _catalogue())
    assert [column.title for column in table.columns] == [
        "Row",
        "Wait time",
        "Solved",
        "When",
        "Part",
    ]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["2", "1 min 5 s", "yes", "2026-01-05 09:30", "1"]
    assert texts[1] == ["3", "–", "no", "–", "0.25"]
    assert texts[2] == ["4", "10 s", "–", "2026-01-06 00:00", "1,234,567"]


def test_file_and_sheet_go_to_the_caption_where_all_share_them():
    assert trail.trail_caption(_rows()) == "3 rows of a.xlsx, Log"
    mixed = _rows().assign(sheet=["Log", "Log", "Other"])
    assert trail.trail_caption(mixed) == "3 rows of a.xlsx"
    assert trail.trail_table(mixed, None).columns[0].key == "sheet"


def test_very_many_rows_are_cut_and_the_caption_says_so():
    many = pd.DataFrame({"row": range(5000)})
    assert len(trail.trail_table(many, None).rows) == trail.MOST_ROWS
    assert trail.trail_caption(many) == "5,000 rows (the first 1,000 are shown)"


def test_no_rows_is_an_empty_table():
    assert trail.trail_table(pd.DataFrame(), None).rows == ()
    assert trail.trail_caption(pd.DataFrame()) == "0 rows"


def test_stated_figures_are_called_by_their_titles_and_words_stand_on_the_left() -> None:
    rows = pd.DataFrame(
        {
            "cell": ["B2", "C2"],
            "item": ["fcr", "own_thing"],
            "segment": [None, "Chat"],
            "value": [0.8, 0.7],
        }
    )
    table = trail.trail_table(rows, _catalogue())
    title = _catalogue().kpis["fcr"].title
    assert [row.cells[1].text for row in table.rows] == [title, "own_thing"]
    assert [column.align for column in table.columns] == [*[Align.LEFT] * 3, Align.RIGHT]


def test_units_periods_and_moments_are_written_as_the_user_reads_them():
    rows = pd.DataFrame(
        {
            "unit": ["share", None],
            "period": ["2026-01", "2026-01-01/2026-06-30"],
            "when": pd.to_datetime(["2026-01-05 09:30", "2026-01-06 00:00"]),
        }
    )
    words = {"share": "Anteil", "percent": "Prozent"}
    speak(Language("de", lambda text: words.get(text, text), day="%d.%m.%Y"))
    try:
        table = trail.trail_table(rows, None)
    finally:
        speak(Language())
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0][1:] == ["01.2026", "05.01.2026 09:30"]
    assert texts[0][0] != "share"
    assert texts[1] == ["–", "01.01.2026 to 30.06.2026", "06.01.2026 00:00"]


def test_what_all_stated_rows_share_stands_once_and_values_as_people_write_them() -> None:
    rows = pd.DataFrame(
        {
            "file": ["a.xlsx"] * 2,
            "cell": ["B2", "C2"],
            "item": ["fcr"] * 2,
            "vendor": ["Alder"] * 2,
            "period": ["2026-01", "2026-02"],
            "segment": [None, None],
            "value": [0.948, 0.7],
            "unit": ["share"] * 2,
            "target": [float("nan"), 0.75],
            "raw": ["94,8", "70"],
        }
    )
    table = trail.trail_table(rows, _catalogue())
    assert [column.key for column in table.columns] == ["cell", "period", "value", "target", "raw"]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["B2", "2026-01", "94.8 %", "–", "94,8"], ["C2", "2026-02", "70.0 %", "75.0 %", "70"],
    ]  # fmt: skip
    title = _catalogue().kpis["fcr"].title
    assert trail.trail_caption(rows, _catalogue()) == f"2 rows of a.xlsx, {title}"
    two_units = rows.assign(unit=["share", "count"], item=["fcr", "volume"])
    told = trail.trail_table(two_units, _catalogue())
    assert {"item", "unit"} <= {column.key for column in told.columns}
    assert [row.cells[told.columns.index(c)].text for row in told.rows for c in told.columns
            if c.key == "value"] == ["0.948", "0.7"]  # fmt: skip
