"""How the weights came about, in words."""

from __future__ import annotations

import math

from desktop_app.domain.evaluator import Evaluator, Way
from desktop_app.domain.translating import later, tr
from desktop_app.scoring.evaluators import POOLING_TITLES, consensus, marks_on, weights_of
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.pairwise import pairwise_weights

_WAYS = {
    Way.DIRECT: later("direct points"),
    Way.ORDER: later("rank order (rank order centroids)"),
    Way.SWING: later("swing weights"),
    Way.PAIRWISE: later("comparison of pairs (principal eigenvector)"),
}
_SAME = 1e-9


def answered(one: Evaluator) -> str:
    """Return how an evaluator answered, of pairs with their consistency."""
    text = tr(_WAYS[one.way])
    items = list(dict.fromkeys(item for pair in one.pairs for item in pair))
    if one.way is not Way.PAIRWISE or not items:
        return text
    found = pairwise_weights(items, one.pairs)
    if math.isnan(found.ratio):
        return text
    return tr(
        "{way}, consistency ratio {ratio:.3f} (random index {random_index:.2f}, {source})",
        way=text,
        ratio=found.ratio,
        random_index=found.random_index,
        source=found.source,
    )


def evaluator_sentences(scenario: Scenario) -> list[str]:
    """Return whose weights are ranked by, how each evaluator answered, and who gave marks."""
    heard = [one for one in scenario.evaluators if weights_of(one)]
    sentences = []
    if heard:
        sentences.append(_whose(scenario, heard))
        sentences += [
            tr("{name} weighed by {way}.", name=one.name, way=answered(one)) for one in heard
        ]
    givers = [one.name for one in scenario.evaluators if one.marks]
    if givers:
        count = len(marks_on(scenario.evaluators))
        sentences.append(
            tr(
                "Marks of 0 to 5 on {count} criteria by {names}; their arithmetic mean is ranked.",
                count=count,
                names=", ".join(givers),
            )
            if count > 1
            else tr(
                "Marks of 0 to 5 on 1 criterion by {names}; their arithmetic mean is ranked.",
                names=", ".join(givers),
            )
        )
    return sentences


def _whose(scenario: Scenario, heard: list[Evaluator]) -> str:
    total = sum(scenario.weights.values())
    used = {kpi: w / total for kpi, w in scenario.weights.items() if w > 0} if total else {}
    individual = [weights_of(one) for one in heard]
    for one, weights in zip(heard, individual, strict=True):
        if _alike(used, weights):
            return tr("Ranked by the weights of {name}.", name=one.name)
    if len(heard) > 1 and _alike(used, consensus(individual, scenario.pooling)):
        names = ", ".join(one.name for one in heard)
        return tr(
            "Ranked by the consensus of {names}: {pooling}.",
            names=names,
            pooling=tr(POOLING_TITLES[scenario.pooling]),
        )
    return tr("Ranked by weights that are nobody's answers: they were changed since.")


def _alike(one: dict[str, float], other: dict[str, float]) -> bool:
    return one.keys() == other.keys() and all(abs(one[k] - other[k]) < _SAME for k in one)
