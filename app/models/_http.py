"""One streaming call to a provider: bounded, patient only as long as told, in plain errors.

Every vendor's provider uses this; what differs between vendors is not in here.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

from app.core.errors import IncompleteReply, ModelError
from app.core.exchange import ModelEvent
from app.models._refusals import Transient, refusal
from app.models._sse import SseError, SseParser

if TYPE_CHECKING:
    import aiohttp

log = structlog.get_logger(__name__)

ATTEMPTS = 4
"""Calls before the first word, at most."""
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 8.0
"""Waits between them are random up to this, doubling (full jitter)."""
RETRY_AFTER_S = 30.0
"""A provider that asks for a longer pause is believed, and the person told (seconds)."""
CONNECT_S = 10.0
START_S = 120.0
"""Until the first event: models that think, and servers that load one first, are silent (s)."""
MAX_REPLY_BYTES = 32 * 1024 * 1024
MAX_ERROR_BYTES = 64 * 1024
ERROR_S = 5.0
"""Seconds for the text of a refusal."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Wire:
    """Calls one provider. The HTTP library is loaded, and a connection opened, by the first call.

    `idle_s` bounds the silence between two events, `start_s` that before the first.
    """

    def __init__(self, address: str, idle_s: float, start_s: float = START_S) -> None:
        self.who = urlsplit(address).netloc.rpartition("@")[2]
        self._local = (urlsplit(address).hostname or "") in LOOPBACK
        self._idle_s = idle_s
        self._start_s = start_s
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close all connections; a reply being read ends with an error."""
        if session := self._session:
            self._session = None
            await session.close()

    async def payloads(
        self, url: str, headers: Mapping[str, str], body: Mapping[str, Any]
    ) -> AsyncGenerator[Any, None]:
        """Yield the JSON of each event; the text `[DONE]` ends it. Raises Transient, AppError.

        Closing it closes the connection. When it ends, the stream ended; whether the reply did
        is for the caller to know.
        """
        library = await asyncio.to_thread(_library)
        started = time.monotonic()
        try:
            response = await self._answer(library, url, headers, body)
            try:
                if response.status != 200:
                    raise refusal(
                        self.who, response.status, response.headers, await _text(response)
                    )
                self._check_type(response)
                left = self._start_s - (time.monotonic() - started)
                async for data in self._events(response, left):
                    if data == "[DONE]":
                        return
                    yield _parsed(data)
            finally:
                response.close()
        except library.ClientConnectorError as error:
            raise Transient(
                ModelError(
                    f"{self.who} cannot be reached. Check the address and whether it is running.",
                    details=str(error),
                )
            ) from error
        except (library.ClientError, OSError) as error:
            raise Transient(
                IncompleteReply(
                    f"The connection to {self.who} broke before the answer was finished.",
                    details=type(error).__name__,
                )
            ) from error

    async def _answer(
        self, library: Any, url: str, headers: Mapping[str, str], body: Mapping[str, Any]
    ) -> aiohttp.ClientResponse:
        if self._session is None:
            self._session = library.ClientSession(
                timeout=library.ClientTimeout(total=None, connect=None, sock_connect=CONNECT_S),
                cookie_jar=library.DummyCookieJar(),
                auto_decompress=False,
                trust_env=not self._local,
            )
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity", **headers}
        try:
            async with asyncio.timeout(self._start_s):
                return await self._session.post(
                    url, headers=headers, json=body, allow_redirects=False
                )
        except library.ServerTimeoutError as error:
            raise Transient(ModelError(f"{self.who} cannot be reached in time.")) from error
        except TimeoutError:
            raise ModelError(f"{self.who} did not answer in {self._start_s:.0f} seconds.") from None
        except library.InvalidURL as error:
            raise ModelError(f"The address of {self.who} is not valid.") from error

    def _check_type(self, response: aiohttp.ClientResponse) -> None:
        if response.content_type not in {"text/event-stream", "application/octet-stream"}:
            raise ModelError(
                f"{self.who} answered, but not as a chat model does. Check the address.",
                details=f"content type {response.content_type[:80]}",
            )

    async def _events(
        self, response: aiohttp.ClientResponse, left: float
    ) -> AsyncGenerator[str, None]:
        """Yield the data of each event. Only waiting counts as silence, not what callers do."""
        parser = SseParser()
        total = 0
        while True:
            before = time.monotonic()
            try:
                async with asyncio.timeout(max(left, 0.01)):
                    chunk = await response.content.readany()
            except TimeoutError:
                raise IncompleteReply(
                    f"{self.who} fell silent before the answer was finished."
                ) from None
            left -= time.monotonic() - before
            if not chunk:
                return
            total += len(chunk)
            if total > MAX_REPLY_BYTES:
                raise self._unreadable("the answer is too long")
            try:
                for data in parser.feed(chunk):
                    left = self._idle_s
                    yield data
            except SseError as error:
                raise self._unreadable(str(error)) from error

    def _unreadable(self, why: str) -> IncompleteReply:
        return IncompleteReply(f"{self.who} sent something that is not an answer.", details=why)


def _parsed(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise IncompleteReply(
            "A piece of the answer arrived damaged.", details=type(error).__name__
        ) from error


def _library() -> Any:
    """Load the HTTP library: off the loop, which 150 ms of importing would hold up."""
    import aiohttp  # noqa: PLC0415 - heavy; only who uses a provider pays for it

    return aiohttp


async def _text(response: aiohttp.ClientResponse) -> str:
    """Return the beginning of a refusal's body, whatever it is."""
    found = b""
    try:
        async with asyncio.timeout(ERROR_S):
            while len(found) < MAX_ERROR_BYTES and (chunk := await response.content.readany()):
                found += chunk
    except TimeoutError:
        pass  # what has arrived is enough to say why
    return found[:MAX_ERROR_BYTES].decode("utf-8", "replace")


async def with_retries(
    attempt: Callable[[], AsyncGenerator[ModelEvent, None]],
) -> AsyncGenerator[ModelEvent, None]:
    """Yield the events of an attempt; before its first event, a passing fault is tried again.

    Raises AppError.
    """
    for number in range(1, ATTEMPTS + 1):
        events = attempt()
        begun = False
        try:
            async for event in events:
                begun = True
                yield event
        except Transient as passing:
            if begun or number == ATTEMPTS or (passing.after or 0.0) > RETRY_AFTER_S:
                raise passing.error from passing
            wait = _wait(number, passing.after)
        else:
            return
        finally:
            await events.aclose()
        log.info("model.retry", attempt=number, wait_s=round(wait, 2))
        await asyncio.sleep(wait)


def _wait(number: int, after: float | None) -> float:
    """Return the pause after attempt `number`: what the provider asked for, or a random one."""
    if after is not None:
        return after
    return random.uniform(0, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**number))  # noqa: S311 - no secret
