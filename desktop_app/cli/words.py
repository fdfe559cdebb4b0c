"""What the start looks for among its arguments, apart from the parser that no window needs."""

from __future__ import annotations

COMMANDS = ("inspect", "kpis", "compare", "export", "rank")

READING = ("inspect", "kpis", "compare")
"""Commands that are given reports."""

FOLDERS_WRITTEN = ("--charts", "--save-mappings")
"""Options that are followed by a folder to write to."""

STOPPED = "stopped; nothing was changed"
"""What is said after Ctrl-C."""

HELP = ("-h", "--help", "--version")
"""Options that are the command line's even without a command."""
