"""Taking characters in: looked at first, then kept as the owner chose, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from app.core.agents import AgentInfo
from app.core.arrival import Arrival, Choices, SameName, SecretsTo, Shelves, TakenIn
from app.core.characters.diff import changes
from app.core.characters.forms import edited, parse_character
from app.core.characters.texts import shown
from app.core.errors import AppError, ConfigError, VaultUnavailable
from app.core.message import new_id
from app.core.tasks import spawn

log = structlog.get_logger(__name__)

Document = Mapping[str, Any]


class Intake:
    """The way in for character files. Nothing of a file is kept before `take_in`."""

    def __init__(self, shelves: Shelves) -> None:
        self._in = shelves

    async def look(self, path: Path) -> Arrival:
        """Read a file or folder and say what it would bring; keeps nothing.

        Raises ConfigError, in one sentence, for what is no character.
        """
        found = await self._in.read(path)
        name = found.file.character.name
        same = await self._in.named(name)
        if same is None:
            return Arrival(path, found.file, found.report, found.secrets, free_name=name)
        old, new = self._in.agents.document(same.id), found.file.document
        return Arrival(
            path,
            found.file,
            found.report,
            found.secrets,
            same,
            changes(parse_character(old), found.file.character),
            identical=new == old,
            free_name=await self._in.free_name(name),
        )

    async def take_in(self, arrival: Arrival, choices: Choices) -> TakenIn:
        """Make an agent of an arrival, or a new version of the one with its name.

        Keys go to the keyring first and are taken out of what is kept. Raises ConfigError when
        the choices leave a question open (the text says which), VaultUnavailable when there is no
        keyring for them; nothing is kept then.
        """
        async with self._in.lock:
            document, secrets = arrival.file.document, arrival.secrets
            same = await self._in.named(arrival.file.character.name)
            if same is not None and choices.same_name is SameName.REFUSE:
                return self._same(same, document)
            if secrets and choices.secrets is SecretsTo.REFUSE:
                raise ConfigError(
                    f"The file holds keys ({', '.join(sorted(secrets))}). Say whether they go to "
                    "the keyring or are left out; nothing was imported."
                )
            replaces = same if choices.same_name is SameName.REPLACE else None
            if same is not None and replaces is None:
                name = choices.name or await self._in.free_name(same.name)
                document = edited(document, {"name": name})
            await self._refuse_taken(document, replaces)
            kept = choices.secrets is SecretsTo.KEYRING
            stored = await self._kept(document, secrets if kept else {})
            try:
                agent = await self._settle(arrival, document, replaces)
            except BaseException:
                await self._take_back(stored)
                raise
            left = () if kept else tuple(sorted(secrets))
            return TakenIn(agent, tuple(stored), left, replaced=replaces is not None)

    def _same(self, same: AgentInfo, document: Document) -> TakenIn:
        if document == self._in.agents.document(same.id):
            return TakenIn(same, unchanged=True)
        raise ConfigError(
            f"There is already an agent called {same.name}. Keep both under different names, or "
            "replace it; nothing was overwritten."
        )

    async def _refuse_taken(self, document: Document, replaces: AgentInfo | None) -> None:
        """Refuse before anything is stored anywhere."""
        taken = await self._in.named(parse_character(document).name)
        if taken is not None and (replaces is None or taken.id != replaces.id):
            raise ConfigError(
                f"There is already an agent called {taken.name}. Choose another name; nothing was "
                "imported."
            )

    async def _settle(
        self, arrival: Arrival, document: Document, replaces: AgentInfo | None
    ) -> AgentInfo:
        """Keep what is no text first, so that no agent is ever without its card."""
        file, origin = arrival.file, shown(arrival.path, 1_000)
        note = f"Imported from {shown(arrival.path.name)}"
        if replaces is not None:
            versions = await self._in.store.versions(replaces.id)
            number = versions[0].number + 1 if versions else 1
            await asyncio.to_thread(
                self._in.shelf.keep, replaces.id, number, file.container, file.picture, file.rest
            )
            return await self._in.agents.replace(replaces.id, document, note)
        own = parse_character(document).id
        taken = {info.id for info in await self._in.agents.list()}
        agent_id = new_id() if own in taken else own
        await asyncio.to_thread(
            self._in.shelf.keep, agent_id, 1, file.container, file.picture, file.rest
        )
        try:
            return await self._in.agents.add(document, origin, note, agent_id=agent_id)
        except BaseException:
            await asyncio.to_thread(self._in.shelf.drop, agent_id)
            raise

    async def _keep_secrets(
        self, document: Document, secrets: Mapping[str, str]
    ) -> dict[str, str | None]:
        """Store the keys of a character under `agent/key`; return each name with what it held.

        A key of several lines is kept in one, with its line ends as \\n, as in environment files.
        """
        name = parse_character(document).name
        here = set(await self._in.vault.names()) if secrets else set()
        stored: dict[str, str | None] = {}
        for key, value in sorted(secrets.items()):
            if not value.strip():
                continue
            full = f"{name}/{key}"
            try:
                before = await self._in.vault.get(full) if full in here else None
                await self._in.vault.set(full, _in_one_line(value))
            except AppError as error:
                await self._take_back(stored)
                raise _unkept(error, sorted(secrets), key) from error
            stored[full] = before
        return stored

    async def _kept(self, document: Document, secrets: Mapping[str, str]) -> dict[str, str | None]:
        """Store the keys to the end, also when the owner closes the dialog meanwhile: they are
        then taken back, since a key must not stay behind alone."""

        async def work() -> dict[str, str | None] | AppError:
            try:
                return await self._keep_secrets(document, secrets)
            except AppError as error:
                return error

        task = spawn(work(), "keys")
        try:
            done = await asyncio.shield(task)
        except asyncio.CancelledError:
            done = await task
            await self._take_back(done if isinstance(done, dict) else {})
            raise
        if isinstance(done, AppError):
            raise done
        return done

    async def _take_back(self, stored: Mapping[str, str | None]) -> None:
        """Let the keyring hold what it held before."""
        for name, before in stored.items():
            try:
                if before is None:
                    await self._in.vault.delete(name)
                else:
                    await self._in.vault.set(name, before)
            except AppError as error:
                log.warning("intake.key_left", name=name, reason=error.text)


def _unkept(error: AppError, names: list[str], key: str) -> AppError:
    """Return the error in the words of an import; its class tells the window what to offer."""
    absent = isinstance(error, VaultUnavailable)
    why = "they can only be kept in a keyring" if absent else f"the keyring cannot hold {key}"
    return type(error)(
        f"The file holds keys ({', '.join(names)}), and {why}. {error.text} Or leave them out. "
        "Nothing was imported.",
        details=error.details,
    )


def _in_one_line(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\n", "\\n")
