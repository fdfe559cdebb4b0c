"""The audit sample and the decisions as rows, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from desktop_app.domain.errors import ProjectFileError
from desktop_app.domain.translating import tr
from desktop_app.kpi.audit import AuditSheet
from desktop_app.presenting.decision import (
    DecisionRecord,
    decision_as_json,
    decision_from_json,
)
from desktop_app.presenting.papers import Papers, audit_as_json, audit_from_json

_AUDIT, _DECISION = "audit", "decision"

Row = tuple[int, str, str]
"""Position, kind, JSON."""


def write_papers(papers: Papers) -> Iterator[Row]:
    """Yield the rows of a project's papers."""
    found = [(_AUDIT, audit_as_json(papers.audit))] if papers.audit is not None else []
    found += [(_DECISION, decision_as_json(record)) for record in papers.decisions]
    for position, (kind, facts) in enumerate(found):
        yield position, kind, json.dumps(facts, ensure_ascii=False)


def read_papers(rows: Iterable[tuple[str, str]]) -> Papers:
    """Return the papers of rows (kind, JSON).

    Raises
    ------
    ProjectFileError
        If one can't be read.
    """
    audit: AuditSheet | None = None
    decisions: list[DecisionRecord] = []
    for kind, text in rows:
        try:
            facts = json.loads(text)
            if kind == _AUDIT:
                audit = audit_from_json(facts)
            elif kind == _DECISION:
                decisions.append(decision_from_json(facts))
            else:
                raise ValueError(kind)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ProjectFileError(
                tr("its paper of kind '{kind}' can't be read.", kind=kind)
            ) from error
    return Papers(audit, tuple(decisions))
