from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import ranking_table
from desktop_app.presenting.printed import PARTS, printed_html, table_html
from desktop_app.presenting.scenarios import side_by_side
from desktop_app.scoring.shelf import Shelf
from tests.benchmark import fields
from tests.helpers import comparisons

TODAY = dt.date(2026, 5, 4)
ALL = [part.id for part in PARTS]


class Texts(HTMLParser):
    """Collects cells and tags of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self._in_cell = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._in_cell = tag in ("td", "th")
        if self._in_cell:
            self.cells.append("")

    def handle_endtag(self, tag):
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data):
        if self._in_cell:
            self.cells[-1] += data


def test_a_table_on_paper_has_the_cells_of_the_one_on_screen():
    table = ranking_table(comparisons.comparison())
    shown = [column.title for column in table.columns]
    shown += [" ".join(cell.text.split()) for row in table.rows for cell in row.cells]
    assert Texts(table_html(table)).cells == shown


def test_parts_come_in_the_reports_order_and_only_those_wanted():
    made = comparisons.comparison()
    html = printed_html(made, ["sources", "ranking"], {}, TODAY)
    assert html.index("<h2>Ranking</h2>") < html.index("<h2>Sources</h2>")
    assert html.count("<h2>") == 2
    assert "2026-05-04" in html


def test_all_parts_name_every_vendor_kpi_and_file():
    made = comparisons.comparison()
    html = printed_html(made, ALL, {"Radar": "chart:0"}, TODAY)
    for vendor in made.vendors:
        assert vendor in html
    for kpi in made.kpis:
        assert made.catalogue.kpis[kpi].title in html
    for report in made.reports:
        assert report.sha256 in html
    assert 'src="chart:0"' in html


def test_words_of_a_file_never_become_markup():
    made = comparisons.comparison()
    report = replace(made.reports[0], file="<img src=x>&.xlsx")
    html = printed_html(replace(made, reports=[report]), ["sources"], {}, TODAY)
    assert "&lt;img src=x&gt;&amp;.xlsx" in html
    assert "img" not in Texts(html).tags


def test_a_ranking_of_nobody_is_said():
    made = replace(comparisons.comparison(), sensitivity=None)
    assert "Nobody could be ranked." in printed_html(made, ["summary"], {}, TODAY)


def test_scenarios_stand_side_by_side_on_paper_where_there_are_several():
    plain = comparisons.comparison()
    made = rerank(plain, plain.scenario)
    assert "Scenarios" not in printed_html(made, ALL, {}, TODAY, side_by_side(made))
    other = replace(made.scenario, name="Cost counts double", weights={"aht": 3.0, "fcr": 1.0})
    made = replace(made, shelf=Shelf(after=(other,)))
    html = printed_html(made, ["scenarios"], {}, TODAY, side_by_side(made))
    cells = Texts(html).cells
    assert "Cost counts double" in cells
    assert {"Alder", "Birch", "Cedar"} <= set(cells)
    assert any(cell.startswith("Weight of ") for cell in cells)


def test_many_vendors_stand_in_several_tables_with_the_kpis_beside_all():
    made = fields.comparison(vendors=13, kpis=3)
    html = printed_html(made, ["scorecard"], {}, TODAY)
    assert html.count("<table") == 3
    cells = Texts(html).cells
    assert all(cells.count(vendor) == 1 for vendor in made.vendors)
    assert all(cells.count(made.catalogue.kpis[kpi].title) == 3 for kpi in made.kpis)
