"""The user's folders are those that every program of the desktop would use."""

from __future__ import annotations

import sys

import platformdirs
import pytest

from desktop_app import paths


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere they are platformdirs'")
@pytest.mark.parametrize("given", ["", "relative", "own"])
def test_the_folders_are_where_platformdirs_has_them(monkeypatch, tmp_path, given):
    where = {"own": str(tmp_path / "own")}.get(given, given)
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, where)
    name = paths.APP_NAME
    assert paths.user_data() == platformdirs.user_data_path(name, appauthor=False)
    assert paths.user_log() == platformdirs.user_log_path(name, appauthor=False)
    assert paths.user_log().is_dir()
