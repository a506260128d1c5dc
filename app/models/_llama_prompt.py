"""From messages to tokens, through the model's own chat template, so that text stays text.

The template is rendered with marks in place of what people wrote. Control tokens are looked for
in the template's own words only; what stood for a mark is tokenised as plain text, together with
the plain words around it. So a message that contains `<|im_end|>` is a message about `<|im_end|>`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.core.errors import ModelError
from app.models._llama_engine import Engine

TEMPLATE = "tokenizer.chat_template"

Turn = Mapping[str, str]
"""A message as `{"role", "text"}`."""


class PromptWriter:
    """Writes prompts for one engine. Raises ModelError when its file has no chat template."""

    def __init__(self, engine: Engine, file_name: str) -> None:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter  # noqa: PLC0415 - heavy

        template = engine.metadata(TEMPLATE)
        if not template:
            raise ModelError(
                f"{file_name} has no chat template, so it cannot hold a conversation. "
                "Choose a file whose name says 'instruct' or 'chat'."
            )
        self._engine = engine
        self._control = engine.vocabulary.control_words()
        longest_first = sorted(self._control, key=len, reverse=True)
        self._split = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")
        bos, eos = engine.vocabulary.name_of("bos"), engine.vocabulary.name_of("eos")
        try:
            self._answering = Jinja2ChatFormatter(template, eos, bos, add_generation_prompt=True)
            self._going_on = Jinja2ChatFormatter(template, eos, bos, add_generation_prompt=False)
        except Exception as error:  # a template is foreign code: whatever it raises is its fault
            raise ModelError(f"The chat template in {file_name} is broken.") from error

    def tokens(self, turns: Sequence[Turn], continue_reply: bool) -> list[int]:
        """Return the prompt's tokens; with `continue_reply` it ends inside the last message.

        Raises ModelError when the template refuses the messages in every form we know.
        """
        last: Exception | None = None
        for form in (list(turns), _without_system(turns)):
            marks = [f"MARK{secrets.token_hex(8)}N{number}END" for number in range(len(form))]
            try:
                text = self._render(form, marks, continue_reply)
            except Exception as error:  # noqa: BLE001 - foreign code: it refuses in its own ways
                last = error
                continue
            if all(mark in text for mark in marks):
                return self._tokenised(
                    text, {m: t["text"] for m, t in zip(marks, form, strict=True)}
                )
        raise ModelError(
            "This model's chat template does not accept the conversation. Choose another model.",
            details=str(last or "a message was left out"),
        )

    def _render(self, form: Sequence[Turn], marks: Sequence[str], continue_reply: bool) -> str:
        messages: list[Any] = [
            {"role": turn["role"], "content": mark} for turn, mark in zip(form, marks, strict=True)
        ]
        formatter = self._going_on if continue_reply else self._answering
        # enable_thinking is what templates of models that may think aloud ask for (Qwen 3).
        text = str(formatter(messages=messages, enable_thinking=False).prompt)
        if continue_reply:
            end = text.rfind(marks[-1])
            text = text[: end + len(marks[-1])] if end >= 0 else ""
        return text

    def _tokenised(self, text: str, contents: Mapping[str, str]) -> list[int]:
        opening = self._engine.vocabulary.opening()
        found: list[int] = []
        for word, plain in self._stretches(text, contents):
            if word is not None:
                found.append(word)
            elif plain:
                found += self._engine.vocabulary.tokenize(plain, special=False)
        if opening and found[:1] != opening:
            found = opening + found
        return found

    def _stretches(
        self, text: str, contents: Mapping[str, str]
    ) -> Iterator[tuple[int | None, str]]:
        """Yield control tokens, and between them the plain text with its marks filled in."""
        fill = re.compile("|".join(map(re.escape, contents)))
        for piece in self._split.split(text) if self._control else [text]:
            if piece in self._control:
                yield self._control[piece], ""
            else:
                yield None, fill.sub(lambda mark: contents[mark.group()], piece)


def _without_system(turns: Sequence[Turn]) -> list[Turn]:
    """Move the system's words in front of the first message: for templates without that role."""
    system = [turn["text"] for turn in turns if turn["role"] == "system"]
    rest: list[Turn] = [turn for turn in turns if turn["role"] != "system"]
    if system and rest and rest[0]["role"] == "user":
        first = {"role": "user", "text": "\n\n".join([*system, rest[0]["text"]])}
        return [first, *rest[1:]]
    return [{"role": "user", "text": "\n\n".join(system)}, *rest] if system else rest
