"""What crosses the wall to a model: the request, what comes back, and what a model can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.message import Usage


class PromptStyle(StrEnum):
    """`FULL` for models that follow instructions well, `PLAIN` for tiny ones."""

    FULL = "full"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen. None leaves the choice to the model's own server."""

    temperature: float | None = None
    top_p: float | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None


@dataclass(frozen=True, slots=True)
class ModelProfile:
    """What a model can do, as data.

    `context_tokens` is the whole window, prompt and reply. `stable_tokens` bounds character and
    tools, `history_tokens` the conversation, `recall_tokens` recalled memories; recall makes up
    for a short history, and the sum keeps a plain message below 2,000 tokens. `starter` marks the
    tiny shipped model: the window says so where its answers stand. Prices are US dollars per
    million tokens.
    """

    name: str
    label: str
    context_tokens: int
    local: bool
    style: PromptStyle = PromptStyle.FULL
    tools: bool = False
    starter: bool = False
    stable_tokens: int = 6_000
    recall_tokens: int = 400
    history_tokens: int = 1_000
    reply_tokens: int = 1_024
    sampling: Sampling = field(default_factory=Sampling)
    price_in: float | None = None
    price_out: float | None = None


class PromptRole(StrEnum):
    """Who a part of the prompt is from. Untrusted text is never `SYSTEM`."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model asks for an action. `arguments` is the JSON text as the model wrote it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of a prompt. A `TOOL` message answers the call `tool_call_id`."""

    role: PromptRole
    text: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool the model may call; `schema` is the JSON Schema of its arguments."""

    name: str
    description: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One model call.

    `conversation` names what shares a prefix (the room), for engines that keep a prefix cache.
    With `continue_reply`, the last message is an `ASSISTANT` one that broke off, and the model
    writes on from its last letter.
    """

    messages: tuple[PromptMessage, ...]
    conversation: str
    max_tokens: int
    sampling: Sampling = field(default_factory=Sampling)
    tools: tuple[ToolSpec, ...] = ()
    continue_reply: bool = False


class FinishReason(StrEnum):
    """Why the model stopped. `LENGTH` means it had more to say: the reply is incomplete."""

    STOP = "stop"
    LENGTH = "length"
    TOOL_CALLS = "tool_calls"
    CONTENT_FILTER = "content_filter"


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A further piece of text."""

    text: str


@dataclass(frozen=True, slots=True)
class ModelFinished:
    """The model said that it is done. Comes once, last; a stream without it is incomplete."""

    finish: FinishReason
    usage: Usage
    tool_calls: tuple[ToolCall, ...] = ()
    model: str = ""


ModelEvent = TextDelta | ModelFinished
