"""The catalogue from its files: KPIs, fields, profiles, words and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from desktop_app.catalogue.checks import check_fields, check_kpis, check_profiles
from desktop_app.catalogue.entries import Entry, merge, read_tables
from desktop_app.catalogue.fields import read_field, read_profile, read_words
from desktop_app.catalogue.kpis import read_kpi
from desktop_app.catalogue.model import Catalogue, Parameter, Profile
from desktop_app.catalogue.templates import read_parameter
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.translating import Language, spoken, tr
from desktop_app.paths import resources


def load_catalogue(user_kpis: Path | None = None, folder: Path | None = None) -> Catalogue:
    """Return the catalogue, checked from end to end; that of the product alone is read once.

    Parameters
    ----------
    user_kpis : Path, optional
        A file of the user's own KPIs in the form of kpis.toml; they follow those of the product,
        and may neither replace one nor take one's spelling.
    folder : Path, optional
        Where the files are; by default those of the product.

    Raises
    ------
    CatalogueError
        Naming file and entry, if anything is unknown, missing, of a wrong type, double or at
        odds with something else.
    """
    if user_kpis is None and folder is None:
        return _of_product(spoken())
    return _loaded(user_kpis, resources() / "catalogue" if folder is None else folder)


@lru_cache(maxsize=1)
def _of_product(language: Language) -> Catalogue:
    """Return the product's catalogue, its texts in the language that is spoken now."""
    return _loaded(None, resources() / "catalogue")


def _loaded(user_kpis: Path | None, folder: Path) -> Catalogue:
    """Return the catalogue of a folder's files and perhaps one of the user's."""
    product_kpis = _tables(folder, "kpis")
    own = read_tables(user_kpis) if user_kpis else {}
    kpi_entries = merge(*product_kpis, own)
    field_entries = merge(*_tables(folder, "fields"))
    profile_entries = dict(read_tables(folder / "profiles.toml", translated=True))
    default = _default_profile(profile_entries)

    fields = {name: read_field(entry) for name, entry in field_entries.items()}
    check_fields(fields, field_entries)
    parameters = _parameters(folder)
    values = {name: parameter.value for name, parameter in parameters.items()}
    kpis = {name: read_kpi(entry, values) for name, entry in kpi_entries.items()}
    check_kpis(kpis, fields, kpi_entries)
    profiles: dict[str, Profile] = {
        name: read_profile(entry) for name, entry in profile_entries.items()
    }
    check_profiles(profiles, kpis, profile_entries)
    words = read_words({**read_tables(folder / "words.toml"), **_sentences(folder)})
    return Catalogue(kpis, fields, profiles, words, default, tuple(own), parameters)


def _sentences(folder: Path) -> Mapping[str, Entry]:
    """Return the tables of how sentences are read, of a catalogue that has any."""
    file = folder / "sentences.toml"
    return read_tables(file) if file.exists() else {}


def _parameters(folder: Path) -> dict[str, Parameter]:
    """Return the parameters of a catalogue that has any."""
    file = folder / "parameters.toml"
    entries = read_tables(file, translated=True) if file.exists() else {}
    return {name: read_parameter(entry) for name, entry in entries.items()}


def _tables(folder: Path, name: str) -> list[Mapping[str, Entry]]:
    """Return the tables of the files of one kind, in the order of the files' names."""
    files = sorted(folder.glob(f"{name}*.toml"))
    if not files:
        raise CatalogueError(
            tr("There is no {name}*.toml in {folder}.", name=name, folder=folder),
            tr("Install the application again."),
        )
    return [read_tables(file, translated=True) for file in files]


def _default_profile(entries: dict[str, Entry]) -> str:
    """Return the profile that the table ``default`` names, and take that table out."""
    if "default" not in entries:
        raise CatalogueError(tr("profiles.toml has no table 'default'."), tr("Put it back."))
    entry = entries.pop("default")
    name = entry.one_of("profile", entries)
    entry.finish()
    return name
