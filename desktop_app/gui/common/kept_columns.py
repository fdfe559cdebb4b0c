"""Which columns of tables are shown is kept from one session to the next."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.preferences_store import PreferencesStore

_KEPT = "columns kept"


def keep_columns(tables: Iterable[TableView], preferences: PreferencesStore) -> None:
    """Show the columns that were chosen last time, and remember what is chosen from now on.

    A column is known by the table's spoken name and its own key, so a choice holds for that
    table with other reports too. Tables that are kept already are passed over, so that this can
    be called again whenever a page may have made more of them.
    """
    for table in tables:
        if table.property(_KEPT):
            continue
        table.setProperty(_KEPT, True)
        own = f"{table.accessibleName()}/"
        hidden = preferences.value.hidden_columns
        table.hide_columns(frozenset(name[len(own) :] for name in hidden if name.startswith(own)))
        table.columns_chosen.connect(lambda table=table: _remember(table, preferences))


def _remember(table: TableView, preferences: PreferencesStore) -> None:
    own = f"{table.accessibleName()}/"
    others = [name for name in preferences.value.hidden_columns if not name.startswith(own)]
    chosen = sorted(own + key for key in table.hidden)
    preferences.change(hidden_columns=(*others, *chosen))
