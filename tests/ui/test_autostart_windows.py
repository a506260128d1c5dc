"""The registry is only on Windows; elsewhere asking for it is an honest error."""

from __future__ import annotations

import sys

import pytest

from app.ui.autostart import RunKey
from app.ui.autostart_windows import RUN_KEY, UserRunValues


def test_the_run_key_is_the_users_own_or_says_that_there_is_none() -> None:
    assert RUN_KEY.endswith(r"CurrentVersion\Run")
    values = UserRunValues()
    name = "FamiliarTest"
    if sys.platform == "win32":
        values.write(name, "x")
        assert values.read(name) == "x"
        values.delete(name)
        values.delete(name)
        assert values.read(name) is None
        return
    for act in (values.read, values.delete, RunKey(values, {}).put):
        with pytest.raises(OSError, match="no registry"):
            act(name)
    with pytest.raises(OSError, match="no registry"):
        values.write(name, "x")
