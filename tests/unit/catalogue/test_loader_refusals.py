"""Each rule of the loader, broken once in an otherwise good small catalogue."""

import re

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import CatalogueError

KPIS = """
[speed]
title = "Speed"
short = "SPD"
category = "resolution"
unit = "duration"
direction = "lower"
description = "How long it takes."
anchors = { worst = 100, target = 20, best = 5 }
plausible = [0, 1000]
weigh_by = ["done_count"]
counterweights = ["quality"]
aliases = ["pace"]
variants = [
  { id = "mean", title = "Mean", markers = ["avg"] },
  { id = "median", title = "Median", markers = ["p50"] },
]
formulas = [
  { variant = "mean", source = "records", part = "took", whole = "known(took)" },
  { variant = "median", source = "records", statistic = "quantile", q = 0.5, part = "took" },
]

[quality]
title = "Quality"
short = "Q"
category = "quality"
unit = "share"
direction = "higher"
gate = true
description = "How good it is."
anchors = { worst = 0.5, target = 0.8, best = 0.9 }
overlaps = ["faults"]
formulas = [
  { source = "quantities", part = "good_count", whole = "done_count" },
  { source = "kpis", part = "1 - faults" },
]

[faults]
title = "Faults"
short = "F"
category = "quality"
unit = "share"
direction = "lower"
description = "How bad it is."
overlaps = ["quality"]

[amount]
title = "Amount"
short = "N"
category = "context"
unit = "count"
direction = "none"
description = "How much there was."
"""
FIELDS = """
[took]
title = "Took"
role = "value"
kind = "duration"
default_unit = "minutes"
description = "How long."
aliases = ["time taken"]

[mark]
title = "Mark"
role = "value"
kind = "score"
description = "A mark."

[fine]
title = "Fine"
role = "value"
kind = "flag"
description = "Whether it was good."
true_words = ["good"]
false_words = ["bad"]

[done_count]
title = "Done"
role = "quantity"
kind = "count"
description = "How many were done."
aliases = ["made"]

[good_count]
title = "Good"
role = "quantity"
kind = "count"
summable = true
description = "How many were good."
"""
PROFILES = """
[default]
profile = "even"

[even]
title = "Even"
description = "Both alike."
weights = { speed = 1, quality = 1 }
gates = ["quality"]
"""
WORDS = """
[cells]
yes = ["yes"]
no = ["no"]
missing = ["n/a"]
total = ["total"]
average = ["mean"]
open = ["open"]
closed = ["closed"]

[units]
minutes = ["min"]
percent = ["%"]

[currencies]
EUR = ["€"]

[months]
1 = ["january"]
"""
FILES = {"kpis.toml": KPIS, "fields.toml": FIELDS, "profiles.toml": PROFILES, "words.toml": WORDS}


def write(folder, **changed):
    for name, text in (FILES | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(name, old, new):
    assert FILES[name].count(old) >= 1, f"{old!r} is not in {name}"
    return {name: FILES[name].replace(old, new, 1)}


def test_the_small_catalogue_is_good(tmp_path):
    catalogue = load_catalogue(folder=write(tmp_path))
    assert list(catalogue.kpis) == ["speed", "quality", "faults", "amount"]
    assert catalogue.kpis["speed"].aliases == ("Speed", "SPD", "pace")
    assert [variant.id for variant in catalogue.kpis["quality"].variants] == ["standard"]
    assert catalogue.fields["took"].aliases == ("Took", "time taken")
    assert catalogue.fields["fine"].true_words == ("good",)
    assert catalogue.default_profile == "even"
    assert catalogue.words.units == {"min": "minutes", "percent": "percent"}
    assert catalogue.words.currencies == {"€": "EUR", "eur": "EUR"}
    assert catalogue.words.months == {"january": 1}
    assert catalogue.words.missing == {"n a"}
    assert not catalogue.kpis["amount"].weight


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # keys, types and enumerations
        ("kpis.toml", 'short = "SPD"', 'short = "SPD"\ncolour = "red"', "'speed'.*'colour'"),
        ("kpis.toml", 'short = "SPD"\n', "", "'speed'.*lacks 'short'"),
        ("kpis.toml", 'title = "Speed"', "title = 5", "'speed'.*'title' is 5.*a text"),
        ("kpis.toml", 'title = "Speed"', 'title = " "', "'speed'.*'title'.*a text"),
        ("kpis.toml", 'unit = "duration"', 'unit = "furlong"', "'speed'.*'furlong'.*duration"),
        ("kpis.toml", 'direction = "lower"', 'direction = "up"', "'speed'.*'up'.*higher"),
        ("kpis.toml", 'category = "resolution"', 'category = "x"', "'speed'.*'x'.*resolution"),
        ("kpis.toml", 'source = "records"', 'source = "air"', "speed, formulas 1.*'air'"),
        ("kpis.toml", '"quantile"', '"mode"', "speed, formulas 2.*'mode'.*quantile"),
        ("kpis.toml", "gate = true", 'gate = "yes"', "'quality'.*'gate'.*true or false"),
        ("kpis.toml", '["pace"]', '"pace"', "'speed'.*'aliases'.*list of texts"),
        ("kpis.toml", "worst = 100", 'worst = "100"', "speed, anchors.*'worst'.*a number"),
        ("kpis.toml", "worst = 100", "worst = nan", "speed, anchors.*'worst'.*a number"),
        ("kpis.toml", "worst = 100", "worst = true", "speed, anchors.*'worst'.*a number"),
        ("kpis.toml", "worst = 100", "bad = 1, worst = 100", "speed, anchors.*'bad'"),
        ("kpis.toml", 'id = "mean",', 'id = "mean", x = 1,', "speed, variants 1.*'x'"),
        ("kpis.toml", 'part = "took",', 'part = "took", x = 1,', "speed, formulas 1.*'x'"),
        ("kpis.toml", "[speed]", "[Speed]", "'Speed': is not an id"),
        ("kpis.toml", "[speed]", "speed = 5\n[rapid]", "'speed': is 5, expected a table"),
        ("kpis.toml", "[speed]", "[speed", "kpis.toml is not a TOML file.*line 2"),
        ("kpis.toml", "[faults]", "[quality]", "kpis.toml is not a TOML file"),
        # within one KPI
        ("kpis.toml", "target = 20", "target = 2", "speed, anchors.*out of order.*lower"),
        ("kpis.toml", "target = 20", "target = 5", "speed, anchors.*out of order"),
        ("kpis.toml", "worst = 0.5", "worst = 0.95", "quality, anchors.*out of order.*higher"),
        ("kpis.toml", ", best = 5", "", "speed, anchors.*worst, target and best"),
        ("kpis.toml", "best = 5", "best = 5, worst_high = 200", "speed, anchors.*only a band"),
        ("kpis.toml", 'direction = "lower"', 'direction = "band"', "speed, anchors.*of a band"),
        ("kpis.toml", "[0, 1000]", "[0, 50]", "'speed'.*anchor 100 outside"),
        ("kpis.toml", "[0, 1000]", "[1000, 0]", "'speed'.*'plausible'.*rising"),
        ("kpis.toml", "[0, 1000]", "[0]", "'speed'.*'plausible'.*two numbers"),
        ("kpis.toml", "[0, 1000]", "[0, 1000]\nusual = [5, 2000]", "'speed'.*usual range"),
        ("kpis.toml", "[0, 1000]", "[0, 1000]\nusual = [9, 5]", "'speed'.*'usual'.*rising"),
        ("kpis.toml", "[0, 1000]", '[0, 1000]\ndefault_unit = "acres"', "'speed'.*'default_unit'"),
        ("kpis.toml", 'id = "median"', 'id = "mean"', "'speed'.*variant 'mean' twice"),
        ("kpis.toml", '["p50"]', '["AVG"]', "'speed'.*marker 'avg' twice"),
        ("kpis.toml", 'variant = "median"', 'variant = "mode"', "speed, formulas 2.*'mode'"),
        ("kpis.toml", ', whole = "known(took)"', "", "speed, formulas 1.*lacks 'whole'"),
        ("kpis.toml", "q = 0.5,", 'q = 0.5, whole = "1",', "speed, formulas 2.*'whole'"),
        ("kpis.toml", "q = 0.5", "q = 1.5", "speed, formulas 2.*'q' between"),
        ("kpis.toml", 'whole = "known', 'q = 0.5, whole = "known', "speed, formulas 1.*'q'"),
        (
            "kpis.toml",
            'whole = "known',
            'factor = 0, whole = "known',
            "speed, formulas 1.*'factor'",
        ),
        ("kpis.toml", '"1 - faults"', '"1 -"', "quality, formulas 2.*character 4"),
        ("kpis.toml", "anchors = { worst = 0.5, target = 0.8, best = 0.9 }", "", "'quality'.*gate"),
        ("kpis.toml", '"none"', '"none"\nweight = true', "'amount'.*can't carry weight"),
        (
            "kpis.toml",
            '"none"',
            '"none"\nanchors = { worst = 0, target = 1, best = 2 }',
            "amount, anchors.*without a direction",
        ),
        # between KPIs and fields
        ("kpis.toml", 'part = "took"', 'part = "tuck"', "'speed'.*formula 1.*'tuck'"),
        ("kpis.toml", 'part = "took"', 'part = "done_count"', "'speed'.*'done_count'"),
        ("kpis.toml", 'part = "good_count"', 'part = "took"', "'quality'.*quantities.*'took'"),
        ("kpis.toml", '"1 - faults"', '"1 - fault"', "'quality'.*kpis.*'fault'"),
        ("kpis.toml", '"1 - faults"', '"1 - quality"', "'quality'.*the KPI itself"),
        ("kpis.toml", '["done_count"]', '["took"]', "'speed'.*'weigh_by'.*'took'"),
        ("kpis.toml", 'weights = ["quality"]', 'weights = ["grade"]', "'counterweights'.*'grade'"),
        ("kpis.toml", '["faults"]', '["fault"]', "'quality'.*'overlaps'.*'fault'"),
        ("kpis.toml", '["faults"]', '["quality"]', "'quality'.*itself"),
        ("kpis.toml", '["pace"]', '["quality"]', "'quality'.*'Quality'.*'speed' has too"),
        ("kpis.toml", '["pace"]', '["pace", "PACE!"]', "'speed'.*'aliases' has 'pace' twice"),
        ("kpis.toml", '["pace"]', '["--"]', "'speed'.*neither letter nor digit"),
        ("fields.toml", '"value"', '"worth"', "'took'.*'role'.*'worth'"),
        ("fields.toml", 'kind = "duration"', 'kind = "span"', "'took'.*'kind'.*'span'"),
        ("fields.toml", '"minutes"', '"percent"', "'took'.*'default_unit'.*'percent'"),
        ("fields.toml", '["time taken"]', '["*"]', "'took'.*neither letter nor digit"),
        ("fields.toml", '["time taken"]', '["Mark"]', "'mark'.*'took' has too"),
        ("fields.toml", '["made"]', '["good"]', "'good_count'.*'done_count' has too"),
        ("fields.toml", "How many were good.", 'x"\nsize = "y', "'good_count'.*'size'"),
        ("fields.toml", '["bad"]', '["GOOD"]', "'fine'.*'good' for yes and for no"),
        ("fields.toml", 'kind = "flag"', 'kind = "text"', "'fine'.*not a flag"),
        ("fields.toml", '"A mark."', '"A mark."\nsummable = true', "'mark'.*not a quantity"),
        ("fields.toml", "[fine]", "[known]", "'known'.*something else"),
        ("fields.toml", "[fine]", "[mark_max]", "'mark_max'.*something else"),
        ("fields.toml", "[fine]", "[as_of]", "'as_of'.*something else"),
        # profiles
        ("profiles.toml", "speed = 1", "haste = 1", "'even'.*'weights'.*'haste'"),
        ("profiles.toml", "speed = 1", "speed = 0", "'even'.*'speed' with 0"),
        ("profiles.toml", "speed = 1", 'speed = "1"', "even, weights.*'speed'.*a number"),
        ("profiles.toml", "speed = 1", "amount = 1", "'even'.*'amount'.*no weight"),
        ("profiles.toml", "speed = 1", "faults = 1", "'even'.*measure the same"),
        ("profiles.toml", "{ speed = 1, quality = 1 }", "{}", "'even'.*no weights"),
        ("profiles.toml", '["quality"]', '["haste"]', "'even'.*'gates'.*'haste'"),
        ("profiles.toml", '["quality"]', '["faults"]', "'even'.*'faults'.*no anchors"),
        ("profiles.toml", '"even"', '"odd"', "'default'.*'profile'.*'odd'"),
        ("profiles.toml", "[default]", "[usual]", "no table 'default'"),
        ("profiles.toml", 'title = "Even"', 'title = "Even"\nx = 1', "'even'.*'x'"),
        # words
        ("words.toml", '["no"]', '["YES"]', "'cells'.*'yes' in 'yes' and in 'no'"),
        ("words.toml", '["closed"]', '["open"]', "'cells'.*'open'.*'closed'"),
        ("words.toml", '["n/a"]', '["-"]', "'cells'.*neither letter nor digit"),
        ("words.toml", '["n/a"]', '["n/a", "n a"]', "'cells'.*twice"),
        ("words.toml", 'yes = ["yes"]', 'yeah = ["yes"]', "'cells'.*'yeah'"),
        ("words.toml", "minutes =", "moments =", "'units'.*'moments'"),
        ("words.toml", '["%"]', '["min"]', "'units'.*'minutes' and at 'percent'"),
        ("words.toml", "EUR =", "eur =", "'currencies'.*'eur'"),
        ("words.toml", "1 =", "13 =", "'months'.*'13'"),
        ("words.toml", "[units]", "[measures]", "'measures'.*unknown table"),
        ("words.toml", '[months]\n1 = ["january"]\n', "", "no table 'months'"),
    ],
)
def test_refused_with_file_and_entry(tmp_path, file, old, new, said):
    folder = write(tmp_path, **changed(file, old, new))
    with pytest.raises(CatalogueError) as error:
        load_catalogue(folder=folder)
    assert re.search(said, str(error.value), re.DOTALL), str(error.value)
    assert file.removesuffix(".toml") in str(error.value) or "file of words" in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_user_kpis_follow_those_of_the_product(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text(
        '[haste]\ntitle = "Haste"\nshort = "H"\ncategory = "efficiency"\nunit = "rate"\n'
        'direction = "higher"\ndescription = "Mine."\n'
        'formulas = [{ source = "records", part = "1", whole = "took" }]\n',
        encoding="utf-8",
    )
    catalogue = load_catalogue(own, write(tmp_path))
    assert list(catalogue.kpis)[-1] == "haste"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[haste]", "[speed]", "mine.toml, 'speed'.*already in kpis.toml"),
        ('"Haste"', '"pace"', "mine.toml, 'haste'.*'pace'.*'speed' has too"),
        ('"took"', '"tack"', "mine.toml, 'haste'.*'tack'"),
    ],
)
def test_user_kpis_that_clash_are_refused(tmp_path, old, new, said):
    text = (
        '[haste]\ntitle = "Haste"\nshort = "H"\ncategory = "efficiency"\nunit = "rate"\n'
        'direction = "higher"\ndescription = "Mine."\n'
        'formulas = [{ source = "records", part = "1", whole = "took" }]\n'
    )
    own = tmp_path / "mine.toml"
    own.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_catalogue(own, write(tmp_path))


def test_an_id_in_two_files_is_refused(tmp_path):
    folder = write(tmp_path)
    (folder / "kpis_more.toml").write_text(KPIS, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"kpis_more\.toml, 'speed'.*kpis\.toml"):
        load_catalogue(folder=folder)


def test_missing_and_unreadable_files(tmp_path):
    with pytest.raises(CatalogueError, match=r"no kpis\*\.toml"):
        load_catalogue(folder=tmp_path)
    write(tmp_path)
    with pytest.raises(CatalogueError, match=r"absent\.toml can't be read"):
        load_catalogue(tmp_path / "absent.toml", tmp_path)
    (tmp_path / "words.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match=r"words\.toml is not a TOML file"):
        load_catalogue(folder=tmp_path)
