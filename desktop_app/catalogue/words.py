"""Words that reports use in cells and headings, as words.toml says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of cells and headings that are not names of KPIs or fields (words.toml).

    All are normalised as `catalogue.text.normalise` does. `units` maps a unit word to a unit id
    (``minutes``, ``percent``, ``millions``...); `currencies` maps symbols and codes to ISO codes;
    `months` maps names in four languages to 1..12. `segments` are usual names of channels, queues
    and lines of work: parts of one vendor's figures, never vendors; `part_of` is what stands before
    the name of such a part ("of which"), `part_columns` head a column of such parts whatever
    stands beside them ("tower"), `came_in`, `went_out` and `neither_way` say which way a contact
    went, `in_vain` stands behind "closed" where nothing was resolved, `part_month` stands beside
    a month that is not over ("MTD");
    `statistics` head figures that are no means ("median", "90th percentile");
    `not_achieved` are words of lines over figures that are aimed at or assumed ("Targets");
    `earlier_month` and its like head the figures before the current ones ("Previous month").
    `unneeded` are names in headings of logs of what no KPI needs ("ring time"); `abbreviations`
    maps what words of headings are cut down to ("tlk") to the words it may stand for;
    `moments` say at which moment something was counted ("at month end"); `other_measures` are
    names of measures that are none of the catalogue's, though like one ("time to abandon");
    `complete` are names of measures ahead of which other words only say whose they are;
    `punctual` are phrases for "on time", whatever was done; `taken_up` words of what is done with a
    call within seconds or a few minutes, `in_writing` of what is no call;
    `sorted_by` are words of what rows are numbered or described by ("rank", "level");
    `retrieval` are measures that change each other's meaning ("precision" beside "recall");
    `contacts` are what customers and vendors make, and `outbound` says that the vendor did;
    `ends` are words in the heading of a date at which work was done; `beginnings` are those with
    which other words begin ("pro" of "profiles"), so that no word is set apart behind them.
    `in_summaries` maps fields of records to the quantity or KPI that the same name means in a
    summary, `times_kept` KPIs that are times to those that say how often a time was kept,
    `times_in_days` those of one piece of work to what they are where days are counted.
    `patterns` are rules by which names of a KPI or quantity are made ("<item> checked"),
    `classes` the words that ``<item>`` and its like stand for, as in the file.
    `sentences` are rules by which long labels are read, and `phrases` the groups of words that they
    name, both as in the file.
    `function_words` are the small words by which the language of a text is told.
    """

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    suppressed: frozenset[str] = frozenset()
    total: frozenset[str] = frozenset()
    average: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    cancelled: frozenset[str] = frozenset()
    granted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    abandoned: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    decided_on: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    part_columns: frozenset[str] = frozenset()
    came_in: frozenset[str] = frozenset()
    went_out: frozenset[str] = frozenset()
    neither_way: frozenset[str] = frozenset()
    in_vain: frozenset[str] = frozenset()
    part_month: frozenset[str] = frozenset()
    statistics: frozenset[str] = frozenset()
    not_achieved: frozenset[str] = frozenset()
    earlier_month: frozenset[str] = frozenset()
    earlier_quarter: frozenset[str] = frozenset()
    earlier_year: frozenset[str] = frozenset()
    earlier_period: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    unneeded: frozenset[str] = frozenset()
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moments: frozenset[str] = frozenset()
    other_measures: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    punctual: frozenset[str] = frozenset()
    taken_up: frozenset[str] = frozenset()
    in_writing: frozenset[str] = frozenset()
    sorted_by: frozenset[str] = frozenset()
    retrieval: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    outbound: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    in_summaries: Mapping[str, str] = field(default_factory=dict)
    times_kept: Mapping[str, str] = field(default_factory=dict)
    times_in_days: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    function_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
