"""Write the example of the present format, ``format-N.vbench``, beside this script.

Run it once when a format is new and keep the file: later versions must go on opening it. It does
not overwrite an example that is there.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.project.schema import FORMAT
from desktop_app.project.store import save_project
from tests.helpers.projects import small_project


def main() -> None:
    target = Path(__file__).with_name(f"format-{FORMAT}.vbench")
    if target.exists():
        raise SystemExit(f"{target.name} is there already")
    save_project(target, small_project())


if __name__ == "__main__":
    main()
