"""An OpenClaw workspace becomes a character, and an edit changes no line but the one it means."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.characters import openclaw
from app.core.characters.character import FIELDS, Kind, LoreEntry
from app.core.characters.forms import parse_character
from app.core.characters.openclaw import EXTRAS, fits, is_note, read, shape, write

SOUL = """# SOUL.md - Who You Are

_You keep the lamp._

## Ways

**Be brief.** Say it once.

## What you never do

- Sail
"""
IDENTITY = """# IDENTITY.md - Who Am I?

- **Name:** Keeper
- **Creature:** _lighthouse owl_
- **Emoji:**
- **Avatar:** pictures/owl.png

---

This isn't just metadata. It's the start of figuring out who you are.

## Habits

- Counts ships
"""
USER = """# USER.md - About Your Human

_Learn about the person you're helping. Update this as you go._

- **Name:** Berta
- **What to call them:**
- **Pronouns:** _(optional)_

## Context

- Repairs nets

---

The more you know, the better you can help.
"""
MEMORY = """---
summary: long-term
---
# MEMORY.md

<!-- kept by hand,
over two lines -->

The harbour has two piers.

## Lamp

**Lit with:**

```bash
light --all
```

- Oil: rapeseed
"""
WORKSPACE: dict[str, Any] = {
    "SOUL.md": SOUL,
    "IDENTITY.md": IDENTITY,
    "USER.md": USER,
    "MEMORY.md": MEMORY,
    "AGENTS.md": "# AGENTS.md\n\nRead SOUL.md first.\n",
    "memory/2026-01-03.md": "# 2026-01-03\n\n- Fog all day\n",
    "memory/2026-01-02.md": "## Evening\n- A ship passed\n",
    "memory/errands.md": "Buy wicks\n",
    EXTRAS: {"greeting": "Ahoy.", "colour": "grey"},
}
FACTS = (
    "About the person you talk with: Name: Berta",
    "About the person you talk with: Context: Repairs nets",
    "2026-01-02: Evening: A ship passed",
    "2026-01-03: Fog all day",
    "Buy wicks",
    "The harbour has two piers.",
    "Lamp: Oil: rapeseed",
)


def test_a_workspace_is_read_whole() -> None:
    character = parse_character(WORKSPACE)
    assert character.name == "Keeper"
    assert character.bio == (
        "You keep the lamp.",
        "Ways",
        "**Be brief.** Say it once.",
        "What you never do",
        "Sail",
    )
    assert character.lore == ("Creature: lighthouse owl", "Habits: Counts ships")
    assert character.knowledge == FACTS
    assert character.greeting == "Ahoy."


def test_an_id_and_a_name_may_stand_in_familiar_json() -> None:
    given_id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    document = {"SOUL.md": "x", EXTRAS: {"id": given_id, "name": "Ada"}}
    assert (parse_character(document).id, parse_character(document).name) == (given_id, "Ada")
    assert read({**document, EXTRAS: {"id": 3}}).get("id") is None
    assert parse_character(write(document, {"name": "Eve"})).name == "Eve"


def test_soul_or_identity_makes_a_workspace() -> None:
    assert fits({"SOUL.md": ""})
    assert fits({"IDENTITY.md": "x"})
    assert not fits({"SOUL.md": ["x"], "USER.md": "x"})
    assert not fits({"name": "A", "bio": "b"})


@pytest.mark.parametrize(
    ("key", "note"),
    [
        ("memory/2026-01-02.md", True),
        ("memory/über uns.md", True),
        ("memory/../SOUL.md", False),
        ("memory/.hidden.md", False),
        ("memory/a/b.md", False),
        ("memory\\a.md", False),
        ("memory/c:a.md", False),
        ("memory/a\n.md", False),
        ("memory/a.txt", False),
        ("memory/" + "x" * 201 + ".md", False),
    ],
)
def test_a_note_has_a_plain_name(key: str, note: bool) -> None:
    assert is_note(key) is note


def test_fields_without_a_file_live_in_one_of_our_own() -> None:
    values: dict[str, Any] = {
        "nickname": "Kee",
        "system": "Answer.\n\nBriefly.",
        "topics": ("tides", "owls"),
        "style_chat": ("dry",),
        "message_examples": ((("", "Late?"), ("Keeper", "Lit.\nStill.")),),
        "lorebook": (LoreEntry(keys=("fog",), text="Ring.", also=("night",), case_sensitive=True),),
        "templates": {"replyTemplate": "{{text}}"},
        "settings": {"voice": {"pitch": 1}},
        "plugins": ("@elizaos/plugin-sql",),
    }
    made = write(WORKSPACE, values)
    found = read(made)
    assert {field: found[field] for field in values} == values
    assert made[EXTRAS]["colour"] == "grey"
    assert {key: made[key] for key in WORKSPACE if key != EXTRAS} == {
        key: text for key, text in WORKSPACE.items() if key != EXTRAS
    }
    emptied = write(made, {field: type(value)() for field, value in values.items()})
    assert emptied == WORKSPACE
    assert EXTRAS not in write(write({"SOUL.md": ""}, {"greeting": "Hi"}), {"greeting": ""})


def test_an_edited_line_keeps_its_marks_and_its_neighbours() -> None:
    facts = [fact.replace("Berta", "Bertha").replace("rapeseed", "whale") for fact in FACTS]
    made = write(WORKSPACE, {"knowledge": (*facts, "New: a bell")})
    assert made["USER.md"] == USER.replace("**Name:** Berta", "**Name:** Bertha")
    assert made["MEMORY.md"] == (
        MEMORY.replace("rapeseed", "whale") + "\n# Further notes\n\n- New: a bell\n"
    )
    bio = [line.replace("Ways", "Habits").replace("Sail", "Row") for line in read(made)["bio"]]
    made = write(made, {"bio": [*bio, "Sing"]})
    assert made["SOUL.md"] == (
        SOUL.replace("## Ways", "## Habits").replace("- Sail", "- Row") + "- Sing\n"
    )


def test_what_is_gone_leaves_its_headings_and_comments() -> None:
    made = write(WORKSPACE, {"knowledge": ()})
    assert made["USER.md"] == USER.replace("- **Name:** Berta\n", "").replace(
        "- Repairs nets\n", ""
    )
    assert made["memory/2026-01-02.md"] == "## Evening\n"
    assert "over two lines -->" in made["MEMORY.md"]
    assert "light --all" in made["MEMORY.md"]
    assert read(made)["knowledge"] == ()


def test_new_facts_make_a_memory_where_there_is_none() -> None:
    made = write({"SOUL.md": "# Ada\n"}, {"knowledge": ("One", "Two\nThree ")})
    assert made["MEMORY.md"] == "# MEMORY.md\n\n- One\n- Two\n- Three\n"
    assert write({"SOUL.md": "# Ada\n"}, {"lore": ("Old",)})["IDENTITY.md"] == (
        "# IDENTITY.md\n\n- Old\n"
    )
    assert write({"IDENTITY.md": "Name: Ada\n"}, {"bio": ("Counts",)})["SOUL.md"] == (
        "# SOUL.md\n\n- Counts\n"
    )


def test_the_report_says_what_becomes_of_each_file() -> None:
    found = shape({**WORKSPACE, "TOOLS.md": 3, "odd": {}, "memory/../x.md": "x"})
    assert found.form == "OpenClaw"
    assert found.mapped == (
        "SOUL.md -> bio",
        "IDENTITY.md -> name, lore",
        "USER.md -> knowledge",
        "MEMORY.md -> knowledge",
        "familiar.json: greeting",
        "memory (3 notes) -> knowledge",
    )
    assert found.kept == (
        "MEMORY.md: blocks of code (no agent here runs them)",
        "AGENTS.md (rules for OpenClaw's own program, which does not run here)",
        "familiar.json: colour",
        "TOOLS.md (notes on tools that only OpenClaw has)",
        "odd",
        "memory/../x.md",
    )
    assert found.warnings == ()


def test_the_report_of_a_bare_workspace_warns() -> None:
    found = shape(
        {
            "SOUL.md": "# SOUL.md - Ada\n",
            "USER.md": "- **Name:**\n" * 50_001,
            "IDENTITY.md": "- Name:\n",
            "memory/a.md": "x",
            EXTRAS: {"plugins": ["p"]},
        }
    )
    assert found.mapped == (
        "SOUL.md -> name",
        "familiar.json: plugins",
        "memory (1 note) -> knowledge",
    )
    assert found.kept == (
        "USER.md (nothing in it is filled in)",
        "IDENTITY.md (nothing in it is filled in)",
    )
    assert [warning.split()[0] for warning in found.warnings] == ["There", "plugins"]
    long = shape({"SOUL.md": "Ada\n" * 50_001})
    assert long.kept == ("SOUL.md: what stands after 50,000 lines (too long for a character)",)


# --- whatever stands in them -------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("# ", "## ", "#", "###### x", "- ", "* ", "1. ", "> ", ">", "  ", "\t", "- [ ] "),
        *("---", "***", "```", "~~~", "<!--", "-->", "|", "_", "*", "**", "`", "(", ")", "[x]"),
        *("Name:", "**Name:**", "- **Name:**", "Avatar:", "Creature: ", ": ", "SOUL.md - "),
        *("a", "B c", "Clawd", "About the person you talk with: ", "2026-01-02: ", "\ufeff", "é"),
        *("\u2028", "\x1f", "\x0b", "\x85", "not set yet", "_(hint)_", "**bold**", "Notes: x"),
    ]
)
LINE = st.lists(PIECES, max_size=4).map("".join)
TEXT = st.lists(
    st.tuples(LINE, st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n"])), max_size=9
).map(lambda parts: "".join(line + end for line, end in parts).removesuffix("\n"))
SAYINGS = st.lists(LINE.map(str.strip).filter(bool), max_size=5).map(tuple)
DOCUMENT = st.fixed_dictionaries(
    {"SOUL.md": TEXT},
    optional={
        **dict.fromkeys(("IDENTITY.md", "USER.md", "MEMORY.md", "AGENTS.md"), TEXT),
        **dict.fromkeys(("memory/2026-01-02.md", "memory/x.md"), TEXT),
        EXTRAS: st.fixed_dictionaries({"name": LINE, "odd": st.none(), "system": LINE}),
    },
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.LINE: LINE.map(str.strip),
    Kind.TEXT: TEXT.map(str.strip),
    Kind.LINES: SAYINGS,
    Kind.WORDS: SAYINGS,
    Kind.TALKS: st.lists(
        st.lists(st.tuples(LINE, TEXT.filter(str.strip)), min_size=1).map(tuple)
    ).map(tuple),
    Kind.LORE: st.lists(
        st.builds(
            LoreEntry,
            keys=SAYINGS.filter(bool),
            text=TEXT.map(str.strip).filter(bool),
            also=SAYINGS,
            case_sensitive=st.booleans(),
        )
    ).map(tuple),
    Kind.TEXTS: st.dictionaries(LINE, TEXT),
    Kind.VALUES: st.dictionaries(LINE, st.none() | st.integers() | TEXT),
}


@given(DOCUMENT)
def test_an_edit_of_nothing_changes_nothing(document: dict[str, Any]) -> None:
    assert write(document, {}) == document
    assert write(document, read(document)) == document


FILED = ("name", "bio", "lore", "knowledge")


@settings(max_examples=300)
@given(DOCUMENT, st.sampled_from([*FILED * 5, *FIELDS]), st.data())
def test_what_is_written_is_read_back_and_nothing_else_changes(
    document: dict[str, Any], field: str, data: st.DataObject
) -> None:
    value = data.draw(VALUES[FIELDS[field]])
    before = read(document)
    made = write(document, {field: value})
    if field == "name" and not value:
        value = before["name"]
    assert read(made) == {**before, field: value}
    for key in document.keys() - _homes(field):
        assert made[key] == document[key]


def _homes(field: str) -> set[str]:
    knowledge = {"USER.md", "MEMORY.md", "memory/2026-01-02.md", "memory/x.md"}
    homes = {"name": {"IDENTITY.md"}, "lore": {"IDENTITY.md"}, "bio": {"SOUL.md"}}
    return {**homes, "knowledge": knowledge}.get(field, {EXTRAS})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from([*FIELDS]), inner),
    max_leaves=20,
)
KEYS = st.sampled_from([*openclaw.WELL_KNOWN, EXTRAS, "memory/x.md", "memory/2026-01-02.md", "x"])


@settings(max_examples=60)
@given(st.dictionaries(KEYS, JSON), JSON)
@example({"SOUL.md": 3, EXTRAS: []}, None)
def test_no_value_under_any_key_breaks_the_reader(document: dict[str, Any], extras: Any) -> None:
    document = {**document, EXTRAS: extras}
    character = parse_character({**document, "IDENTITY.md": "Name: Any", "SOUL.md": ""})
    assert character.name == "Any"
    shape(document)
    assert write(document, {}) == document
    fields: dict[str, Any] = {"bio": ("b",), "knowledge": ("k",), "lore": ("l",), "name": "N"}
    found = read(write(document, {**fields, "system": "s"}))
    assert {field: found[field] for field in fields} == fields
    assert found["system"] == "s"
