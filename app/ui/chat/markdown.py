"""Markdown from a model to safe HTML. A trust boundary: the text may be hostile.

Guaranteed for every input: no raw HTML passes, no image or other resource is ever named, links
are http, https or mailto only, nesting is at most `MAX_NESTING`, and one block is at most
`MAX_BLOCK_CHARS` long. Nothing here touches Qt, so long texts may be rendered in a thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 64
"""Deeper nesting is shown as plain text: QTextDocument freezes on thousands of levels."""

MAX_BLOCK_CHARS = 20_000
"""A longer paragraph or code block is shown cut, with what is missing said; Copy takes all."""

SEGMENT_CHARS = 3_000
"""Paragraphs are shown together up to this length, so that growing text redraws only the last."""

MAX_HIGHLIGHT_CHARS = 20_000
"""Longer code is shown in one colour."""

MAX_BLOCKS = 60
"""What stands after that many blocks of one message is shown as plain text."""

MAX_CELLS = 1_000
"""A table with more cells is shown as plain text."""

SCHEMES = ("http://", "https://", "mailto:")
"""The only links there are; everything else stays visible text."""

_URL = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]")


@dataclass(frozen=True, slots=True)
class Rich:
    """Running text as HTML of our own making; `missing` characters did not fit."""

    html: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code: the text as written, and coloured HTML when the language is known.

    `text` is whole, for copying; the view shows the first `MAX_BLOCK_CHARS` characters.
    """

    text: str
    language: str = ""
    html: str = ""


Block = Rich | Code


def safe_link(address: str) -> bool:
    """Say whether a link may be shown as one."""
    return address.strip().lower().startswith(SCHEMES)


def render(text: str, *, colour: bool = True) -> tuple[Block, ...]:
    """Return the blocks of a whole text. Never raises for any text."""
    found = _segments(text, colour=colour)
    blocks = [block for block, _line in found[:MAX_BLOCKS]]
    if len(found) > MAX_BLOCKS:
        rest = text.split("\n")[found[MAX_BLOCKS][1] :]
        blocks.append(_plain("\n".join(rest)))
    return tuple(blocks)


class Growing:
    """A reply while it is written: only its last block is read again when text is added."""

    def __init__(self) -> None:
        self._text = ""
        self._settled: list[Block] = []
        self._start = 0

    def update(self, text: str) -> tuple[int, tuple[Block, ...]]:
        """Take the longer text; return the first changed block's number and those from there on."""
        if not text.startswith(self._text[: self._start]):
            self._settled, self._start = [], 0
        self._text = text
        tail = text[self._start :]
        first = len(self._settled)
        found = _segments(tail, colour=False)
        if len(found) > 1:
            self._settled += [block for block, _line in found[:-1]]
            lines = tail.splitlines(keepends=True)
            self._start += sum(len(line) for line in lines[: found[-1][1]])
        return first, tuple(block for block, _line in found)


def highlight(text: str, language: str) -> str:
    """Return the code as HTML with classes k s n c f, or "" when the language is unknown."""
    if not language or len(text) > MAX_HIGHLIGHT_CHARS:
        return ""
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - not before the first code
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ""
    parts = []
    for kind, piece in lexer.get_tokens(text):
        name = _class_of(str(kind))
        html = escape(piece, quote=False)
        parts.append(f'<span class="{name}">{html}</span>' if name and piece.strip() else html)
    return "".join(parts)


_CLASSES = (
    ("Token.Comment", "c"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Class", "f"),
    ("Token.Name.Decorator", "f"),
    ("Token.Name.Tag", "k"),
    ("Token.Name.Attribute", "f"),
)


@lru_cache(maxsize=256)
def _class_of(kind: str) -> str:
    return next((name for prefix, name in _CLASSES if kind.startswith(prefix)), "")


def _segments(text: str, *, colour: bool) -> list[tuple[Block, int]]:
    """Return blocks with the line each begins on."""
    lines = text.split("\n")
    if any(len(line) > MAX_BLOCK_CHARS for line in lines):
        return [(_plain(text), 0)]
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        return [(_plain(text), 0)]
    found: list[tuple[Block, int]] = []
    parts: list[str] = []
    size = begin = 0

    def close() -> None:
        nonlocal size
        if parts:
            found.append((Rich("".join(parts)), begin))
            parts.clear()
        size = 0

    for group in _top_level(tokens):
        first, last = group[0].map or [0, 0]
        length = sum(len(line) for line in lines[first:last])
        if group[0].type in ("fence", "code_block"):
            close()
            found.append((_code(group[0], colour=colour), first))
            continue
        if length > MAX_BLOCK_CHARS or _cells(group) > MAX_CELLS:
            close()
            found.append((_plain("\n".join(lines[first:last])), first))
            continue
        if size and size + length > SEGMENT_CHARS:
            close()
        if not parts:
            begin = first
        size += length
        parts.append(_parser().renderer.render(group, _parser().options, env))
    close()
    return found


def _top_level(tokens: Sequence[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            groups.append([])
        groups[-1].append(token)
        depth += token.nesting
    return groups


def _code(token: Token, *, colour: bool) -> Code:
    text = token.content.removesuffix("\n")
    language = (token.info.split() or [""])[0][:24]
    return Code(text, language, highlight(text, language) if colour else "")


def _cells(group: Sequence[Token]) -> int:
    return sum(token.type in ("td_open", "th_open") for token in group)


def _plain(text: str) -> Rich:
    shown = escape(text[:MAX_BLOCK_CHARS]).replace("\n", "<br>")
    return Rich(f"<p>{shown}</p>", max(0, len(text) - MAX_BLOCK_CHARS))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - after the first paint

    parser = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": MAX_NESTING, "breaks": True}
    ).enable(["table", "strikethrough"])
    parser.validateLink = safe_link  # type: ignore[method-assign, assignment]
    parser.add_render_rule("image", _image)
    for name in ("heading_open", "heading_close"):
        parser.add_render_rule(name, _heading)
    for name in ("td_open", "th_open"):
        parser.add_render_rule(name, _cell)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("fence", _nested_code)
    parser.add_render_rule("code_block", _nested_code)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    return parser


Env = MutableMapping[str, Any]


def _image(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], _env: Env
) -> str:
    """Show a picture as a link: nothing is ever fetched to show a message."""
    token = tokens[at]
    address = str(token.attrs.get("src", ""))
    name = escape(token.content or address)
    return f'<a href="{escape(address)}">{name}</a>' if safe_link(address) else name


def _link_open(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], env: Env
) -> str:
    env["links"] = env.get("links", 0) + 1
    return f'<a href="{escape(str(tokens[at].attrs.get("href", "")))}">'


def _link_close(
    _renderer: object, _tokens: Sequence[Token], _at: int, _options: Mapping[str, Any], env: Env
) -> str:
    env["links"] = env.get("links", 1) - 1
    return "</a>"


def _heading(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], _env: Env
) -> str:
    """A heading is a paragraph of a class: Qt would make it larger than its style says."""
    level = min(3, int(tokens[at].tag[1:]))
    return f'<p class="h{level}">' if tokens[at].nesting > 0 else "</p>"


def _cell(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], _env: Env
) -> str:
    """Align a cell by attribute: a style of its own would take its border away."""
    style = str(tokens[at].attrs.get("style", ""))
    side = next((s for s in ("right", "center") if s in style), "left")
    return f'<{tokens[at].tag} align="{side}">'


def _text(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], env: Env
) -> str:
    """Escape text; a bare web address outside a link becomes one."""
    text = tokens[at].content
    if env.get("links") or "://" not in text:
        return escape(text)
    parts, last = [], 0
    for found in _URL.finditer(text):
        address = escape(found.group())
        parts += [escape(text[last : found.start()]), f'<a href="{address}">{address}</a>']
        last = found.end()
    return "".join([*parts, escape(text[last:])])


def _nested_code(
    _renderer: object, tokens: Sequence[Token], at: int, _options: Mapping[str, Any], _env: Env
) -> str:
    """Code inside a list or quotation; on its own level it is a block with a copy button."""
    return f"<pre>{escape(tokens[at].content.rstrip(), quote=False)}</pre>"
