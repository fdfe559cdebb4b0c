"""The language of the program: which one, its texts, and how its readers write numbers and days.

Translations are Qt's: ``resources/translations/vendorbench_de.ts`` is edited with Qt Linguist or
any other editor, and compiled to the ``.qm`` beside it (see ``installer/translations.py``). They
are read by a `QTranslator`, which needs no application, so that workers speak the language too.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop_app import paths
from desktop_app.domain.translating import ISO_DAY, Language, NumberSigns, speak
from desktop_app.workbench.preferences import LanguageChoice

CONTEXT = "VendorBench"
"""The one context of all texts: who reads two alike texts means the same by them."""

LANGUAGE_NAMES = {
    LanguageChoice.ENGLISH: "English",
    LanguageChoice.GERMAN: "Deutsch",
    LanguageChoice.FRENCH: "Français",
    LanguageChoice.SPANISH: "Español",
}
"""What readers of each language call it, whatever the window speaks."""

_CODES = tuple(choice.value for choice in LANGUAGE_NAMES)


def language_code(choice: LanguageChoice, system: QLocale) -> str:
    """Return the code of the language to speak: the one chosen, else the desktop's, else English.

    Parameters
    ----------
    system : QLocale
        The desktop's; the first of its languages that the program has is taken.
    """
    if choice is not LanguageChoice.SYSTEM:
        return choice.value
    wanted = [name.replace("_", "-").split("-")[0].lower() for name in system.uiLanguages()]
    return next((code for code in wanted if code in _CODES), LanguageChoice.ENGLISH.value)


def number_locale(choice: LanguageChoice, system: QLocale) -> QLocale:
    """Return whose way of writing numbers and days to follow.

    It is the desktop's, unless another language than the desktop's was chosen: who wants German
    texts on an English desktop wants German numbers with them.
    """
    if choice is LanguageChoice.SYSTEM or QLocale(choice.value).language() == system.language():
        return system
    return QLocale(choice.value)


def language_of(code: str, locale: QLocale) -> Language:
    """Return a language with the numbers and days of a locale.

    Raises
    ------
    FileNotFoundError
        If the installation lacks the translation.
    """
    lookup = None if code == LanguageChoice.ENGLISH else _Texts(code)
    signs = NumberSigns(locale.decimalPoint(), locale.groupSeparator())
    return Language(code, lookup, signs, _day(locale))


def install_language(app: QCoreApplication, choice: LanguageChoice, system: QLocale) -> None:
    """Speak the language of the preferences in this process, and in workers started later."""
    code, locale = language_code(choice, system), number_locale(choice, system)
    QLocale.setDefault(locale)
    if code != LanguageChoice.ENGLISH:
        own = translator(code)
        own.setParent(app)
        app.installTranslator(own)
        _install_standard_texts(app, code)
    speak(language_of(code, locale))


class _Texts:
    """Looks texts up; goes to workers by pickle, where it opens the translation again."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._texts = translator(code)
        self._found: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        found = self._found.get(text)
        if found is None:
            found = self._texts.translate(CONTEXT, text) or text
            self._found[text] = found
        return found

    def __reduce__(self) -> tuple[type[_Texts], tuple[str]]:
        return type(self), (self._code,)


def translator(code: str) -> QTranslator:
    """Return the translator of a language; `FileNotFoundError` if its file isn't there."""
    file = paths.resources() / "translations" / f"vendorbench_{code}.qm"
    made = QTranslator()
    if not made.load(str(file)):
        raise FileNotFoundError(f"{file} is missing or damaged; reinstall {paths.APP_NAME}")
    return made


def _install_standard_texts(app: QCoreApplication, code: str) -> None:
    """Have Qt's own dialogs and buttons speak the language, where its package has it."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    standard = QTranslator(app)
    if standard.load(str(Path(folder) / f"qtbase_{code}.qm")):
        app.installTranslator(standard)


_PARTS = (("yyyy", "%Y"), ("yy", "%Y"), ("y", "%Y"), ("MM", "%m"), ("M", "%m"), ("dd", "%d"))


def _day(locale: QLocale) -> str:
    """Return how a day is written, for `strftime`: the parts in the locale's order, in full.

    Two digits of a year are written as four, since 03/04/05 means three days to three readers.
    """
    if locale.language() == QLocale.Language.C:
        return ISO_DAY
    pattern, made = locale.dateFormat(QLocale.FormatType.ShortFormat), ""
    while pattern:
        part, sign = next(
            ((part, sign) for part, sign in (*_PARTS, ("d", "%d")) if pattern.startswith(part)),
            (pattern[0], pattern[0]),
        )
        made, pattern = made + sign, pattern[len(part) :]
    return made.replace("'", "")
