"""Which columns of a table are shown is kept from one session to the next."""

from __future__ import annotations

from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.preferences_store import PreferencesStore


def keep_columns(table: TableView, name: str, preferences: PreferencesStore) -> None:
    """Show the columns that were chosen last time, and remember what is chosen from now on.

    A column is known by the table's name, which is the same in all languages, and its own key,
    so a choice holds for that table with other reports too.
    """
    own = f"{name}/"
    kept = preferences.value.hidden_columns
    table.hide_columns(frozenset(one[len(own) :] for one in kept if one.startswith(own)))

    def remember() -> None:
        others = [one for one in preferences.value.hidden_columns if not one.startswith(own)]
        chosen = sorted(own + key for key in table.hidden)
        preferences.change(hidden_columns=(*others, *chosen))

    table.columns_chosen.connect(remember)
