"""What a character has that is no text: its picture, and the rest of the card it came in.

One folder per agent under `Paths.characters`. A file's name begins with the number of the version
from which on it counts, so that an older version finds its own. `chosen` is a picture the owner
picked; it wins over all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from app.core.characters.contents import Container
from app.core.errors import ConfigError, StoreError
from app.core.message import is_uuid, stable_id
from app.core.paths import write_whole

MAX_PICTURE_BYTES = 20_000_000

_CHOSEN = "chosen"
_PICTURE = "picture"
_KINDS = (_PICTURE, Container.PNG.value, Container.CHARX.value)
_NAME = re.compile(r"(\d{6})\.(picture|png|charx)")
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Shelf:
    """The folders of all agents. Every method is quick, but reads or writes the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def picture(self, agent_id: str) -> Path | None:
        """Return the picture file to show, None when there is none. Qt must look at its size
        before decoding it: it comes from outside."""
        place = self._place(agent_id)
        chosen = place / _CHOSEN
        if chosen.is_file():
            return chosen
        return self._newest(agent_id, _PICTURE, Container.PNG.value)

    def rests(self, agent_id: str) -> dict[Container, bytes]:
        """Return what is kept of the container the character came in. Raises StoreError."""
        path = self._newest(agent_id, Container.PNG.value, Container.CHARX.value)
        if path is None:
            return {}
        try:
            return {Container(path.suffix[1:]): path.read_bytes()}
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}.") from error

    def keep(
        self, agent_id: str, number: int, container: Container, picture: bytes, rest: bytes
    ) -> None:
        """Keep a picture and the rest of a container from version `number` on.

        A PNG card's rest is its picture and kept once. Raises StoreError.
        """
        parts = {container.value: rest} if container in (Container.PNG, Container.CHARX) else {}
        if container is not Container.PNG:
            parts[_PICTURE] = picture
        for kind, content in parts.items():
            if content:
                self._write(agent_id, f"{number:06d}.{kind}", content)

    def choose(self, agent_id: str, picture: Path | None) -> None:
        """Show a PNG or JPEG file's picture, or with None the character's own. Raises ConfigError
        for a file that is neither, StoreError when the disk refuses."""
        if picture is None:
            (self._place(agent_id) / _CHOSEN).unlink(missing_ok=True)
            return
        try:
            with picture.open("rb") as file:
                content = file.read(MAX_PICTURE_BYTES + 1)
        except OSError as error:
            raise ConfigError(f"{picture} cannot be read: {error.strerror}.") from error
        if len(content) > MAX_PICTURE_BYTES:
            raise ConfigError(f"{picture.name} is larger than 20 MB. Choose a smaller picture.")
        if not content.startswith(_MAGIC):
            raise ConfigError(f"{picture.name} is no PNG or JPEG picture.")
        self._write(agent_id, _CHOSEN, content)

    def carry_over(self, agent_id: str, version: int, to: int) -> None:
        """Let version `to` have what `version` had, as it goes back to it."""
        for kind in _KINDS:
            old = self._newest(agent_id, kind, until=version)
            if old is not None and old != self._newest(agent_id, kind):
                self._write(agent_id, f"{to:06d}.{kind}", old.read_bytes())

    def copy(self, agent_id: str, to: str) -> None:
        """Give another agent what this one has now, as of its first version."""
        for kind in _KINDS:
            if (path := self._newest(agent_id, kind)) is not None:
                self._write(to, f"{1:06d}.{kind}", path.read_bytes())
        chosen = self._place(agent_id) / _CHOSEN
        if chosen.is_file():
            self._write(to, _CHOSEN, chosen.read_bytes())

    def drop(self, agent_id: str) -> None:
        """Remove all of an agent's files."""
        shutil.rmtree(self._place(agent_id), ignore_errors=True)

    def _place(self, agent_id: str) -> Path:
        # An id is a UUID in all but tests; anything else must not become a path.
        return self._folder / (agent_id if is_uuid(agent_id) else stable_id("shelf", agent_id))

    def _newest(self, agent_id: str, *kinds: str, until: int = 999_999) -> Path | None:
        place = self._place(agent_id)
        if not place.is_dir():
            return None
        found = [
            path
            for path in place.iterdir()
            if (name := _NAME.fullmatch(path.name)) and name[2] in kinds and int(name[1]) <= until
        ]
        return max(found, default=None)

    def _write(self, agent_id: str, name: str, content: bytes) -> None:
        place = self._place(agent_id)
        try:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(place / name, content)
        except OSError as error:
            raise StoreError(f"The library could not be written: {error.strerror}.") from error
