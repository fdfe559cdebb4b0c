from __future__ import annotations

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.report import ImportedReport
from desktop_app.scoring.scenario import scenario_from_profile
from desktop_app.workbench.figure_doors import formula_text, rows_behind
from desktop_app.workbench.jobs import compare
from tests.helpers.evidence import records


def test_a_figure_tells_its_formula_and_its_rows():
    catalogue = load_catalogue()
    log = records({"resolved_first_contact": [1.0, 1.0, 0.0]})
    report = ImportedReport(file=log.file, path=log.file, vendor="Acme", records=[log])
    made = compare([report], catalogue, scenario_from_profile(catalogue), NoProgress())
    row = made.figures["Acme", "fcr"].row
    assert formula_text(made, row) == (
        "sum(resolved_first_contact) / sum(known(resolved_first_contact)) = 2 / 3 = 66.67 %"
    )
    assert len(rows_behind(made, row)) == 3
