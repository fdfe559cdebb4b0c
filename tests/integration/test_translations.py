"""German, French and Spanish are whole, and say what the English says."""

from __future__ import annotations

import re

import pytest

from desktop_app.gui.language import CONTEXT, LANGUAGE_NAMES, translator
from tests.helpers.texts import extractor, placeholders

LANGUAGES = extractor().LANGUAGES
HELP = extractor().ROOT / "resources" / "help"
SHEET_NAME_MOST = 31


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    return extractor().texts()


def test_the_languages_offered_are_those_translated() -> None:
    assert {"en", *LANGUAGES} == {choice.value for choice in LANGUAGE_NAMES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lacks_a_translation(language: str, wanted: dict[str, str]) -> None:
    done = extractor().read(language)
    missing = [text for text in wanted if not done.get(text, "").strip()]
    assert not missing, f"{len(missing)} missing; run installer/translations.py: {missing[:5]}"
    gone = sorted(set(done) - set(wanted))
    assert not gone, f"{len(gone)} texts are no more; run installer/translations.py: {gone[:5]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_marks_and_edges_are_kept(language: str) -> None:
    wrong = []
    for text, said in extractor().read(language).items():
        if "{" in text and not _is_css(text) and placeholders(text) != placeholders(said):
            wrong.append(f"placeholders: {text!r} - {said!r}")
        if re.search(r"&\w", text) and len(re.findall(r"&\w", said)) != 1:
            wrong.append(f"key of the menu: {text!r} - {said!r}")
        for side in (0, -1):
            if text[side].isspace() != said[side].isspace():
                wrong.append(f"space at the edge: {text!r} - {said!r}")
        if text.endswith("…") != said.endswith("…"):
            wrong.append(f"ellipsis: {text!r} - {said!r}")
        if re.findall(r"</?\w+", text) != re.findall(r"</?\w+", said):
            wrong.append(f"HTML: {text!r} - {said!r}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_says_what_the_source_says(language: str) -> None:
    texts = translator(language)
    done = extractor().read(language)
    late = [text for text, said in done.items() if texts.translate(CONTEXT, text) != said]
    assert not late, f"run installer/translations.py; {len(late)} differ: {late[:3]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_is_there_page_by_page(language: str) -> None:
    english = {page.name for page in HELP.glob("*.md")}
    assert english
    assert {page.name for page in (HELP / language).glob("*.md")} == english
    for name in english:
        there = (HELP / name).read_text(encoding="utf-8")
        here = (HELP / language / name).read_text(encoding="utf-8")
        # The same headings in the same order; words are free.
        marks = [line.split(" ")[0] for line in there.splitlines() if line.startswith("#")]
        assert [line.split(" ")[0] for line in here.splitlines() if line.startswith("#")] == marks


def _is_css(text: str) -> bool:
    return bool(re.search(r"\{\s*[a-z-]+\s*:", text))
