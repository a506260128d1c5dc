"""Carries out what a model asks for: checked, bounded, one call after the other.

Nothing a model writes is believed: a call names an action this agent may use, its arguments fit
the action's schema, and the same call does not come over and over. What goes wrong is told to the
model in words, so that it can do better; a turn is never brought down by it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from app.core.action import READ_ONLY, Action, ActionContext, ActionResult
from app.core.errors import ActionError, AppError
from app.core.exchange import ToolCall, ToolSpec

log = structlog.get_logger(__name__)

MAX_STEPS = 6
"""Model calls in one turn; the last of them gets no actions, so that it answers."""
MAX_REPAIRS = 2
"""Calls of one turn that may be wrong in name or arguments and be tried again."""
MAX_SAME = 5
"""The same call so many times in a row is a loop; the next one ends the acting."""
MAX_CALLS = 20
"""Calls in one turn, whatever they are."""
RUN_S = 30.0
"""Seconds an action may take."""
RESULT_CHARS = 6_000
"""A longer result is cut: about 1,500 tokens."""


@dataclass(frozen=True, slots=True)
class Acted:
    """One call and what came of it. `ok` is False when the model was told what went wrong."""

    call: ToolCall
    text: str
    ok: bool
    ms: float
    sources: tuple[str, ...] = ()


class Actor:
    """The acting of one turn. `over` says that no more calls are taken."""

    def __init__(self, actions: Iterable[Action], context: ActionContext) -> None:
        allowed = [action for action in actions if action.spec.capability in READ_ONLY]
        self._actions = {action.spec.name: action for action in allowed}
        self._context = context
        self._repairs = 0
        self._calls = 0
        self._last = ""
        self._same = 0
        self.over = False

    @property
    def tools(self) -> tuple[ToolSpec, ...]:
        """What the model is offered, the same and in the same order in every turn."""
        if self.over:
            return ()
        return tuple(
            ToolSpec(spec.name, spec.description, spec.schema)
            for spec in sorted((a.spec for a in self._actions.values()), key=lambda s: s.name)
        )

    def doing(self, call: ToolCall) -> str:
        """Return a plain sentence about what a call is at, '' when it is nothing known."""
        action = self._actions.get(call.name)
        return action.spec.doing if action else ""

    async def run(self, call: ToolCall) -> Acted:
        """Do one call, or say in the result why it was not done. Never raises an AppError."""
        started = time.perf_counter()
        try:
            self._count(call)
            action = self._known(call)
            args = self._arguments(action, call)
            result = await self._do(action, args)
            text, ok, sources = _bounded(result.text), True, result.sources
        except ActionError as error:
            text, ok, sources = error.text, False, ()
        ms = (time.perf_counter() - started) * 1000
        log.info("action.done", action=call.name, ok=ok, ms=round(ms, 1))
        return Acted(call, text, ok, ms, sources)

    def _count(self, call: ToolCall) -> None:
        """Notice a loop. Raises ActionError when the acting is over."""
        same = f"{call.name}\n{call.arguments}"
        self._same = self._same + 1 if same == self._last else 1
        self._last = same
        self._calls += 1
        if self.over or self._same > MAX_SAME or self._calls > MAX_CALLS:
            self.over = True
            raise ActionError("This was asked for too often. Answer now with what you have.")

    def _known(self, call: ToolCall) -> Action:
        action = self._actions.get(call.name)
        if action is None:
            names = ", ".join(sorted(self._actions)) or "none"
            raise self._repair(f"There is no action called {call.name[:60]}. You may use: {names}.")
        return action

    def _arguments(self, action: Action, call: ToolCall) -> dict[str, Any]:
        from jsonschema import Draft202012Validator  # noqa: PLC0415 - when first needed

        try:
            args = json.loads(call.arguments or "{}")
        except (ValueError, RecursionError):
            raise self._repair("The arguments are not valid JSON. Write them again.") from None
        if not isinstance(args, dict):
            raise self._repair("The arguments are not a JSON object. Write them again.")
        wrong = next(Draft202012Validator(dict(action.spec.schema)).iter_errors(args), None)
        if wrong is not None:
            place = ".".join(str(part) for part in wrong.absolute_path) or "the arguments"
            raise self._repair(f"{place}: {wrong.message[:300]}. Correct it and call again.")
        return args

    def _repair(self, text: str) -> ActionError:
        self._repairs += 1
        if self._repairs > MAX_REPAIRS:
            self.over = True
            return ActionError(f"{text} It was wrong too often: answer without it.")
        return ActionError(text)

    async def _do(self, action: Action, args: Mapping[str, Any]) -> ActionResult:
        try:
            async with asyncio.timeout(RUN_S):
                return await action.run(args, self._context)
        except ActionError:
            raise
        except TimeoutError:
            raise ActionError("It took too long and was given up.") from None
        except AppError as error:
            raise ActionError(error.text) from error
        except Exception as error:
            # A bug in an action: the log has the traceback, the model is told, the turn goes on.
            log.exception("action.unexpected", action=action.spec.name)
            raise ActionError("It failed unexpectedly.") from error


def _bounded(text: str) -> str:
    return text if len(text) <= RESULT_CHARS else text[: RESULT_CHARS - 1] + "…"
