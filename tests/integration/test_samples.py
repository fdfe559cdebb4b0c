"""The sample reports are what their script makes."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"


def test_the_sample_reports_are_made_by_their_script_byte_for_byte(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("made", ROOT / "installer" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    made = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*.*"))
    assert made == sorted(file.relative_to(SAMPLES) for file in SAMPLES.rglob("*.*"))
    different = [n for n in made if (tmp_path / n).read_bytes() != (SAMPLES / n).read_bytes()]
    assert different == []
