"""The form for PROMETHEE's preference functions: one a KPI, with the thresholds it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import chooser, figure_line, label, scrolled
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.decide.preference_curve import ICON_SIZE, CurveView, kind_icon
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.limits import shown_limit, typed_limit
from desktop_app.presenting.method_tables import KIND_TITLES
from desktop_app.scoring.methods.promethee import PARAMETERS, check_preference
from desktop_app.scoring.model import Preference

_EXPLAINED = later(
    "How much a difference between two vendors counts, KPI by KPI. q is the largest difference "
    "that counts as none, p the smallest that counts in full (both are end points, in the KPI's "
    "own unit); s is where a Gaussian turns."
)
_NAMES = ("q", "p", "s")


class PreferencesDialog(FormDialog[dict[str, Preference]]):
    """Asks for a preference function for each of some KPIs."""

    def __init__(
        self,
        parent: QWidget | None,
        kpis: Sequence[KpiDefinition],
        preferences: Mapping[str, Preference],
    ) -> None:
        super().__init__(parent, tr("Preference functions"))
        self._kpis = tuple(kpis)
        self._others = {k: p for k, p in preferences.items() if k not in {d.id for d in kpis}}
        self.kinds: dict[str, QComboBox] = {}
        self.fields: dict[tuple[str, str], QLineEdit] = {}
        self.curves: dict[str, CurveView] = {}
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setHorizontalSpacing(SPACE * 2)
        for column, words in enumerate(
            (tr("KPI"), tr("A difference counts"), *_NAMES, tr("Curve"))
        ):
            self._grid.addWidget(label(words, "small"), 0, column)
        for row, kpi in enumerate(self._kpis, start=1):
            self._add(row, kpi, preferences.get(kpi.id, Preference()))
        self._grid.setRowStretch(len(self._kpis) + 1, 1)
        self.arrange(tr(_EXPLAINED), scrolled(rows))
        self.resize(SPACE * 126, SPACE * 66)

    def read(self) -> dict[str, Preference]:
        """Return the functions that are not the usual one, with those of KPIs not shown."""
        found = dict(self._others)
        for kpi in self._kpis:
            preference = self._preference(kpi)
            check_preference(preference, kpi.title)
            if preference.kind != "usual":
                found[kpi.id] = preference
        return found

    def _preference(self, kpi: KpiDefinition) -> Preference:
        preference = Preference(self.kinds[kpi.id].currentData())
        for name in PARAMETERS[preference.kind]:
            what = tr("{name} of {kpi}", name=name, kpi=kpi.title)
            value = typed_limit(self.fields[kpi.id, name].text() or "0", kpi, what)
            preference = replace(preference, **{name: value})  # type: ignore[arg-type]
        return preference

    def _add(self, row: int, kpi: KpiDefinition, preference: Preference) -> None:
        kind = chooser(tr("Preference function of {kpi}", kpi=kpi.title))
        for key, words in KIND_TITLES.items():
            icon = kind_icon(key, self.palette(), self.devicePixelRatioF())
            kind.addItem(icon, tr(words), key)
        kind.setCurrentIndex(kind.findData(preference.kind))
        self.kinds[kpi.id] = kind
        self._grid.addWidget(label(kpi.title), row, 0)
        self._grid.addWidget(kind, row, 1)
        for column, name in enumerate(_NAMES, start=2):
            field = figure_line()
            field.setAccessibleName(tr("{name} of {kpi}", name=name, kpi=kpi.title))
            field.setFixedWidth(SPACE * 10)
            if name in PARAMETERS[preference.kind]:
                field.setText(shown_limit(getattr(preference, name), kpi))
            field.textEdited.connect(lambda _text: self._changed(kpi))
            self.fields[kpi.id, name] = field
            self._grid.addWidget(field, row, column)
        self.curves[kpi.id] = CurveView(tr("Curve of {kpi}", kpi=kpi.title))
        self._grid.addWidget(self.curves[kpi.id], row, 2 + len(_NAMES))
        kind.setIconSize(ICON_SIZE)
        kind.currentIndexChanged.connect(lambda _place: self._show_fields(kpi))
        self._show_fields(kpi)

    def _show_fields(self, kpi: KpiDefinition) -> None:
        """Let only the thresholds be typed that the function takes."""
        names = PARAMETERS[self.kinds[kpi.id].currentData()]
        for name in _NAMES:
            self.fields[kpi.id, name].setEnabled(name in names)
        self._changed(kpi)

    def _changed(self, kpi: KpiDefinition) -> None:
        """Draw the function as it is now."""
        self.note_change()
        try:
            self.curves[kpi.id].show_preference(self._preference(kpi))
        except ScenarioError:
            # Half typed: `read` says what is wrong once it is meant.
            self.curves[kpi.id].show_preference(None)
