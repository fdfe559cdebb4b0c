"""What is said and asked of vendors whose names are guesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from desktop_app.domain.finding import About, Answer, Finding, Severity
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE
from desktop_app.importing.name_parts import is_company
from desktop_app.importing.siblings import TOLD_APART
from desktop_app.importing.vendor_naming import BARE, agree
from desktop_app.importing.vendors import VendorGuess


def guessed_vendors(contexts: Iterable[SheetContext], used: Collection[str]) -> list[Finding]:
    """Return a finding for each vendor's name that is a guess and stands on figures.

    A name that another may well stand for, or that is hardly one, is asked for.
    """
    findings: dict[str, Finding] = {}
    guesses = [
        (context, guess, source)
        for context in contexts
        for guess, source in (
            (context.vendor_guess, context.vendor_source),
            *((own, "title") for own in context.table_vendors.values() if own.confidence < SURE),
        )
    ]
    for context, guess, source in guesses:
        if guess is not None and guess.name in used and guess.name not in findings:
            findings[guess.name] = _say_guess(context, guess, source)
    return _one_a_file(list(findings.values()))


def _one_a_file(findings: list[Finding]) -> list[Finding]:
    """Return the findings with one question for all sheets that one name may be meant for."""
    questions = {(f.code, f.answers): f for f in reversed(findings) if f.answers}
    alike = Counter((f.code, f.answers) for f in findings if f.answers)
    kept = []
    for finding in findings:
        key = (finding.code, finding.answers)
        if not finding.answers or alike[key] == 1:
            kept.append(finding)
        elif questions[key] is finding:
            more = " " + tr("{count} vendors are named so, each after its sheet.", count=alike[key])
            kept.append(replace(finding, message=finding.message + more, sheet=""))
    return kept


def _told_by_file(guess: VendorGuess) -> bool:
    """Return whether a file's name surely names somebody: a company, or unlike its sisters."""
    return guess.confidence >= TOLD_APART or is_company(guess.name)


def _asking(guess: VendorGuess, asked: bool) -> str:
    """Return what was taken, with the question it answers where that is doubtful."""
    if asked:
        return tr(
            "Whose report is this? No vendor is named beside the figures; '{vendor}' was taken "
            "{reason}. Rename the vendor if that is wrong.",
            vendor=guess.name,
            reason=guess.reason,
        )
    return tr(
        "No vendor is named beside the figures; '{vendor}' was taken {reason}. Rename the vendor "
        "if that is wrong.",
        vendor=guess.name,
        reason=guess.reason,
    )


def _say_guess(context: SheetContext, guess: VendorGuess, source: str) -> Finding:
    """Return what is to be said of one guess, a question where it is doubtful."""
    rival = context.vendor_rival if source == "sheet" else ""
    doubt = ""
    if rival and not agree(rival, guess.name):
        doubt = " " + tr(
            "The file's name or its titles name '{rival}': if the sheets are its "
            "sites or teams, name it as the report's vendor.",
            rival=rival,
        )
    elif guess.others:
        doubt = " " + tr(
            "It may as well be {names}, after the file's name.",
            names=with_or(map(repr, guess.others)),
        )
    asked = guess.asked or bool(doubt) or (source == "file" and not _told_by_file(guess))
    names = dict.fromkeys((guess.name, *guess.others) if source != "sheet" else (rival,))
    answers = tuple(Answer.of(About.REPORT_VENDOR, name) for name in names if name)
    return Finding(
        Severity.QUESTION if asked else Severity.INFO,
        f"vendor-from-{'title' if source == BARE else source}",
        _asking(guess, asked) + doubt,
        context.report.file,
        context.sheet.name if source not in ("file", "properties") else "",
        answers=answers if asked else (),
    )
