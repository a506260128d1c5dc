"""A model's answer as a stream that can be stopped at once, and that always ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import structlog

from app.core.errors import AppError, IncompleteReply, ModelError
from app.core.exchange import ChatRequest, ModelEvent, ModelFinished, TextDelta
from app.core.ports import ChatModel
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

_Events = asyncio.Queue[TextDelta | ModelFinished | AppError | None]


async def stream_until(
    model: ChatModel, request: ChatRequest, stop: asyncio.Event
) -> AsyncGenerator[ModelEvent, None]:
    """Yield the model's events until it has finished, or `stop` is set.

    Setting `stop` ends the iteration at once, whatever the model is waiting for, and closes the
    call. Raises the model's AppError; IncompleteReply when it ended without `ModelFinished`; and
    ModelError for a bug in the edge, whose traceback is in the log.
    """
    events: _Events = asyncio.Queue()
    reader = spawn(_pump(model, request, events), "model-stream")
    stopper = spawn(_when_set(stop, events), "model-stop")
    try:
        event = await events.get()
        while event is not None:
            following: TextDelta | ModelFinished | AppError | None = None
            if isinstance(event, AppError):
                raise event
            if isinstance(event, TextDelta):
                event, following = _joined(event, events)
            yield event
            if isinstance(event, ModelFinished):
                return
            event = following or await events.get()
    finally:
        await end(stopper, reader)


def _joined(
    first: TextDelta, events: _Events
) -> tuple[TextDelta, TextDelta | ModelFinished | AppError | None]:
    """Join what has already come: a fast model sends many pieces at once, and each would cost
    every listener a turn of the loop. Returns the text, and what came after it if anything did.
    """
    text = first.text
    while not events.empty():
        event = events.get_nowait()
        if event is None:
            events.put_nowait(None)
            break
        if not isinstance(event, TextDelta):
            return TextDelta(text), event
        text += event.text
    return TextDelta(text), None


async def _pump(
    model: ChatModel,
    request: ChatRequest,
    events: _Events,
) -> None:
    """Move the model's events into the queue; its error is the last of them."""
    stream = model.stream(request)
    try:
        async for event in stream:
            events.put_nowait(event)
    except AppError as error:
        events.put_nowait(error)
    except Exception as error:
        # Not an AppError, so a bug in the edge: the traceback goes to the log, and the turn must
        # still end instead of waiting for ever.
        log.exception("model.unexpected")
        events.put_nowait(ModelError("Something unexpected went wrong.", details=str(error)))
    else:
        events.put_nowait(IncompleteReply("The answer ended before it was finished."))
    finally:
        await stream.aclose()


async def _when_set(stop: asyncio.Event, events: _Events) -> None:
    await stop.wait()
    events.put_nowait(None)
