"""What all tests share: they neither read nor write the user's own folders."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_PLACES = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")

# Set before anything is imported, so that the processes that tests start inherit it.
_scratch = tempfile.mkdtemp(prefix="vendorbench-tests-")
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
os.environ.update(dict.fromkeys(_PLACES, _scratch))
