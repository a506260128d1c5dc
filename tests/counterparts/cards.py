"""Characters of every form, and the containers they come in, made byte by byte.

Every function returns a fresh document. The builders make what a good program would write, and
with their optional parameters what a broken or a hostile one would.
"""

from __future__ import annotations

import base64
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Document = dict[str, Any]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
FIXED_DATE = (2026, 3, 1, 12, 0, 0)
SYMLINK = 0o120777 << 16


# --- documents --------------------------------------------------------------------------------


def eliza_0(name: str) -> Document:
    return {
        "name": name,
        "clients": ["telegram", "direct"],
        "modelProvider": "openai",
        "settings": {"secrets": {}, "voice": {"model": "en_GB-alan-medium"}, "ragKnowledge": False},
        "plugins": [],
        "people": ["Marlene"],
        "bio": ["Keeps the lamp of the harbour lit.", "Counts ships and forgets the number."],
        "lore": ["Once rowed out in a storm for a cat.", "Has read every almanac since 1902."],
        "knowledge": ["The lamp burns rapeseed oil.", "notes/tides.md", "High water is at six."],
        "messageExamples": [
            [
                {"user": "{{user1}}", "content": {"text": "Is it late?"}},
                {"user": name, "content": {"text": "The lamp is lit.", "action": "CONTINUE"}},
            ],
            [{"user": "{{user1}}", "content": {"text": "Good night."}}],
        ],
        "postExamples": ["Fog from the west. Mind the rocks."],
        "topics": ["tides", "lamps"],
        "adjectives": ["steady", "dry"],
        "style": {"all": ["short sentences"], "chat": ["asks back"], "post": ["no hashtags"]},
        "TWITTER_POLL_INTERVAL": 120,
        "twitterSpaces": {"maxSpeakers": 2},
    }


def eliza_1(name: str) -> Document:
    return {
        "name": name,
        "username": "keeper",
        "system": "Answer as the keeper of the light would.",
        "bio": ["Keeps the lamp of the harbour lit."],
        "topics": ["tides"],
        "adjectives": ["steady"],
        "knowledge": ["The lamp burns oil.", {"path": "tides.md"}, {"directory": "charts"}],
        "messageExamples": [
            [
                {"name": "{{name1}}", "content": {"text": "Hello?", "mood": "unsure"}},
                {"name": name, "content": {"text": "Come in.", "actions": ["REPLY"]}},
            ]
        ],
        "postExamples": ["High water at six."],
        "templates": {"replyTemplate": "{{text}} as {{agentName}}"},
        "plugins": ["@elizaos/plugin-sql", "@elizaos/plugin-bootstrap"],
        "settings": {"model": "small", "avatar": "https://pictures.invalid/keeper.png"},
        "style": {"all": ["plain words"]},
    }


def eliza_2(name: str) -> Document:
    return {
        "name": name,
        "bio": ["Comes tomorrow."],
        "message_examples": [{"examples": [{"name": "A", "content": {"text": "Here?"}}]}],
        "post_examples": ["Soon."],
        "knowledge": [
            {"item": {"case": "path", "value": "a.txt"}},
            {"id": "1", "content": "A fact."},
            {"item": {"case": "directory", "value": {"directory": "d", "shared": True}}},
        ],
        "settings": {"model": "large", "none": None},
        "advanced_planning": True,
    }


_V1 = {
    "description": "{{char}} keeps the lamp of the harbour lit.\nNever sleeps before dawn.",
    "personality": "steady, dry, kind to cats",
    "scenario": "A storm comes up and {{user}} knocks at the door.",
    "first_mes": "Come in, {{user}}, and shut the door behind you.",
    "mes_example": (
        "<START>\n{{user}}: Is it late?\n{{char}}: The lamp is lit.\nThat is all I know."
        "\n<START>\n{{user}}: Good night."
    ),
}


def tavern_1(name: str) -> Document:
    return {"name": name, **_V1}


def pygmalion(name: str) -> Document:
    return {
        "char_name": name,
        "char_persona": "Keeps the lamp of the harbour lit.",
        "char_greeting": "Come in.",
        "world_scenario": "A storm comes up.",
        "example_dialogue": "<START>\nYou: Is it late?\nKeeper: The lamp is lit.",
    }


def tavern_2(name: str) -> Document:
    return {
        "spec": "chara_card_v2",
        "spec_version": "2.0",
        "data": {
            "name": name,
            **_V1,
            "creator_notes": "Best in short chats.",
            "system_prompt": "{{original}}\nStay in the lighthouse.",
            "post_history_instructions": "Keep it short.",
            "alternate_greetings": ["Who is there?", "Not now."],
            "character_book": {
                "name": "The coast",
                "scan_depth": 4,
                "extensions": {},
                "entries": [
                    entry(["lamp", "light"], "The lamp burns rapeseed oil.", 1),
                    entry(["cat"], "The cat is called Almanac.", 0, selective=True),
                    entry([], "The coast has eleven rocks.", 2, constant=True),
                    entry(["/sto.m/i"], "Storms come from the west.", 3, use_regex=True),
                    entry(["gone"], "Nobody reads this.", 4, enabled=False),
                ],
            },
            "tags": ["sea", "calm"],
            "creator": "somebody",
            "character_version": "1.2",
            "extensions": {"depth_prompt": {"prompt": "Remember the storm.", "depth": 4}},
        },
    }


def entry(keys: list[str], content: str, order: int, **more: Any) -> Document:
    return {
        "keys": keys,
        "secondary_keys": ["whiskers"] if more.get("selective") else [],
        "content": content,
        "extensions": {"position": 1},
        "enabled": True,
        "insertion_order": order,
        **more,
    }


def tavern_3(name: str) -> Document:
    card = tavern_2(name)
    card.update(spec="chara_card_v3", spec_version="3.0")
    card["data"] |= {
        "nickname": "Keeper",
        "group_only_greetings": [],
        "creation_date": 1_700_000_000,
        "assets": [
            {"type": "icon", "name": "main", "uri": "embeded://assets/main.png", "ext": "png"}
        ],
        "source": ["https://cards.invalid/1"],
    }
    card["data"]["character_book"]["entries"][0]["content"] = "@@depth 4\nThe lamp burns oil."
    return card


def openclaw(name: str) -> Document:
    return {
        "SOUL.md": "# Who You Are\n\n- Keeps the lamp of the harbour lit.\n- Counts ships.\n",
        "IDENTITY.md": f"# IDENTITY.md\n\n- **Name:** {name}\n- **Creature:** keeper\n",
        "USER.md": "# USER.md\n\n- Likes short answers.\n- Lives in Turku.\n",
        "AGENTS.md": "# AGENTS.md\n\nRead SOUL.md every session.\n",
        "MEMORY.md": "# Memory\n\n- The lamp burns oil.\n",
        "memory/2026-01-02.md": "# 2026-01-02\n\n- Painted the door.\n",
    }


FORMS: Mapping[str, Callable[[str], Document]] = {
    "ElizaOS 0.x": eliza_0,
    "ElizaOS 1.x": eliza_1,
    "ElizaOS 2.x": eliza_2,
    "Tavern V1": tavern_1,
    "Pygmalion": pygmalion,
    "Tavern V2": tavern_2,
    "Tavern V3": tavern_3,
    "OpenClaw": openclaw,
}
"""Every form by its name; each function makes a whole character of that form with a given name."""


# --- PNG --------------------------------------------------------------------------------------


def chunk(
    kind: bytes, content: bytes, *, length: int | None = None, crc: int | None = None
) -> bytes:
    """Return a PNG chunk, with a wrong length or checksum where one is given."""
    right = zlib.crc32(kind + content) if crc is None else crc
    many = len(content) if length is None else length
    return struct.pack(">I", many) + kind + content + struct.pack(">I", right)


def picture(width: int = 8, height: int = 8) -> tuple[bytes, bytes]:
    """Return the chunks of a small grey picture, before and after the place for a card."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = b"".join(b"\0" + bytes([row * 30 % 256]) * width for row in range(height))
    return head, chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def text_chunk(keyword: str, content: bytes, kind: str = "tEXt", **wrong: int) -> bytes:
    """Return a text chunk of the kind tEXt, zTXt or iTXt (deflated)."""
    key = keyword.encode("latin-1")
    if kind == "zTXt":
        return chunk(b"zTXt", key + b"\0\0" + zlib.compress(content), **wrong)
    if kind == "iTXt":
        return chunk(b"iTXt", key + b"\0\1\0\0\0" + zlib.compress(content), **wrong)
    return chunk(b"tEXt", key + b"\0" + content, **wrong)


def card_text(document: Any) -> bytes:
    """Return a document as it stands in a card's chunk: base64 of JSON."""
    return base64.b64encode(json.dumps(document).encode())


def png(*chunks: bytes) -> bytes:
    """Return a picture with chunks in it."""
    before, after = picture()
    return SIGNATURE + before + b"".join(chunks) + after


def png_card(document: Document, kind: str = "tEXt") -> bytes:
    """Return a card as a good program writes it: V3 twice, everything else once."""
    text = card_text(document)
    chunks = [text_chunk("chara", text, kind)]
    if str(document.get("spec")) == "chara_card_v3":
        older = {**document, "spec": "chara_card_v2", "spec_version": "2.0"}
        chunks = [text_chunk("chara", card_text(older), kind), text_chunk("ccv3", text, kind)]
    return png(*chunks)


# --- CHARX ------------------------------------------------------------------------------------


def charx(
    card: bytes | None,
    side: Iterable[tuple[str, bytes]] = (("assets/main.png", png()),),
    *,
    attributes: Mapping[str, int] | None = None,
    deflated: bool = True,
) -> bytes:
    """Return a zip with `card.json` (none for None) and side files, in that order.

    Names are written as they are given; `attributes` are the outer ones by a file's name.
    """
    whole = io.BytesIO()
    entries = [("card.json", card)] if card is not None else []
    with zipfile.ZipFile(whole, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # two of one name are meant
        for name, content in [*entries, *side]:
            info = zipfile.ZipInfo("placeholder", FIXED_DATE)
            info.filename = name
            info.external_attr = (attributes or {}).get(name, 0o644 << 16)
            info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
            archive.writestr(info, content)
    return whole.getvalue()


def charx_card(document: Document) -> bytes:
    """Return an archive as a good program writes it."""
    return charx(json.dumps(document).encode())


def jpeg_with(archive: bytes) -> bytes:
    """Return a JPEG file with an archive behind it, as some programs hand out a CHARX."""
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9" + archive


# --- folders ----------------------------------------------------------------------------------


def workspace(folder: Path, document: Mapping[str, str]) -> Path:
    """Write an OpenClaw workspace and return its folder."""
    for name, text in document.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    return folder
