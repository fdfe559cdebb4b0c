"""Names under "Name", which may be vendors' or those of people and parts of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import About
from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(("heading", "asked"), [("Name", 1), ("Nom", 1), ("Team", 0)])
def test_names_of_nobody_knows_what_are_asked_about(
    tmp_path: Path, heading: str, asked: int
) -> None:
    names = ["Axaria Kranken", "Barmen Kranken", "Centrale Kranken"]
    rows = [[heading, "Complaints"], *([name, 16 + n] for n, name in enumerate(names))]
    report = import_rows(tmp_path, rows, "complaints.xlsx")
    found = [f for f in report.findings if f.code == "vendor-or-part"]
    assert len(found) == asked
    for finding in found:
        ((word,),) = [answer.words for answer in finding.answers]
        assert (word.about, word.value) == (About.MEANING, "vendor")
    assert set(report.stated["segment"].dropna()) == set(names)
