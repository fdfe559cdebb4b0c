"""Write the workbooks of oddities: ``python -m tests.helpers.oddities``."""

from tests.helpers.oddities.all import MAKERS
from tests.helpers.shared import ODDITIES

for path, make in MAKERS.items():
    target = ODDITIES / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(make())
