"""The entry of the KPI core: evidence in, measurements and findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.records import VENDOR, Evidence, RecordTable
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.attainment import SLA_KPI, attained, attainment_block
from desktop_app.kpi.claim_spans import of_like_time
from desktop_app.kpi.claims import claim_findings, claims_of
from desktop_app.kpi.coverage import of_same_months, own_of_unlike_months
from desktop_app.kpi.derive import SPOT, derive, spot_of
from desktop_app.kpi.duplicates import without_repeats
from desktop_app.kpi.idle import idle_fields
from desktop_app.kpi.impossible import impossible
from desktop_app.kpi.latest import latest_moments
from desktop_app.kpi.part_periods import mark_parts
from desktop_app.kpi.plausibility import implausible
from desktop_app.kpi.records import measure_records
from desktop_app.kpi.summaries import SummaryMeasures, measure_summaries
from desktop_app.kpi.table import Block, Measurements, block_of, in_order, stack
from desktop_app.kpi.unusual import unusual
from desktop_app.kpi.window import stated_within
from desktop_app.kpi.window_days import records_across
from desktop_app.text_columns import lines_of

_SAME_CELL = ["sha256", "sheet", "cell", "item", "vendor", "period", "segment"]


def measure(
    evidence: Evidence,
    catalogue: Catalogue,
    by: Grain = Grain.ALL,
    segment: str | None = None,
    progress: Progress | None = None,
    baseline: str = "",
    doubting: bool = True,
) -> Measurements:
    """Return every figure that evidence gives: computed from records, stated, and derived.

    Where a vendor has both records and a summary, both figures are there side by side, with a
    finding if they disagree. Sums of parts are divided by sums of wholes; nothing missing is
    taken for 0, and a whole of 0 gives no figure.

    Parameters
    ----------
    evidence : Evidence
        Of all vendors. The same table of the same file given twice counts once.
    by : Grain
        What figures are gathered by; with ALL, `period` is None.
    segment : str, optional
        Id of a dimension field to split records by; stated segments come with any. Rows over all
        segments (`segment` None) are always there.
    baseline : str
        The vendor that is the in-house operation, for KPIs that compare with it.
    doubting : bool
        Whether to look for figures that are implausible or unusual: what is measured again by
        another grain need not be doubted again.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    evidence, findings = each_once(evidence, catalogue)
    evidence, outside = stated_within(evidence)
    findings += [*outside, *records_across(evidence)]
    latest = latest_moments(evidence, catalogue)
    computed = measure_records(evidence, catalogue, by, segment, progress, latest)
    progress.check()
    summaries = measure_summaries(evidence.stated, catalogue, by, segment is not None)
    blocks = [*computed.blocks, summaries.block]
    measured = stack(blocks)
    progress.check()
    slas = _attainment(measured, summaries, catalogue)
    inputs, unlike = of_same_months(measured, evidence, catalogue, by, progress)
    apart, unlike_own = own_of_unlike_months(measured, evidence, catalogue, by, progress)
    derived = block_of(derive(inputs, catalogue, baseline, apart))
    frame = in_order(stack([*blocks, slas, derived]), catalogue)
    frame, of_parts = mark_parts(frame, evidence, catalogue, by)
    claims = of_like_time(
        claims_of(computed.blocks, summaries.block, catalogue), evidence, catalogue
    )
    findings += [*computed.findings, *unlike, *unlike_own, *summaries.findings, *of_parts]
    findings += claim_findings(claims, catalogue)
    findings += idle_fields(evidence.records, computed.blocks, catalogue)
    if doubting:
        findings += implausible(summaries.rows, catalogue)
        findings += [*impossible(frame, catalogue), *unusual(frame, catalogue)]
    progress.report(1.0, tr("Measured"))
    return Measurements(frame, findings, claims, frozenset(computed.offered))


def _attainment(measured: pd.DataFrame, summaries: SummaryMeasures, catalogue: Catalogue) -> Block:
    """Return how far stated targets were reached, where no figure says so itself."""
    stated = {spot_of(row) for row in lines_of(measured, measured["kpi"] == SLA_KPI, SPOT)}
    reached = attained(summaries.rolled, catalogue)
    return attainment_block(reached, stated, summaries.rows, catalogue)


def each_once(evidence: Evidence, catalogue: Catalogue) -> tuple[Evidence, list[Finding]]:
    """Return the evidence without what came twice: copies of a file, records sent again."""
    tables: dict[Hashable, RecordTable] = {}
    copies: set[str] = set()
    for table in evidence.records:
        if tables.setdefault(_identity(table), table) is not table:
            copies.add(table.file)
    stated = evidence.stated
    repeated = stated.duplicated(_SAME_CELL) & (stated["sha256"] != "")
    copies |= {str(name) for name in stated.loc[repeated, "file"].unique()}
    findings = []
    if copies:
        findings.append(
            Finding(
                Severity.WARNING,
                "same-file-twice",
                tr(
                    "{files} was given more than once, with the same content; it counts once.",
                    files=listed(sorted(copies), 4),
                ),
                file=sorted(copies)[0],
            )
        )
    once, repeats = without_repeats(list(tables.values()), catalogue)
    kept = replace(evidence, records=once, stated=stated[~repeated])
    return kept, [*findings, *repeats, *_same_content(kept)]


def _same_content(evidence: Evidence) -> list[Finding]:
    """Return a finding for each content that counts for several vendors under several names."""
    read: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for table in evidence.records:
        read[table.sha256][table.file] |= {str(name) for name in table.frame[VENDOR].unique()}
    stated = evidence.stated[["sha256", "file", "vendor"]].drop_duplicates()
    for sha256, file, vendor in stated.itertuples(index=False):
        read[str(sha256)][str(file)].add(str(vendor))
    return [
        Finding(
            Severity.WARNING,
            "same-content",
            tr(
                "{files} have exactly the same content, but count for different vendors "
                "({vendors}). If one is a copy, leave it out; if it was sent by mistake, "
                "ask that vendor for its own report.",
                files=listed(sorted(files), 4),
                vendors=listed(sorted(set().union(*files.values())), 4),
            ),
            file=sorted(files)[0],
        )
        for sha256, files in read.items()
        if sha256 and len({frozenset(vendors) for vendors in files.values()}) > 1
    ]


def _identity(table: RecordTable) -> Hashable:
    """Return what the same table of the same file has in common, given for the same vendors."""
    if not table.sha256:
        return id(table)
    vendors = tuple(sorted({str(name) for name in table.frame[VENDOR].unique()}))
    said = (tuple(sorted(table.dimensions.items())), table.period)
    return (table.sha256, table.sheet, table.cells, vendors, said)
