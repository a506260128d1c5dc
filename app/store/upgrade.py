"""Brings a database file to the newest revision, in one transaction: all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from app.core.errors import StoreError
from app.store.schema import HEAD, make_new


def bring_up(connection: Connection) -> bool:
    """Upgrade if an upgrade is due, and say whether it was; alembic is imported only then.

    An empty file is given the newest shape at once, without alembic.

    Raises StoreError for a file that a newer version of the program has written: it is not touched.
    """
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.rollback()
    if found == HEAD:
        return False
    if found > HEAD:
        raise StoreError(
            "The database was written by a newer version of Familiar "
            f"(revision {found}; this version knows {HEAD}). Install the newer version again."
        )
    with connection.begin():
        if _empty(connection):
            make_new(connection)
        else:
            _run(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {HEAD:d}")
    return True


def _empty(connection: Connection) -> bool:
    parts = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return int(parts) == 0


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 15 MB, and only when an upgrade is due
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{HEAD:04d}")
