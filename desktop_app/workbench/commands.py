"""Changes that can be undone: each knows how to do, how to undo, and its name in the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One change; `do` and `undo` are exact opposites and may run many times in turn.

    `label` follows the word Undo in a menu: ``rename vendor to Acme``.
    """

    label: str
    do: Callable[[], None]
    undo: Callable[[], None]


def compound(label: str, commands: Sequence[Command]) -> Command:
    """Return one command that does several in order, and undoes them from last to first."""

    def do() -> None:
        for command in commands:
            command.do()

    def undo() -> None:
        for command in reversed(commands):
            command.undo()

    return Command(label, do, undo)


class History:
    """Commands done and undone, with a mark where the project was last saved."""

    def __init__(self) -> None:
        self._done: list[Command] = []
        self._undone: list[Command] = []
        self._saved: object = None
        self._listeners: list[Callable[[], None]] = []

    @property
    def undo_label(self) -> str:
        """Return the name of the change that `undo` takes back, ``""`` if there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """Return the name of the change that `redo` brings back, ``""`` if there is none."""
        return self._undone[-1].label if self._undone else ""

    @property
    def mark(self) -> object:
        """Return what stands for the present state; the same object whenever it comes back."""
        return self._done[-1] if self._done else None

    @property
    def unsaved(self) -> bool:
        """Return whether anything differs from what was last saved."""
        return self._saved is not self.mark

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of the history."""
        self._listeners.append(listener)

    def push(self, command: Command) -> None:
        """Do a command and remember it; what had been undone can no longer be redone."""
        command.do()
        self._undone.clear()
        self._done.append(command)
        self._tell()

    def undo(self) -> None:
        """Take back the last change; nothing happens when there is none."""
        if self._done:
            command = self._done.pop()
            command.undo()
            self._undone.append(command)
            self._tell()

    def redo(self) -> None:
        """Bring back the change undone last; nothing happens when there is none."""
        if self._undone:
            command = self._undone.pop()
            command.do()
            self._done.append(command)
            self._tell()

    def mark_saved(self, mark: object) -> None:
        """Remember that the state of that `mark` is the one on disk.

        Saving takes time, and a change may have come while it went on.
        """
        self._saved = mark
        self._tell()

    def clear(self) -> None:
        """Forget everything (another project was opened) and count as saved."""
        self._done.clear()
        self._undone.clear()
        self.mark_saved(self.mark)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
