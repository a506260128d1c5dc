"""Turns what SQLite says into what a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.core.errors import LowDisk, StoreError

_DAMAGED = (
    "The database file is damaged. Restore a backup, or move the file away to start afresh. "
    "Nothing in it has been changed."
)
_PLAIN = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: "The database may not be written to. Check who owns its folder.",
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened. Check its folder's permissions.",
    sqlite3.SQLITE_PERM: "The database file cannot be opened. Check its folder's permissions.",
    sqlite3.SQLITE_BUSY: "Another program is holding the database. Close it and try again.",
    sqlite3.SQLITE_LOCKED: "Another program is holding the database. Close it and try again.",
    sqlite3.SQLITE_IOERR: "The disk reported an error while the database was used.",
    sqlite3.SQLITE_CONSTRAINT: "This belongs to a conversation or an agent that no longer exists.",
}


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Raise StoreError, or LowDisk, for whatever the database refuses inside the block."""
    try:
        yield
    except DBAPIError as error:
        raise plain(error.orig if isinstance(error.orig, sqlite3.Error) else error) from error
    except sqlite3.Error as error:
        raise plain(error) from error


def plain(error: Exception) -> StoreError:
    """Return the error for people; what SQLite said stays in its details."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return LowDisk("The disk is full. Free some space; nothing was lost.", details=str(error))
    text = _PLAIN.get(code, "The database refused this. The log has the details.")
    return StoreError(text, details=str(error))
