"""Until when all reports together speak of a vendor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np

from desktop_app.catalogue.formula_names import AS_OF
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Period
from desktop_app.domain.records import Evidence
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.periods import last_moment


def latest_moments(evidence: Evidence, catalogue: Catalogue) -> Mapping[str, float]:
    """Return the last moment that records or stated periods know of each vendor.

    A staff list without any date is judged by it (which certificates are still valid). Empty
    where every table tells its own time.

    Returns
    -------
    mapping of vendor to float
        Seconds since 1970; vendors of which nothing is dated are not in it.
    """
    tables = [RecordColumns(table, catalogue) for table in evidence.records]
    if all(columns.tells_time for columns in tables):
        return {}
    latest: dict[str, float] = {}
    for columns in tables:
        if not columns.tells_time:
            continue
        codes, vendors = columns.vendors
        moments = np.broadcast_to(columns[AS_OF], (columns.rows,))
        for code, vendor in enumerate(vendors):
            known = moments[(codes == code) & ~np.isnan(moments)]
            if len(known):
                latest[vendor] = max(latest.get(vendor, -np.inf), float(known.max()))
    stated = evidence.stated[["vendor", "period"]].dropna().drop_duplicates()
    for vendor, label in stated.itertuples(index=False):
        moment = last_moment(Period.parse(str(label)))
        latest[str(vendor)] = max(latest.get(str(vendor), -np.inf), moment)
    return latest


def last_record_days(evidence: Evidence, catalogue: Catalogue) -> Mapping[str, dt.date]:
    """Return the last day that any record of each vendor is of.

    A log that ends in the middle of a month has only a part of that month's volume. Vendors
    without dated records are not in it.
    """
    found: dict[str, dt.date] = {}
    for table in evidence.records:
        columns = RecordColumns(table, catalogue)
        if not columns.tells_time:
            continue
        codes, vendors = columns.vendors
        moments = np.broadcast_to(columns[AS_OF], (columns.rows,))
        for code, vendor in enumerate(vendors):
            known = moments[(codes == code) & ~np.isnan(moments)]
            if len(known):
                day = dt.datetime.fromtimestamp(float(known.max()), dt.UTC).date()
                found[vendor] = max(found.get(vendor, day), day)
    return found
