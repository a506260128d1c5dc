"""Anthropic's Messages API."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import IncompleteReply
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelEvent,
    ModelFinished,
    ModelProfile,
    PromptMessage,
    PromptRole,
    TextDelta,
    ToolCall,
)
from app.core.message import Usage
from app.core.ports import Vault
from app.core.settings import Model as ModelSettings
from app.models._http import START_S, Wire
from app.models._refusals import BadRequest, Transient, stream_refusal
from app.models._remote import going_on, key_for, number, priced, record, words
from app.models._remote_model import RemoteModel
from app.models.profiles import known

ADDRESS = "https://api.anthropic.com"
VERSION = "2023-06-01"
"""The API version this file speaks, as its documentation names it."""
CACHED: dict[str, str] = {"type": "ephemeral"}
"""Marks the end of what stays the same from turn to turn: character and tools."""

FINISHES = {
    "max_tokens": FinishReason.LENGTH,
    "model_context_window_exceeded": FinishReason.LENGTH,
    "tool_use": FinishReason.TOOL_CALLS,
    "refusal": FinishReason.CONTENT_FILTER,
}
"""Other words for an end mean that the model had said it all."""


class AnthropicModel(RemoteModel):
    """A Claude model. The key is asked for at each call."""

    def __init__(
        self,
        profile: ModelProfile,
        settings: ModelSettings,
        vault: Vault,
        start_s: float = START_S,
    ) -> None:
        address = settings.base_url.strip().rstrip("/") or ADDRESS
        super().__init__(profile, Wire(address, settings.idle_timeout_s, start_s))
        self._url = f"{address.removesuffix('/v1')}/v1/messages"
        self._secret = settings.secret
        self._vault = vault
        self._plain_sampling = False
        row = known(profile.name)
        self._prefill = row is not None and row.prefill

    async def _attempt(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        key = await key_for(self._vault, self._secret, self._wire.who)
        headers = {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}
        reply = _Reply(self._wire.who)
        payloads = self._wire.payloads(self._url, headers, self._body(request))
        del key, headers
        try:
            async for payload in payloads:
                if text := reply.take(payload):
                    yield TextDelta(text)
                if reply.stopped:
                    break
        except BadRequest as error:
            if self._plain_sampling or "temperature" not in error.said:
                raise
            self._plain_sampling = True  # newer models choose it themselves
            raise Transient(error, after=0.0) from error
        except (Transient, IncompleteReply):
            if reply.finish is None:
                raise
            # The model had said that it was finished: only the bookkeeping behind it was lost.
        finally:
            await payloads.aclose()
        if reply.finish is None:
            raise Transient(
                IncompleteReply(f"{self._wire.who} ended the answer before it was finished.")
            )
        yield reply.finished(self._profile)

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        messages = request.messages if self._prefill else going_on(request)
        system = [message.text for message in messages if message.role == PromptRole.SYSTEM]
        rest = [message for message in messages if message.role != PromptRole.SYSTEM]
        body: dict[str, Any] = {
            "model": self._profile.name,
            "max_tokens": request.max_tokens,
            "stream": True,
            "messages": _turns(rest, request.continue_reply and self._prefill),
        }
        if text := "\n\n".join(filter(str.strip, system)):
            body["system"] = [{"type": "text", "text": text, "cache_control": CACHED}]
        if request.tools:
            body["tools"] = [
                {
                    "name": tool.name,
                    "description": tool.description,
                    "input_schema": dict(tool.schema),
                }
                for tool in request.tools
            ]
        if request.sampling.temperature is not None and not self._plain_sampling:
            body["temperature"] = min(request.sampling.temperature, 1.0)  # its scale ends at 1
        return body


@dataclass
class _Block:
    id: str
    name: str
    arguments: str = ""
    whole: bool = False


@dataclass
class _Reply:
    """What has arrived of one reply. `finish` is None until the model says that it is done."""

    who: str
    finish: FinishReason | None = None
    stopped: bool = False
    model: str = ""
    usage: dict[str, int] = field(default_factory=dict)
    blocks: dict[int, _Block] = field(default_factory=dict)

    def take(self, payload: object) -> str:
        """Take in one event; return the text it adds. Raises Transient, AppError."""
        event = record(payload)
        match event.get("type"):
            case "error":
                raise stream_refusal(self.who, event.get("error"))
            case "message_start":
                message = record(event.get("message"))
                self.model = words(message.get("model"))
                self._count(message.get("usage"))
            case "content_block_start":
                self._start(number(event.get("index")), record(event.get("content_block")))
            case "content_block_delta":
                return self._delta(number(event.get("index")), record(event.get("delta")))
            case "content_block_stop":
                if block := self.blocks.get(number(event.get("index"))):
                    block.whole = True
            case "message_delta":
                self._count(event.get("usage"))
                if reason := words(record(event.get("delta")).get("stop_reason")):
                    self.finish = FINISHES.get(reason, FinishReason.STOP)
            case "message_stop":
                self.stopped = True
        return ""

    def _start(self, index: int, block: dict[str, Any]) -> None:
        if block.get("type") == "tool_use":
            self.blocks[index] = _Block(words(block.get("id")), words(block.get("name")))

    def _delta(self, index: int, delta: dict[str, Any]) -> str:
        if block := self.blocks.get(index):
            block.arguments += words(delta.get("partial_json"))
        return words(delta.get("text")) if delta.get("type") == "text_delta" else ""

    def _count(self, usage: object) -> None:
        self.usage.update({name: number(value) for name, value in record(usage).items()})

    def finished(self, profile: ModelProfile) -> ModelFinished:
        """Return the end of the reply. Tool calls are given only when the model finished them."""
        calls: tuple[ToolCall, ...] = ()
        if self.finish == FinishReason.TOOL_CALLS:
            calls = tuple(
                ToolCall(block.id, block.name, block.arguments or "{}")
                for _, block in sorted(self.blocks.items())
                if block.whole and block.name
            )
        read = self.usage.get("cache_read_input_tokens", 0)
        kept = self.usage.get("cache_creation_input_tokens", 0)
        usage = Usage(
            prompt_tokens=self.usage.get("input_tokens", 0) + read + kept,
            completion_tokens=self.usage.get("output_tokens", 0),
            cached_tokens=read,
            model_calls=1,
        )
        finish = self.finish or FinishReason.STOP
        return ModelFinished(finish, priced(usage, profile), calls, self.model)


def _turns(messages: Sequence[PromptMessage], continued: bool) -> list[dict[str, Any]]:
    """Write the turns as this API wants them: alternating, the person's first, none empty.

    With `continued` the last one is the beginning of the answer; it may not end in a blank.
    """
    turns: list[dict[str, Any]] = []
    for message in messages:
        role = "assistant" if message.role == PromptRole.ASSISTANT else "user"
        if not turns and role == "assistant":
            turns.append({"role": "user", "content": [_text("(The conversation goes on.)")]})
        if not turns or turns[-1]["role"] != role:
            turns.append({"role": role, "content": []})
        turns[-1]["content"] += _blocks(message)
    for turn in turns:
        turn["content"] = turn["content"] or [_text("…")]
    if continued:
        last = turns[-1]["content"][-1]
        last["text"] = last.get("text", "").rstrip() or "…"
    return turns


def _blocks(message: PromptMessage) -> list[dict[str, Any]]:
    if message.role == PromptRole.TOOL:
        result = {"tool_use_id": message.tool_call_id, "content": message.text}
        return [{"type": "tool_result", **result}]
    blocks = [_text(message.text)] if message.text.strip() else []
    blocks += [
        {"type": "tool_use", "id": call.id, "name": call.name, "input": _input(call.arguments)}
        for call in message.tool_calls
    ]
    return blocks


def _input(arguments: str) -> dict[str, Any]:
    """Return a call's arguments as the object this API wants; broken ones as none."""
    try:
        return record(json.loads(arguments))
    except ValueError:
        return {}


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}
