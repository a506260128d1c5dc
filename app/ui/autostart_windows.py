"""The user's own Run key in the Windows registry; imported on Windows alone."""

from __future__ import annotations

import sys

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class UserRunValues:
    """Reads and writes values under HKEY_CURRENT_USER's Run key.

    Every method raises OSError where the registry refuses, and on a system that has none.
    """

    def read(self, name: str) -> str | None:
        """Return the value, or None when there is none."""
        if sys.platform != "win32":
            raise OSError("there is no registry here")
        import winreg  # noqa: PLC0415 - exists on Windows only

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                return str(winreg.QueryValueEx(key, name)[0])
        except FileNotFoundError:
            return None

    def write(self, name: str, value: str) -> None:
        """Set the value."""
        if sys.platform != "win32":
            raise OSError("there is no registry here")
        import winreg  # noqa: PLC0415 - exists on Windows only

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)

    def delete(self, name: str) -> None:
        """Remove the value; fine when there is none."""
        if sys.platform != "win32":
            raise OSError("there is no registry here")
        import winreg  # noqa: PLC0415 - exists on Windows only

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, name)
        except FileNotFoundError:
            return
