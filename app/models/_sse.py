"""Server-sent events as the providers use them: only `data`, within bounds."""

from __future__ import annotations

from collections.abc import Iterator

MAX_LINE = 1024 * 1024
"""A longer line is no piece of a reply (bytes)."""
MAX_EVENT = 2 * 1024 * 1024
"""A longer event, over all its lines, is none either (bytes)."""


class SseError(ValueError):
    """The bytes are not a stream of events we can read; the text says why, for the details."""


class SseParser:
    """Turns bytes, however they are cut, into the data of complete events."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._searched = 0

    def feed(self, chunk: bytes) -> Iterator[str]:
        """Yield the data of each event that `chunk` completes. Raises SseError after the good."""
        self._rest += chunk
        while (line := self._line()) is not None:
            if not line:
                if self._data:
                    yield self._finished()
            elif line.startswith(b"data:"):
                self._keep(line[5:].removeprefix(b" "))
        if len(self._rest) > MAX_LINE:
            raise SseError("a line is too long")

    def _line(self) -> bytes | None:
        """Take a whole line, ended by \\n or \\r\\n (no provider ends one with \\r alone)."""
        end = self._rest.find(b"\n", self._searched)
        if end < 0:
            self._searched = len(self._rest)
            return None
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        self._searched = 0
        if len(line) > MAX_LINE:
            raise SseError("a line is too long")
        return line.removesuffix(b"\r")

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > MAX_EVENT:
            raise SseError("an event is too long")
        self._data.append(data)

    def _finished(self) -> str:
        data = b"\n".join(self._data)
        self._data, self._size = [], 0
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise SseError("the text is not valid UTF-8") from error
