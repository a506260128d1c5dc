"""Keyrings that misbehave as no real one can be made to on demand: keyring's own interface."""

from __future__ import annotations

import threading

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError


class LosingKeyring(KeyringBackend):
    """Takes every value and gives back nothing."""

    priority = 1

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        return None

    def delete_password(self, service: str, username: str) -> None:
        del service, username


class RefusingKeyring(LosingKeyring):
    """Fails in its own way, as KWallet or Windows may."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError("error 1312")


class SilentKeyring(LosingKeyring):
    """Waits for a dialog that nobody answers, until `answer` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait(30)
        return "late"
