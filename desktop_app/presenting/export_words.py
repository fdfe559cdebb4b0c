"""What each sheet of the exported workbook is for, in a sentence."""

from __future__ import annotations

from desktop_app.domain.translating import later

SHEETS: dict[str, str] = {
    "Summary": later("Who leads, how sure that is, and what to look at before deciding"),
    "Ranking": later("Scores with live formulas: change a weight, and ranks follow"),
    "Value functions": later(
        "What figures are worth in points: change a corner, and scores follow"
    ),
    "Scorecard": later("Every KPI by vendor, tinted against its target"),
    "Trends": later("Where months go, what stands out in them, and what may come next"),
    "Total cost": later(
        "The contract with every vendor, live: change price or volume, and totals follow"
    ),
    "Money at stake": later(
        "What measured months would have earned or paid back, with their cells"
    ),
    "Level vendors": later("Who is no further apart than chance could make it, overall and by KPI"),
    "Same mix": later(
        "Figures at one mix of channels, priorities or sizes, and whose order that turns"
    ),
    "Scenarios": later(
        "Rank and score under every scenario, what differs, and why the first changes"
    ),
    "Sensitivity": later("How sure the ranking is: draws, weights, break-even figures, methods"),
    "Methods": later("How the weighted sum, TOPSIS, PROMETHEE II and VIKOR get to their scores"),
    "Missing figures": later("The ranking under every rule for figures that vendors do not report"),
    "Evaluators": later("Weights and marks of each evaluator, with the spread and the consensus"),
    "Claims check": later("What vendors state beside what their own records give, by its effect"),
    "Audit sample": later("Records drawn at random to tick off, with the error rate so far"),
    "Coverage": later("Which months each vendor's figures are of, and the gaps"),
    "Measurements": later("All figures with part, whole, interval and the cells they come from"),
    "Decision record": later("What was chosen, by whom and why, sealed with what it rested on"),
    "Findings": later("What should be known about the data, the gravest first"),
    "Sources": later("The files with their fingerprints, and where every cell went"),
    "Methodology": later("Definitions, formulas, weights and rules"),
}
"""The sheets in the workbook's own order, with words to be shown by `tr`."""
