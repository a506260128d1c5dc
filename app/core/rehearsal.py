"""Trying a character out while it is being written: answered by the real model, kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from app.core.characters.character import Character
from app.core.errors import AppError, IncompleteReply, ModelError, NotReady
from app.core.exchange import ChatRequest, FinishReason, ModelFinished, ModelProfile
from app.core.message import OWNER_ID, Delta, Failed, Message, Speaker, new_id
from app.core.model_stream import stream_until
from app.core.models import ModelDesk
from app.core.ports import Clock
from app.core.prompt import BuiltPrompt, Said, build_prompt
from app.core.settings import SettingsStore

PLACE = "rehearsal"
"""Names the conversation to the model's engine; no room of the store is called so."""

STOPPED = "You stopped it."
TOO_LONG = "It reached the longest reply that is set for this model."


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The reply is over. `reason` says in plain words why it broke off, '' when it is whole."""

    text: str
    reason: str = ""


RehearsalEvent = Delta | Rehearsed | Failed
"""Any number of `Delta`, then exactly one `Rehearsed` or `Failed`."""


class Rehearsal:
    """A conversation in this process alone: no memory, no trace, nothing in the store.

    The character comes with each message, so that it answers as it is at that moment. Without the
    agent's memory, its answers draw on the character and on this conversation only.
    """

    def __init__(self, models: ModelDesk, settings: SettingsStore, clock: Clock) -> None:
        self._models = models
        self._settings = settings
        self._clock = clock
        self._history: list[Said] = []
        self._stop: asyncio.Event | None = None

    @property
    def answering(self) -> bool:
        """Whether a reply is being written."""
        return self._stop is not None

    async def say(self, character: Character, text: str) -> AsyncGenerator[RehearsalEvent, None]:
        """Say something to the character as it is now and yield its reply, one at a time.

        An error of the model comes as `Failed` when nothing was written, and the message is then
        forgotten; else as the reason why the reply broke off. Closing the iteration forgets both.
        """
        if self._stop is not None:
            yield Failed(NotReady("It is still answering. Wait for it, or stop it first."))
            return
        stop = self._stop = asyncio.Event()
        history = self._history
        message = self._message(character, Speaker.USER, text)
        written, reason = "", ""
        try:
            model = await self._models.current()
            prompt = self._prompt(character, model.profile, message)
            request = self._request(prompt, model.profile)
            finish: FinishReason | None = None
            async with aclosing(stream_until(model, request, stop)) as events:
                async for event in events:
                    if isinstance(event, ModelFinished):
                        finish = event.finish
                    elif event.text:
                        written += event.text
                        yield Delta(event.text)
            reason = _reason(finish, written)
        except AppError as error:
            if not written.strip():
                yield Failed(error)
                return
            reason = error.text
        finally:
            if self._stop is stop:
                self._stop = None
        del history[: prompt.first]
        history.append(Said(message, prompt.rendered))
        history.append(Said(self._message(character, Speaker.AGENT, written), written))
        yield Rehearsed(written, reason)

    def stop(self) -> None:
        """Stop the reply being written; what is there of it stays. Without one, nothing happens."""
        if self._stop is not None:
            self._stop.set()

    def reset(self) -> None:
        """Begin anew: what was said is forgotten, and a reply being written is stopped."""
        self.stop()
        self._stop = None
        self._history = []

    def _message(self, character: Character, speaker: Speaker, text: str) -> Message:
        own = speaker is Speaker.USER
        return Message(
            id=new_id(),
            room_id=PLACE,
            agent_id=character.id,
            speaker=speaker,
            author_id=OWNER_ID if own else character.id,
            author="" if own else character.name,
            text=text,
            at=self._clock.now(),
            source=PLACE,
        )

    def _prompt(self, character: Character, profile: ModelProfile, message: Message) -> BuiltPrompt:
        return build_prompt(
            character=character,
            profile=profile,
            history=self._history,
            recalled=(),
            message=message,
            clock=self._clock.now().astimezone(),
        )

    def _request(self, prompt: BuiltPrompt, profile: ModelProfile) -> ChatRequest:
        settings, sampling = self._settings.current.model, profile.sampling
        if settings.temperature is not None:
            sampling = replace(sampling, temperature=settings.temperature)
        return ChatRequest(
            messages=prompt.messages,
            conversation=PLACE,
            max_tokens=min(settings.max_reply_tokens, profile.reply_tokens),
            sampling=sampling,
        )


def _reason(finish: FinishReason | None, written: str) -> str:
    """Return why a reply broke off, '' for a whole one. Raises ModelError when there is none."""
    if finish is None:
        if not written.strip():
            raise ModelError("You stopped it before the first word.")
        return STOPPED
    if finish is FinishReason.CONTENT_FILTER:
        raise IncompleteReply("The provider's content filter cut this answer off.")
    if not written.strip():
        raise ModelError("The model gave an empty answer. Try again or choose another model.")
    return TOO_LONG if finish is FinishReason.LENGTH else ""
