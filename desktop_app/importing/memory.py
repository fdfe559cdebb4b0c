"""How much memory another process holds, on every system."""

from __future__ import annotations

import psutil


def held_by(pid: int) -> int:
    """Return the bytes of memory that a process holds, 0 for one that has ended.

    What it has touched, and on Windows what it has asked for, which the system has promised.
    """
    try:
        memory = psutil.Process(pid).memory_info()
    except psutil.Error:
        return 0
    return int(max(memory.rss, getattr(memory, "private", 0)))
