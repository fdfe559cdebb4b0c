"""What all tests share: they neither read nor write the user's own folders."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

_PLACES = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")

# Set before anything is imported, so that the processes that tests start inherit it.
_scratch = tempfile.mkdtemp(prefix="vendorbench-tests-")
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
os.environ.update(dict.fromkeys(_PLACES, _scratch))

# No example is judged by seconds, which a busy machine makes more of: all else stays as it is.
settings.register_profile("unhurried", parent=settings.default, deadline=None)
settings.load_profile("unhurried")
