from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from desktop_app.domain.errors import ExportError
from desktop_app.gui.charts.files import write_charts
from tests.helpers import comparisons


@pytest.fixture(scope="module")
def written(qapp, tmp_path_factory):
    """Return the files of all charts of a comparison."""
    return write_charts(comparisons.comparison(), tmp_path_factory.mktemp("charts"))


def test_each_chart_is_written_as_a_fine_picture_and_a_drawing(written):
    assert sorted(path.name for path in written) == sorted(
        f"{name}.{suffix}"
        for name in (
            "fcr-bars",
            "fcr-over-time",
            "compliance_rate-bars",
            "aht-bars",
            "aht-over-time",
            "cost_per_contact-bars",
            "radar",
            "contributions",
            "trade-off",
        )
        for suffix in ("png", "svg")
    )
    for path in written:
        if path.suffix == ".png":
            picture = QImage(str(path))
            assert (picture.width(), picture.height()) == (1920, 1080)
            colours = {picture.pixel(x, y) for x in range(0, 1920, 7) for y in range(0, 1080, 7)}
            assert len(colours) > 5, f"{path.name} is blank"


def test_a_drawing_carries_its_title_and_all_its_figures(written):
    drawing = next(path for path in written if path.name == "fcr-bars.svg")
    root = ET.parse(drawing).getroot()
    space = {"svg": "http://www.w3.org/2000/svg"}
    assert root.findtext("svg:title", namespaces=space).startswith("Bar chart: First contact")
    assert "Cedar: 52.0 %" in root.findtext("svg:desc", namespaces=space)


def test_a_folder_that_cannot_be_written_is_said(qapp, tmp_path):
    with pytest.raises(ExportError, match="could not be written"):
        write_charts(comparisons.comparison(), tmp_path / "missing")


def test_charts_need_no_running_application(tmp_path):
    script = (
        "import sys; from pathlib import Path; from tests.helpers import comparisons\n"
        "from desktop_app.gui.charts.files import write_charts\n"
        "print(len(write_charts(comparisons.comparison(), Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() == "18"
