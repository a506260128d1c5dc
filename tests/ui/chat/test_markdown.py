"""Markdown as a trust boundary: what a hostile text can and cannot bring onto the screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.chat.markdown import (
    MAX_BLOCK_CHARS,
    MAX_BLOCKS,
    Code,
    Growing,
    Rich,
    highlight,
    render,
    safe_link,
)

ALLOWED = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "span", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "![x](file:///etc/passwd)",
    "![x](http://127.0.0.1:9/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "<style>@import url(http://x)</style>",
    '<a href="javascript:1">x</a>',
    '[x](http://a" onclick="b)',
    "<javascript:alert(1)>",
    "| a | b |\n|---|:-:|\n| <img src=x> | `<b>` |",
    "```html\n<img src=x onerror=1>\n```",
    "- ```\n  <object data=x>\n  ```",
    "[a]: javascript:x\n\n[a]",
    "https://x.example/<img src=y>",
    "&lt;img src=x&gt;",
)


def html_of(text: str) -> str:
    return "".join(b.html if isinstance(b, Rich | Code) else "" for b in render(text))


def test_what_people_write_is_shown() -> None:
    html = html_of("# Title\n\n**bold** and *soft* ~~gone~~ `x`\nnext\n\n1. one\n2. two\n\n> said")
    for part in ('<p class="h1">Title</p>', "<strong>bold</strong>", "<em>soft</em>", "<br />",
                 "<s>gone</s>", "<ol>", "<blockquote>"):  # fmt: skip
        assert part in html


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_names_a_resource_or_another_scheme(text: str) -> None:
    html = html_of(text)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= ALLOWED
    assert not re.search(r"<[^>]*(src|style|on\w+)=", html)
    assert all(safe_link(address) for address in re.findall(r'href="([^"]*)"', html))


@given(st.text(alphabet="<>[]()!*_`#-|\n\"'&:/ ajs\\~", max_size=300))
def test_nothing_written_in_marks_passes_either(text: str) -> None:
    html = html_of(text)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= ALLOWED
    assert all(safe_link(address) for address in re.findall(r'href="([^"]*)"', html))


def test_a_picture_is_a_link() -> None:
    assert html_of("![a cat](https://x.example/c.png)") == (
        '<p><a href="https://x.example/c.png">a cat</a></p>\n'
    )


def test_a_bare_address_is_a_link_without_its_full_stop() -> None:
    html = html_of("See https://x.example/a?b=1&c. [in](https://y.example/https://z)")
    assert '<a href="https://x.example/a?b=1&amp;c">https://x.example/a?b=1&amp;c</a>.' in html
    assert html.count("<a ") == 2


@pytest.mark.parametrize(
    "text", [">" * 5_000 + " x", "".join("  " * i + "- a\n" for i in range(300)), "*a_" * 4_000]
)
def test_deep_nesting_never_reaches_the_document(text: str) -> None:
    html = html_of(text)
    depth = deepest = 0
    for mark in re.findall(r"<(/?)(?:ul|ol|li|blockquote|em|strong)>", html):
        depth += -1 if mark else 1
        deepest = max(deepest, depth)
    assert deepest <= 64
    assert "a" in html or "x" in html


def test_a_long_block_is_cut_and_says_how_much_is_missing() -> None:
    (block,) = render("x" * (MAX_BLOCK_CHARS + 5))
    assert isinstance(block, Rich)
    assert block.missing == 5
    (block,) = render("word\n" * 20_000)
    assert isinstance(block, Rich)
    assert block.missing > 0


def test_very_many_blocks_end_as_plain_text() -> None:
    blocks = render("```\nx\n```\n" * (MAX_BLOCKS * 3))
    assert len(blocks) == MAX_BLOCKS + 1
    assert isinstance(blocks[-1], Rich)


def test_a_huge_table_is_plain_text() -> None:
    row = "|a" * 40 + "|\n"
    assert "<table" not in html_of(row + "|-" * 40 + "|\n" + row * 40)
    assert "<table" in html_of("|a|b|\n|-|-:|\n|1|2|\n")
    assert '<td align="right">2</td>' in html_of("|a|b|\n|-|-:|\n|1|2|\n")


def test_code_is_a_block_of_its_own_with_colours() -> None:
    before, code, after = render("a\n\n```python\nreturn '<b>' # c\n```\n\nb")
    assert isinstance(before, Rich)
    assert isinstance(after, Rich)
    assert isinstance(code, Code)
    assert code.text == "return '<b>' # c"
    assert '<span class="k">return</span>' in code.html
    assert "&lt;b&gt;" in code.html
    assert '<span class="c"># c</span>' in code.html


def test_an_unknown_language_has_no_colours() -> None:
    assert highlight("x", "no-such-language") == ""
    assert highlight("x" * 30_000, "python") == ""
    assert highlight("x", "") == ""


def test_growing_text_keeps_what_is_settled() -> None:
    text = "First paragraph.\n\n```\ncode\n```\n\n" + "Second *one*. " * 20
    text += "\n\n```py\nx = 1\n```"
    growing = Growing()
    shown: list[Rich | Code] = []
    changed_first = []
    for end in range(1, len(text) + 1, 3):
        first, blocks = growing.update(text[:end])
        changed_first.append(first)
        shown = [*shown[:first], *blocks]
    first, blocks = growing.update(text)
    shown = [*shown[:first], *blocks]
    assert tuple(shown) == render(text, colour=False)
    assert changed_first == sorted(changed_first)
    assert changed_first[-1] >= 2


def test_a_reply_written_anew_is_read_from_its_beginning() -> None:
    growing = Growing()
    growing.update("a\n\n```\nb\n```\n\nc\n\n```\nd\n```\n")
    assert growing.update("other")[0] == 0
