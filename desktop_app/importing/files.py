"""The bytes of a file; what is no file of bytes is refused before anything waits for it."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from desktop_app.domain.translating import later, tr

_OTHERS = (
    (stat.S_ISDIR, later("it is a folder")),
    (stat.S_ISFIFO, later("it is a named pipe, not a file")),
    (stat.S_ISSOCK, later("it is a socket, not a file")),
)


def require_file(path: Path) -> None:
    """Refuse what is no regular file: a pipe or a device may never come to an end.

    Raises
    ------
    OSError
        If there is nothing, or something else; `strerror` says what.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        reason = next(
            (tr(told) for is_kind, told in _OTHERS if is_kind(mode)), tr("it is no regular file")
        )
        raise OSError(errno.EINVAL, reason, str(path))


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises
    ------
    OSError
        If it can't be read or is no regular file; `strerror` says why.
    """
    require_file(path)
    return path.read_bytes()
