"""Windows that title lines state in two lines, and days at which figures were taken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.catalogue.words import Words
from desktop_app.domain.period import Grain, Period
from desktop_app.importing.periods import periods_in_text, read_period

_START = re.compile(
    r"^(?:(?:report(?:ing)?|period) )?(?:from|start|start date|period start|begin|beginning|von|"
    r"vom|ab|beginn|du|depuis|début|date de début|desde|inicio|fecha de inicio)"
    r"\s*[:=]\s*(?P<day>.+)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:(?:report(?:ing)?|period) )?(?:to|till|until|end|end date|period end|bis|bis zum|ende|au|"
    r"jusqu'au|fin|date de fin|hasta|fecha de fin)\s*[:=]\s*(?P<day>.+)$",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:as of|as at|data (?:through|thru|until|to|up to)|"
    r"(?:last )?(?:updated|refreshed)(?: on)?|stand(?: vom)?|datenstand|aktualisiert am|"
    r"état au|données (?:au|jusqu'au)|arrêtée?s? au|"
    r"situation au|mis à jour le|corte al|datos (?:al|hasta)|actualizado (?:el|al))"
    r"\s*:?\s*(?P<day>\S.*)$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s*[(\[,–]\s*(?:bis(?: zum)?|to|until|till|thru|through|up to|au|jusqu'au|al|hasta(?: el)?|"
    r"as of|stand)\s+(?:the )?\d{1,2}(?:st|nd|rd|th|er|\.)?"
    r"(?:[./-]\d{1,2}(?:[./-](?:\d{2,4})?)?| [^\W\d]{3,}\.?)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_LINE = 80


def stated_window(lines: Iterable[str], words: Words) -> Period | None:
    """Return the days that "From: 1 March 2026" and "To: 17 March 2026" state, None for none."""
    starts: list[Period] = []
    ends: list[Period] = []
    for line in lines:
        for pattern, found in ((_START, starts), (_END, ends)):
            match = pattern.match(line.strip())
            day = read_period(match["day"], words) if match else None
            if day is not None:
                found.append(day)
    if len(starts) != 1 or len(ends) != 1 or ends[0].end < starts[0].start:
        return None
    return Period(starts[0].start, ends[0].end)


def months_not_over(lines: Iterable[str], words: Words) -> dict[str, str]:
    """Return the months that were not over on the days at which lines say figures were taken.

    Returns
    -------
    dict of str to str
        The line by the label of its month: "2026-03" of "Data through 17 March 2026".
    """
    found = {}
    for line in lines:
        match = _AS_OF.search(line) if len(line) <= _LINE else None
        days = periods_in_text(match["day"], words) if match else []
        if len(days) != 1 or days[0].start != days[0].end:
            continue
        month = days[0].within(Grain.MONTH)
        if month is not None and month.end > days[0].end:
            found[month.label] = line
    return found


def without_until(text: str) -> str:
    """Return a text without the day up to which it goes: "Mar 25" of "Mar 25 (until 17 Mar)"."""
    return _UNTIL.sub("", text)
