"""An agent's name is found where a workspace says it, and changed in that place alone."""

from __future__ import annotations

import pytest

from app.core.characters.openclaw_name import name_in_identity, name_in_soul, renamed


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("# SOUL.md - Clawd", "Clawd"),
        ("# SOUL.md \u2014 Database Whisperer", "Database Whisperer"),
        ("# Soul: **Ada**", "Ada"),
        ("# SOUL.md - The Soul of C-3PO", "C-3PO"),
        ("# The Soul of Ada", "Ada"),
        ("\ufeff<!-- x -->\n\n# Ada Lovelace #", "Ada Lovelace"),
        ("# SOUL.md - Who You Are", ""),
        ("# SOUL.md - Who I Am (Ada)", ""),
        ("# SOUL.md", ""),
        ("# Soul", ""),
        ("# AI Soul Configuration Template", ""),
        ("# SOUL.md - Your Assistant", ""),
        ("# SOUL.md - 你是谁", ""),
        ("# Tells long stories about the sea", ""),
        ("## Ada", ""),
        ("Ada\n# Style", ""),
        ("```\n# Ada\n```\n", ""),
        ("", ""),
    ],
)
def test_a_title_says_a_name_or_only_what_the_file_is(title: str, name: str) -> None:
    assert name_in_soul(title) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- **Name:** Clawd\n", "Clawd"),
        ("Name: Clawd", "Clawd"),
        ("* _Name:_ _Clawd_\r\n", "Clawd"),
        ("**Name**: Clawd", "Clawd"),
        ("- **Name:**\n  _Clawd_\n", "Clawd"),
        ("- **Name:** `(odd)`", "(odd)"),
        ("- **Name:** First\n- Name: Last\n- Name:\n", "Last"),
        ("- **Name:** *(pick something you like)*", ""),
        ("- Name:\n(pick something you like)", ""),
        ("- **Name:** [Your agent's name]", ""),
        ("- **Name:** not set yet", ""),
        ("- **Name:** <!-- your name -->", ""),
        ("- **Name:**\n- **Creature:** owl", ""),
        ("- **Name:**\n  - **Creature:** owl", ""),
        ("- **Nickname:** Cla", ""),
        ("> Name: Quoted", ""),
        ("<!--\nName: Hidden\n-->", ""),
        ("", ""),
    ],
)
def test_the_name_is_the_last_one_that_is_filled_in(text: str, name: str) -> None:
    assert name_in_identity(text) == name


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", "# IDENTITY.md\n\n- **Name:** Ada\n"),
        ("# Who\n\n- **Name:** Old\n- x\n", "# Who\n\n- **Name:** Ada\n- x\n"),
        ("# Who\n- **Name:**\n  _Old_\n\nx", "# Who\n- **Name:** Ada\n\nx"),
        ("# Who", "# Who\n\n- **Name:** Ada\n"),
        ("# Who\r\n\r\nx\r\n", "# Who\r\n\r\n- **Name:** Ada\r\n\r\nx\r\n"),
        ("\ufeffx\n", "\ufeff# IDENTITY.md\n\n- **Name:** Ada\nx\n"),
        ("---\na: b\n---", "---\na: b\n---\n# IDENTITY.md\n\n- **Name:** Ada\n"),
        ("---\na: b\n---\nx\n", "---\na: b\n---\n# IDENTITY.md\n\n- **Name:** Ada\nx\n"),
    ],
)
def test_a_new_name_takes_the_old_one_s_place(text: str, made: str) -> None:
    assert renamed(text, "Ada") == made
    assert name_in_identity(made) == "Ada"


@pytest.mark.parametrize("name", ["(odd)", "`", "`x`", "_x_", "**", "[a]", "not set yet", "a: b"])
def test_any_name_is_read_back(name: str) -> None:
    assert name_in_identity(renamed("- Name: Old\n", name)) == name


def test_a_name_that_would_end_a_comment_stands_above_it() -> None:
    made = renamed("<!-- x\n- Name: Old\n- owl\n", "-->")
    assert made == "# IDENTITY.md\n\n- **Name:** -->\n<!-- x\n- owl\n"
    assert name_in_identity(made) == "-->"
