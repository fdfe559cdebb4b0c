"""Every KPI is recognised where a summary states it: by its title, its short name, and as is usual.

The usual names are those of the catalogue that the product follows, written as reports write them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import KpiDefinition, Statistic
from desktop_app.domain.finding import Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.unit import Unit
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions

CATALOGUE = load_catalogue()
NOT_STATED = {"contacts_logged", "invoices_total"}
"""What is only a step on the way from a log to another KPI."""

OTHER_NAMES = {
    "csat": ("CSAT", "Satisfaction score", "C-Sat %"),
    "nps": ("NPS", "Net Promoter Score (NPS)", "Net promoter"),
    "ces": ("CES", "Customer effort", "Effort score"),
    "retention_rate": ("Retention rate", "Customer retention rate", "Retention %"),
    "churn_rate": ("Churn rate", "Customer churn rate", "Churn %"),
    "clv": ("CLV", "Customer lifetime value (CLV)", "CLTV"),
    "complaint_rate": ("Complaints per 1000 contacts", "Complaint rate", "Complaints / 1000 calls"),
    "fcr": ("FCR", "First call resolution", "First-contact resolution rate"),
    "resolution_rate": ("Resolution rate", "Resolved %", "% resolved"),
    "answer_rate": ("Answered %", "Answer rate", "% of calls answered"),
    "escalation_rate": ("Escalations %", "Escalation rate", "% escalated"),
    "service_level": ("SL", "TSF", "Service level 80/20"),
    "abandonment": ("Abandon rate", "Abandonment %", "Abandoned calls %"),
    "asa": ("ASA", "Avg. speed of answer", "Average speed to answer"),
    "response_time": ("First response time", "FRT", "Average response time"),
    "resolution_time": ("MTTR", "Avg resolution time", "Mean time to resolve"),
    "tat": ("TAT", "Cycle time", "Lead time"),
    "on_time": ("On-time %", "On time delivery", "OTD"),
    "late_rate": ("Late %", "Late payment rate", "% delivered late"),
    "sla_breach_rate": ("SLA breach %", "Breach rate", "% SLA missed"),
    "sla_compliance": ("SLA adherence", "SLA compliance %", "SLA met %"),
    "backlog": ("Open items older than SLA %", "Backlog over SLA %", "Backlog older than SLA"),
    "reopen_rate": ("Reopen rate", "Reopened %", "Re-open rate"),
    "aht": ("AHT", "Avg handle time", "Average handling time"),
    "occupancy": ("Occupancy %", "Agent occupancy", "Occupancy rate"),
    "utilization": ("Utilization", "Agent utilisation %", "Utilisation rate"),
    "shrinkage": ("Shrinkage %", "Shrinkage rate", "Total shrinkage"),
    "throughput": ("Items per hour", "Contacts per agent hour", "Throughput (items per hour)"),
    "transfer_rate": ("Transfers %", "Call transfer rate", "Transferred %"),
    "attrition": ("Attrition % (annualised)", "Agent turnover", "Annual attrition"),
    "qa_score": ("QA score", "Quality score", "QA %"),
    "compliance_rate": ("Compliance %", "Compliance rate", "Compliance score"),
    "accuracy": ("Accuracy %", "Accuracy rate", "Data accuracy"),
    "error_rate": ("Error %", "Errors %", "Defect rate"),
    "data_quality": ("Data quality", "Data quality score", "Quality of data %"),
    "peer_review": ("Peer review", "Peer review rating", "Peer review score %"),
    "client_feedback": ("Client feedback score", "Client feedback", "Feedback on deliverables"),
    "rework_rate": ("Rework %", "Rework rate", "% reworked"),
    "qualifications": ("Qualified staff %", "Qualified headcount %", "Staff qualified %"),
    "experience": ("Average experience (years)", "Years of experience", "Avg. experience"),
    "certifications": ("Certified staff %", "Certified agents %", "% certified"),
    "cost_per_contact": ("Cost/contact", "Cost per interaction", "Avg cost per contact"),
    "cost_per_call": ("Average cost per call", "Avg. cost per call", "Cost / call"),
    "cost_per_customer": ("Cost per client", "Avg cost per customer", "Cost / customer"),
    "cost_per_resolution": ("Cost per ticket", "Cost per resolved ticket", "Cost / resolution"),
    "cost_per_project": ("Avg cost per project", "Cost / project", "Project cost"),
    "cost_per_analysis": ("Cost per report", "Avg cost per analysis", "Cost / analysis"),
    "cost_per_hour": ("Hourly rate", "Cost / hour", "Rate per hour"),
    "total_cost": ("TCO", "Total cost of ownership", "Total contract cost"),
    "roi": ("ROI", "Return on investment %", "ROI %"),
    "saving_vs_baseline": ("Saving vs in-house", "Cost saving %", "Savings against in-house"),
    "upsells": ("Upsell", "Number of upsells", "Upsell count"),
    "cross_sells": ("Cross-sell", "Number of cross-sells", "Cross sells"),
    "revenue_increase": ("Upsell revenue", "Revenue from upsell", "Upsell and cross-sell revenue"),
}  # fmt: skip
LOOKS = {
    Unit.SHARE: ["84.1%", "85.3%", "84.7%"],
    Unit.POINTS: ["31", "34", "36"],
    Unit.SCORE: ["4.1", "4.3", "4.2"],
    Unit.INDEX: ["0.31", "0.28", "0.35"],
    Unit.MONEY: ["EUR 4.20", "EUR 4.35", "EUR 4.15"],
    Unit.RATE: ["7.2", "6.8", "7.9"],
    Unit.COUNT: ["1210", "1345", "1290"],
    Unit.YEARS: ["4.1", "4.3", "4.2"],
    Unit.DURATION: ["31 min", "29 min", "33 min"],
}
OWN_LOOKS = {
    "service_level": LOOKS[Unit.SHARE],
    "asa": ["24 s", "27 s", "31 s"],
    "aht": ["312 s", "298 s", "305 s"],
    "tat": ["2.1 days", "1.9 days", "2.4 days"],
    "expertise": ["71", "74", "73"],
    "ces": ["2.1", "2.4", "2.2"],
    "mqm_score": ["-1.2", "-1.1", "-1.4"],
}
ASKED_ABOUT = {"Complaints"}
"""A number or a rate: the figures of these tests don't tell, and the product asks."""


def looks(kpi: KpiDefinition) -> list[str]:
    """Return three months of a KPI as a report shows them."""
    if kpi.id in OWN_LOOKS:
        return OWN_LOOKS[kpi.id]
    low = kpi.unit is Unit.SHARE and kpi.anchors is not None and kpi.anchors.target < 0.5
    return ["6.1%", "5.8%", "6.4%"] if low else LOOKS[kpi.unit]


def names(which: str) -> dict[str, str]:
    """Return one name for each KPI."""
    stated = {name: kpi for name, kpi in CATALOGUE.kpis.items() if name not in NOT_STATED}
    if which == "title":
        return {name: kpi.title for name, kpi in stated.items()}
    if which == "short name":
        # "SLA" alone heads targets as often as what was kept of them.
        return {name: kpi.short for name, kpi in stated.items() if kpi.short != "SLA"}
    number = int(which[-1]) - 1
    return {name: OTHER_NAMES[name][number] for name in stated if name in OTHER_NAMES}


def canonical(text: str) -> float:
    """Return what a figure of these tests is in its canonical unit."""
    number, _, unit = text.removeprefix("EUR ").partition(" ")
    if number.endswith("%"):
        return float(number[:-1]) / 100
    return float(number) * {"": 1, "s": 1, "min": 60, "days": 86_400}[unit]


def meanings(kpi: KpiDefinition) -> set[str]:
    """Return the KPI and the counts and amounts that are it: a number of upsells is their count."""
    sums = {one.part for one in kpi.formulas if one.statistic is Statistic.SUM}
    return {kpi.id, *(sums & CATALOGUE.fields.keys())}


@pytest.mark.parametrize("which", ["title", "short name", "usual 1", "usual 2", "usual 3"])
def test_every_kpi_is_recognised_as_stated(tmp_path: Path, which: str) -> None:
    wanted = names(which)
    path = tmp_path / "Acme scorecard.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["KPI", "Jan 2026", "Feb 2026", "Mar 2026"])
        for kpi, name in wanted.items():
            lines.writerow([name, *looks(CATALOGUE.kpis[kpi])])
    report = import_report(path, CATALOGUE, ImportOptions(), NoProgress())
    found = report.stated.assign(row=report.stated["cell"].str.extract(r"(\d+)$")[0].astype(int))
    asked = " ".join(f.message for f in report.findings if f.severity is Severity.QUESTION)
    wrong = []
    for row, (kpi, name) in enumerate(wanted.items(), start=2):
        own, definition = found[found["row"] == row], CATALOGUE.kpis[kpi]
        units = {variant.unit.value for variant in definition.variants}
        items = set(own["item"])
        if name in ASKED_ABOUT:
            assert f"'{name}'" in asked
        elif len(own) != 3 or not items <= meanings(definition) or not set(own["unit"]) <= units:
            wrong.append(f"{name} ({kpi}): {sorted(items)} {sorted(set(own['unit']))}")
        else:
            assert own["value"].tolist() == pytest.approx([*map(canonical, looks(definition))])
    assert not wrong, "\n".join(wrong)
