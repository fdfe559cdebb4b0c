from __future__ import annotations

from desktop_app.workbench.commands import Command, History, compound


class Notebook:
    """A value that commands change."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def add(self, word: str) -> Command:
        return Command(f"add {word}", lambda: self.words.append(word), lambda: self._take(word))

    def _take(self, word: str) -> None:
        assert self.words.pop() == word


def test_undo_takes_back_the_last_change_and_redo_brings_it_again():
    book, history = Notebook(), History()
    history.push(book.add("one"))
    history.push(book.add("two"))
    history.undo()
    assert book.words == ["one"]
    history.redo()
    assert book.words == ["one", "two"]


def test_labels_name_what_would_happen():
    book, history = Notebook(), History()
    assert (history.undo_label, history.redo_label) == ("", "")
    history.push(book.add("one"))
    assert (history.undo_label, history.redo_label) == ("add one", "")
    history.undo()
    assert (history.undo_label, history.redo_label) == ("", "add one")


def test_nothing_to_undo_or_redo_is_no_matter():
    history = History()
    history.undo()
    history.redo()
    assert not history.unsaved


def test_a_new_change_forgets_what_was_undone():
    book, history = Notebook(), History()
    history.push(book.add("one"))
    history.undo()
    history.push(book.add("other"))
    history.redo()
    assert book.words == ["other"]


def test_a_compound_is_undone_from_last_to_first():
    book, history = Notebook(), History()
    history.push(compound("add both", [book.add("one"), book.add("two")]))
    assert book.words == ["one", "two"]
    history.undo()
    assert book.words == []


def test_saved_follows_undo_and_redo():
    book, history = Notebook(), History()
    history.push(book.add("one"))
    assert history.unsaved
    history.mark_saved(history.mark)
    assert not history.unsaved
    history.undo()
    assert history.unsaved
    history.redo()
    assert not history.unsaved


def test_a_saved_state_that_no_undo_reaches_stays_unsaved():
    book, history = Notebook(), History()
    history.push(book.add("one"))
    history.mark_saved(history.mark)
    history.undo()
    history.push(book.add("other"))
    assert history.unsaved
    history.undo()
    assert history.unsaved


def test_a_change_during_saving_is_not_taken_for_saved():
    book, history = Notebook(), History()
    history.push(book.add("one"))
    mark = history.mark
    history.push(book.add("two"))
    history.mark_saved(mark)
    assert history.unsaved
    history.undo()
    assert not history.unsaved


def test_listeners_hear_of_every_change():
    book, history = Notebook(), History()
    heard: list[str] = []
    history.subscribe(lambda: heard.append(history.undo_label))
    history.push(book.add("one"))
    history.undo()
    history.redo()
    history.clear()
    assert heard == ["add one", "", "add one", ""]
