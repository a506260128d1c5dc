"""Chat completions as OpenAI defined them; Ollama, LM Studio, vLLM and llama.cpp speak them too."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

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
from app.core.persona import estimate_tokens
from app.core.ports import Vault
from app.core.settings import Model as ModelSettings
from app.models._http import START_S, Wire
from app.models._refusals import BadRequest, Transient, stream_refusal
from app.models._remote import going_on, items, key_for, number, priced, record, words
from app.models._remote_model import RemoteModel

ADDRESS = "https://api.openai.com/v1"
OPTIONAL = ("temperature", "top_p", "stream_options", "tools")
"""Fields that some servers refuse; a call is made again without the one that was named."""

FINISHES = {
    "length": FinishReason.LENGTH,
    "max_tokens": FinishReason.LENGTH,
    "tool_calls": FinishReason.TOOL_CALLS,
    "function_call": FinishReason.TOOL_CALLS,
    "content_filter": FinishReason.CONTENT_FILTER,
}
"""Other words for an end mean that the model had said it all."""


class OpenAIChatModel(RemoteModel):
    """A model behind a chat-completions address. The key is asked for at each call."""

    def __init__(
        self,
        profile: ModelProfile,
        settings: ModelSettings,
        vault: Vault,
        start_s: float = START_S,
    ) -> None:
        address = _address(settings.base_url)
        super().__init__(profile, Wire(address, settings.idle_timeout_s, start_s))
        self._url = f"{address}/chat/completions"
        self._secret = settings.secret
        self._vault = vault
        self._refused: set[str] = set()
        self._limit = "max_tokens"
        if urlsplit(address).hostname == "api.openai.com":
            self._limit = "max_completion_tokens"

    async def _attempt(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        key = await key_for(self._vault, self._secret, self._wire.who)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        reply = _Reply(self._wire.who)
        payloads = self._wire.payloads(self._url, headers, self._body(request))
        del key, headers
        try:
            async for payload in payloads:
                if text := reply.take(payload):
                    yield TextDelta(text)
        except BadRequest as error:
            if not self._adapt(error.said):
                raise
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
        yield reply.finished(request, self._profile)

    def _body(self, request: ChatRequest) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._profile.name,
            "messages": [_message(message) for message in going_on(request)],
            "stream": True,
            "stream_options": {"include_usage": True},
            self._limit: request.max_tokens,
        }
        if request.sampling.temperature is not None:
            body["temperature"] = request.sampling.temperature
        if request.sampling.top_p is not None:
            body["top_p"] = request.sampling.top_p
        if request.tools:
            body["tools"] = [
                {
                    "type": "function",
                    "function": {
                        "name": tool.name,
                        "description": tool.description,
                        "parameters": dict(tool.schema),
                    },
                }
                for tool in request.tools
            ]
        return {name: value for name, value in body.items() if name not in self._refused}

    def _adapt(self, said: str) -> bool:
        """Leave out, or rename, the field a refusal names; False when there is none."""
        for limit in ("max_completion_tokens", "max_tokens"):
            if self._limit != limit and f"'{limit}' instead" in said:
                self._limit = limit
                return True
        for name in OPTIONAL:
            if name in said and name not in self._refused:
                self._refused.add(name)
                return True
        return False


@dataclass
class _Call:
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass
class _Reply:
    """What has arrived of one reply. `finish` is None until the model says that it is done."""

    who: str
    finish: FinishReason | None = None
    text: str = ""
    model: str = ""
    usage: dict[str, Any] = field(default_factory=dict)
    calls: dict[int, _Call] = field(default_factory=dict)

    def take(self, payload: object) -> str:
        """Take in one event; return the text it adds. Raises Transient, AppError."""
        chunk = record(payload)
        if error := chunk.get("error"):
            raise stream_refusal(self.who, error)
        self.model = words(chunk.get("model")) or self.model
        self.usage = record(chunk.get("usage")) or self.usage
        text = ""
        for choice in map(record, items(chunk.get("choices"))[:1]):
            delta = record(choice.get("delta"))
            text += words(delta.get("content"))
            for call in items(delta.get("tool_calls")):
                self._take_call(record(call))
            if reason := words(choice.get("finish_reason")):
                self.finish = FINISHES.get(reason, FinishReason.STOP)
        self.text += text
        return text

    def _take_call(self, part: dict[str, Any]) -> None:
        index = number(part.get("index"))
        function = record(part.get("function"))
        call = self.calls.setdefault(index, _Call())
        call.id = words(part.get("id")) or call.id
        call.name = call.name or words(function.get("name"))
        arguments = function.get("arguments")
        # Ollama gives the arguments as an object instead of its text.
        call.arguments += json.dumps(arguments) if isinstance(arguments, dict) else words(arguments)

    def finished(self, request: ChatRequest, profile: ModelProfile) -> ModelFinished:
        """Return the end of the reply. Tool calls are given only when the model finished them."""
        finish = self.finish or FinishReason.STOP
        calls: tuple[ToolCall, ...] = ()
        if finish in {FinishReason.STOP, FinishReason.TOOL_CALLS}:
            calls = tuple(
                ToolCall(call.id or f"call_{index}", call.name, call.arguments or "{}")
                for index, call in sorted(self.calls.items())
                if call.name
            )
            finish = FinishReason.TOOL_CALLS if calls else FinishReason.STOP
        return ModelFinished(finish, self._usage(request, profile), calls, self.model)

    def _usage(self, request: ChatRequest, profile: ModelProfile) -> Usage:
        if not self.usage:
            # A server that does not count: an estimate, and so no cost.
            prompt = sum(estimate_tokens(message.text) for message in request.messages)
            return Usage(prompt, estimate_tokens(self.text), model_calls=1)
        details = record(self.usage.get("prompt_tokens_details"))
        return priced(
            Usage(
                prompt_tokens=number(self.usage.get("prompt_tokens")),
                completion_tokens=number(self.usage.get("completion_tokens")),
                cached_tokens=number(details.get("cached_tokens")),
                model_calls=1,
            ),
            profile,
        )


def _address(base_url: str) -> str:
    """Return the address without a slash at its end; one without a path gets the usual `/v1`."""
    address = base_url.strip().rstrip("/") or ADDRESS
    return address if urlsplit(address).path else f"{address}/v1"


def _message(message: PromptMessage) -> dict[str, Any]:
    if message.role == PromptRole.TOOL:
        return {"role": "tool", "tool_call_id": message.tool_call_id, "content": message.text}
    written: dict[str, Any] = {"role": message.role.value, "content": message.text}
    if message.tool_calls:
        written["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.tool_calls
        ]
    return written
