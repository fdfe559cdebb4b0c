from __future__ import annotations

import pytest

from desktop_app.importing.kinds import formats


@pytest.mark.parametrize(
    ("number_format", "percent", "clock", "date", "month"),
    [
        ("General", False, False, False, False),
        ("Standard", False, False, False, False),
        ("@", False, False, False, False),
        ("0", False, False, False, False),
        ("#,##0.00_);[Red](#,##0.00)", False, False, False, False),
        ("0%", True, False, False, False),
        ("0.0 %", True, False, False, False),
        ('0.0"%"', False, False, False, False),
        ("0.00\\%", False, False, False, False),
        ("h:mm", False, True, False, False),
        ("hh:mm:ss", False, True, False, False),
        ("[h]:mm:ss", False, True, False, False),
        ("[hh]:mm", False, True, False, False),
        ("mm:ss", False, True, False, False),
        ("mm:ss.0", False, True, False, False),
        ("[mm]:ss", False, True, False, False),
        ("[ss]", False, True, False, False),
        ("h:mm AM/PM", False, True, False, False),
        ("[$-F400]h:mm:ss\\ AM/PM", False, True, False, False),
        ("dd/mm/yyyy", False, False, True, False),
        ("yyyy-mm-dd hh:mm", False, False, True, False),
        ("[$-409]d\\-mmm\\-yy;@", False, False, True, False),
        ("mmm-yy", False, False, True, True),
        ("mmmm yyyy", False, False, True, True),
        ("[$-409]mmm\\-yy;@", False, False, True, True),
        ("mmm", False, False, True, True),
        ("yyyy", False, False, True, False),
        ('0 "days"', False, False, False, False),
        ('0.0" min"', False, False, False, False),
        ("[$€-407] #,##0.00", False, False, False, False),
        ("_-£* #,##0.00_-;-£* #,##0.00_-", False, False, False, False),
        ("0.00E+00", False, False, False, False),
        ("# ?/?", False, False, False, False),
    ],
)
def test_what_a_format_shows(
    number_format: str, percent: bool, clock: bool, date: bool, month: bool
) -> None:
    assert formats.is_percent(number_format) is percent
    assert formats.is_clock(number_format) is clock
    assert formats.is_date(number_format) is date
    assert formats.is_month(number_format) is month
    assert formats.is_plain(number_format) is not (percent or clock or date)


@pytest.mark.parametrize(
    ("number_format", "width"),
    [("00000", 5), ("00", 2), ("0", 0), ("General", 0), ("#,##0", 0), ("0.00", 0)],
)
def test_leading_zeros(number_format: str, width: int) -> None:
    assert formats.leading_zeros(number_format) == width


@pytest.mark.parametrize(
    ("number_format", "texts"),
    [
        ('0.0" min"', ("min",)),
        ("[$€-407] #,##0.00", ("€",)),
        ("$#,##0", ("$",)),
        ("_-£* #,##0.00_-", ("£",)),
        ('#,##0.00 "EUR";-#,##0.00 "EUR"', ("EUR",)),
        ("[$-409]mmm-yy", ()),
        ("General", ()),
    ],
)
def test_literals(number_format: str, texts: tuple[str, ...]) -> None:
    assert formats.literals(number_format) == texts
