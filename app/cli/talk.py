"""`familiar chat`: one message, or a conversation at a prompt."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from app.cli import output
from app.cli.runner import Item, Runner
from app.core.errors import AppError

HELP = """/new   start a new conversation
/why   show what the last answer drew on
/help  show this
/quit  leave (Ctrl+D does too)
Ctrl+C stops an answer that is being written."""


class Talk:
    """A conversation at the terminal with one agent."""

    def __init__(self, runner: Runner, agent: str, room: str, json: bool) -> None:
        self._runner = runner
        self._params: dict[str, Any] = {"agent": agent, "room": room}
        self._json = json
        self._trace = ""
        self._room_id = ""
        self._writing = False

    def once(self, text: str) -> int:
        """Send one message, print the reply, and return the exit code."""
        answer = self._send(text)
        if answer.get("error"):
            output.say(answer["error"])
            return 1
        return 0

    def loop(self) -> int:
        """Read messages until the end of input; each reply is written as it comes."""
        asked = sys.stdin.isatty() and not self._json
        if asked:
            output.say("Write a message, or /help.")
        while True:
            try:
                line = input("> " if asked else "").strip()
            except EOFError:
                return 0
            except KeyboardInterrupt:
                output.say("")
                return 0
            if line == "/quit":
                return 0
            if line:
                self._do(line)

    def _do(self, line: str) -> None:
        try:
            if line == "/help":
                output.say(HELP)
            elif line == "/new":
                self._params = {"agent": self._params["agent"], "new": True}
                output.say("A new conversation begins with your next message.")
            elif line == "/why":
                self._why()
            elif line.startswith("/") and " " not in line:
                output.say(f"There is no {line}. /help shows what there is.")
            else:
                self.once(line)
        except AppError as error:
            output.say(error.text)
        except KeyboardInterrupt:
            output.say("Stopped.")

    def _why(self) -> None:
        if not self._trace:
            output.say("There is no answer yet.")
            return
        for item in self._runner.items("trace", {"id": self._trace}):
            output.why(item)

    def _send(self, text: str) -> Mapping[str, Any]:
        answer: dict[str, Any] = {}

        def show(item: Item) -> None:
            if "delta" in item:
                self._delta(item["delta"])
            elif "room_id" in item:
                self._room_id = item["room_id"]
            elif item.get("waiting"):
                output.say("Another answer in this conversation is written first.")
            elif item.get("doing"):
                output.say(f"{item['doing']} …")
            elif "text" in item:
                answer.update(item)

        self._writing = False
        try:
            self._runner.each("chat", {**self._params, "text": text}, show, self._stopping)
        finally:
            if self._writing:
                output.out("")
        self._keep(answer)
        if self._json:
            output.as_json(answer)
        elif answer.get("status") == "incomplete" and not answer.get("error"):
            output.say(f"This answer is incomplete. {answer['reason']}")
        return answer

    def _keep(self, answer: Mapping[str, Any]) -> None:
        """Stay in the conversation the first message went to."""
        self._trace = str(answer.get("trace", ""))
        if self._room_id:
            self._params = {"agent": self._params["agent"], "room": self._room_id}

    def _delta(self, text: str) -> None:
        if not self._json:
            self._writing = True
            output.out(text, end="")

    def _stopping(self) -> tuple[str, Mapping[str, Any]] | None:
        return ("chat stop", {"room_id": self._room_id}) if self._room_id else None
