"""Giving a report's vendor another name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.importing.report import ImportedReport


def can_rename(report: ImportedReport) -> bool:
    """Return whether the report is of one vendor, whose name is ours to give.

    Names that stand in a vendor column are the file's own words and stay.
    """
    return bool(report.vendor) and not report.failed


def renamed(report: ImportedReport, name: str) -> ImportedReport:
    """Return the report with its one vendor called `name`; the given report is not changed."""
    import pandas as pd

    from desktop_app.domain.records import VENDOR

    records = [
        replace(
            table,
            frame=table.frame.assign(
                **{
                    VENDOR: pd.Categorical.from_codes(
                        [0] * len(table.frame), categories=pd.Index([name], dtype="str")
                    )
                }
            ),
        )
        for table in report.records
    ]
    stated = report.stated.assign(**{VENDOR: name}) if len(report.stated) else report.stated
    mapping = report.mapping
    if mapping is not None:
        from desktop_app.importing.mappings.correcting import set_report_vendor

        mapping = set_report_vendor(mapping, name)
    return replace(
        report,
        vendor=name,
        vendors=(name,),
        records=records,
        stated=stated,
        mapping=mapping,
    )
