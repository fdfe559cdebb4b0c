"""Which columns of a table are shown is kept from one session to the next."""

from __future__ import annotations

from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.preferences_store import PreferencesStore


def keep_columns(table: TableView, preferences: PreferencesStore) -> None:
    """Show the columns that were chosen last time, and remember what is chosen from now on.

    A column is known by the table's spoken name and its own key, so a choice holds for that
    table with other reports too.
    """
    own = f"{table.accessibleName()}/"
    kept = preferences.value.hidden_columns
    table.hide_columns(frozenset(name[len(own) :] for name in kept if name.startswith(own)))

    def remember() -> None:
        others = [name for name in preferences.value.hidden_columns if not name.startswith(own)]
        chosen = sorted(own + key for key in table.hidden)
        preferences.change(hidden_columns=(*others, *chosen))

    table.columns_chosen.connect(remember)
