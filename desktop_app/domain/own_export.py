"""By what a workbook that VendorBench wrote is known again: it is no vendor's report."""

from __future__ import annotations

SHEET = "Methodology"
"""The sheet that says so, by its name, its title in A1 and what stands in A2."""


def made_by(version: str) -> str:
    """Return the words of A2."""
    return f"VendorBench {version}"


def is_own(title: object, remark: object) -> bool:
    """Return whether what stands in A1 and A2 of a sheet named `SHEET` is of our own hand."""
    return title == SHEET and isinstance(remark, str) and remark.startswith(made_by(""))
