"""What is imported before the window is seen, and what comes after."""

from __future__ import annotations

import json
import os
import subprocess
import sys

_SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from desktop_app.bootstrap import begin, make_window
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.error_dialog import FaultReporter
app = QApplication([])
folder = Path(sys.argv[1])
settings = QSettings(str(folder / "p.ini"), QSettings.Format.IniFormat)
window = make_window(app, PreferencesStore(settings), FaultReporter(folder / "log"))
at_paint = []
window.painted.connect(lambda: at_paint.extend(sys.modules))
window.painted.connect(lambda: begin(window, []))
window.show()
while not at_paint or window.workers.running:
    app.processEvents()
window.close()
print(json.dumps({"at_paint": at_paint, "after": list(sys.modules)}))
"""

HEAVY = ("pandas", "numpy", "pyarrow", "pyqtgraph", "openpyxl", "xlsxwriter", "fastexcel", "xlrd")

LATER = (
    "desktop_app.domain.records",
    "desktop_app.gui.common.lazy_tabs",
    "desktop_app.gui.common.table_view",
    "desktop_app.gui.common.vendor_list",
    "desktop_app.gui.common.waiting",
    "desktop_app.gui.help.window",
    "desktop_app.gui.palette",
    "desktop_app.gui.tour",
    "desktop_app.presenting.tables",
)
"""Parts of the window that the first screen does without."""


def test_heavy_libraries_come_after_the_first_paint(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=120,
    )
    modules = json.loads(done.stdout)
    assert not {*HEAVY, *LATER} & set(modules["at_paint"])
    # They do come, so that the first click on a step need not wait for them.
    assert {"pandas", "openpyxl"} <= set(modules["after"])
