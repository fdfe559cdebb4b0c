"""The layer rule: import-linter's contracts hold, and nothing but the window needs Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QT_PARTS = ("gui", "bootstrap", "__main__")

IMPORT_WITHOUT_QT = """
import importlib, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
            raise ImportError(f"Qt is blocked here: {name}")
sys.meta_path.insert(0, NoQt())
failed = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed.append(f"{name}: {error}")
sys.exit("\\n".join(failed) or 0)
"""


def modules_without_qt() -> list[str]:
    files = sorted((ROOT / "desktop_app").rglob("*.py"))
    names = [file.relative_to(ROOT).with_suffix("").parts for file in files]
    return [
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        for parts in names
        if len(parts) < 2 or parts[1] not in QT_PARTS
    ]


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / "desktop_app").rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_everything_but_the_window_imports_where_qt_is_blocked() -> None:
    names = modules_without_qt()
    assert len(names) > 40
    result = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_QT, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_the_block_on_qt_really_blocks() -> None:
    pytest.importorskip("PySide6")
    result = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_QT, "PySide6.QtCore"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Qt is blocked here" in result.stderr


def test_the_program_and_its_workers_start_without_what_takes_long_to_import() -> None:
    start = "import sys, desktop_app.__main__, desktop_app.importing.workers; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", start], capture_output=True, check=True)
    loaded = set(result.stdout.decode().split())
    assert loaded.isdisjoint({"numpy", "pandas", "pyarrow", "openpyxl", "PySide6", "scipy"})
