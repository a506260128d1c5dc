"""Characters with keys in them, in every place where a key can stand or hide."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.counterparts import cards
from tests.counterparts.cards import Document, chunk, text_chunk
from tests.counterparts.making import IMPORTED, MARKERS, Maker, Variation, fields

_NAMES = (
    *("OPENAI_API_KEY", "password", "botToken", "privateKey", "TWITTER_COOKIES", "client_secret"),
    *("mnemonic", "accessToken", "DISCORD_API_TOKEN", "seedPhrase", "credentials"),
)

# --- in what the document says ----------------------------------------------------------------

_Plant = Callable[[Document, str], None]


def in_documents(maker: Maker) -> Variation:
    """A document with keys at one to four places."""
    form = maker.form()
    document = maker.document(form)
    chosen = maker.dice.sample(list(_PLACES if form != "OpenClaw" else _FILES), 3)
    for place in chosen:
        if form == "OpenClaw":
            document[place] = document.get(place, "") + _FILES[place] % maker.secret()
        else:
            _PLACES[place](document, maker.secret())
    return maker.boxed(document, f"{form}, {', '.join(chosen)}", IMPORTED, len(chosen))


def _below(*keys: str) -> _Plant:
    """Put it below these keys, making the objects on the way."""

    def plant(document: Document, key: str) -> None:
        inside = fields(document)
        for name in keys[:-1]:
            inner = inside.get(name)
            inside[name] = inner if isinstance(inner, dict) else {}
            inside = inside[name]
        inside[keys[-1]] = key

    return plant


def _named(document: Document, key: str) -> None:
    """Put words that have no key's shape under names that say what they are."""
    del key
    for number, name in enumerate(_NAMES):
        fields(document).setdefault("settings", {})[name] = f"correct horse {MARKERS[0]} {number}"


def _within(name: str) -> _Plant:
    def plant(document: Document, key: str) -> None:
        own = fields(document)
        text = f"My key is {key}, and nobody may know."
        old = own.get(name)
        own[name] = [*old, text] if isinstance(old, list) else f"{old or ''}\n{text}"

    return plant


def _as_a_key(document: Document, key: str) -> None:
    fields(document)["wallets"] = {key: {"label": "savings"}, "other": {key: 1}}


def _in_examples(document: Document, key: str) -> None:
    turn = {"name": "Ada", "user": "Ada", "content": {"text": f"It is {key}.", "api_key": key}}
    if "data" in document or "first_mes" in document or "char_name" in document:
        own = fields(document)
        place = "example_dialogue" if "char_name" in own else "mes_example"
        own[place] = f"<START>\n{{{{user}}}}: What is it?\n{{{{char}}}}: {key}"
    elif "message_examples" in document:
        document["message_examples"].append({"examples": [turn]})
    else:
        document["messageExamples"].append([turn])


def _in_a_book(document: Document, key: str) -> None:
    entries = [cards.entry(["safe", key], f"The combination is {key}.", 1)]
    fields(document)["character_book"] = {"name": key, "entries": entries}


def _in_knowledge(document: Document, key: str) -> None:
    fields(document)["knowledge"] = [
        f"The key is {key}",
        {"path": f"keys/{key}.md"},
        {"content": key},
    ]


def _in_an_address(document: Document, key: str) -> None:
    fields(document)["source"] = [
        f"https://api.invalid/v1?token={key}",
        f"https://me:{key}@x.invalid",
    ]


def _deep_down(document: Document, key: str) -> None:
    fields(document)["x_own"] = [[{"a": [{"b": {"c": [key, 1]}}]}], key]


def _joined(document: Document, key: str) -> None:
    fields(document)["notes"] = f"{key} {key}\n{key}"


_PLACES: dict[str, _Plant] = {
    "settings.secrets": _below("settings", "secrets", "ANY_NAME"),
    "secrets": _below("secrets", "nested", "ANY_NAME"),
    "settings": _below("settings", "PLAIN_NAME"),
    "names that say so": _named,
    "at the top": _below("TELEGRAM_BOT_TOKEN"),
    "bio": _within("bio"),
    "description": _within("description"),
    "system": _within("system"),
    "creator_notes": _within("creator_notes"),
    "templates": _below("templates", "replyTemplate"),
    "extensions": _below("extensions", "somebody", "deep", "value"),
    "as a key": _as_a_key,
    "examples": _in_examples,
    "lorebook": _in_a_book,
    "knowledge": _in_knowledge,
    "an address": _in_an_address,
    "deep down": _deep_down,
    "again and again": _joined,
    "the creator": _below("creator"),
    "tags": _within("tags"),
}
_FILES = {
    "SOUL.md": "\n- My key is %s.\n",
    "IDENTITY.md": "- **Key:** %s\n",
    "USER.md": "\n    %s\n",
    "MEMORY.md": "\n```\nexport KEY=%s\n```\n",
    "TOOLS.md": "# TOOLS.md\n\n- api: `%s`\n",
    "AGENTS.md": "\n<!-- %s -->\n",
    "memory/2026-01-09.md": "- used %s today\n",
}

# --- in the box around it ---------------------------------------------------------------------


def in_boxes(maker: Maker) -> Variation:
    """A clean document in a picture or an archive that holds a key beside it."""
    document = maker.document(maker.one(["Tavern V2", "Tavern V3"]))
    what = maker.turn([*_CHUNKS, *_SIDE_FILES, "a stale card", "a comment of the archive"])
    key = maker.secret()
    if what in _CHUNKS:
        card = text_chunk("chara", cards.card_text(document))
        return maker.of(what, maker.file(_CHUNKS[what](card, key), ".png"), IMPORTED, 1)
    if what == "a stale card":
        older = cards.card_text({**document, "spec": "chara_card_v2", "old": key})
        newer = cards.card_text({**document, "spec": "chara_card_v3"})
        content = cards.png(text_chunk("chara", older), text_chunk("ccv3", newer))
        return maker.of(what, maker.file(content, ".png"), IMPORTED, 1)
    card = json.dumps(document).encode()
    if what in _SIDE_FILES:
        content = cards.charx(card, [_SIDE_FILES[what](key), ("assets/main.png", cards.png())])
    else:
        content = cards.charx(card)
        content = content[:-2] + len(key).to_bytes(2, "little") + key.encode()
    return maker.of(what, maker.file(content, ".charx"), IMPORTED, 1)


_CHUNKS: dict[str, Callable[[bytes, str], bytes]] = {
    "tEXt": lambda card, key: cards.png(text_chunk("Comment", key.encode()), card),
    "zTXt": lambda card, key: cards.png(text_chunk("Comment", key.encode(), "zTXt"), card),
    "iTXt": lambda card, key: cards.png(card, text_chunk("Comment", key.encode(), "iTXt")),
    "tEXt of base64": lambda card, key: cards.png(text_chunk("x", cards.card_text([key])), card),
    "a keyword": lambda card, key: cards.png(text_chunk(key.replace("\n", " "), b"x"), card),
    "a private chunk": lambda card, key: cards.png(chunk(b"prVt", key.encode()), card),
    "Exif": lambda card, key: cards.png(chunk(b"eXIf", b"II*\0" + key.encode()), card),
    "behind the end": lambda card, key: cards.png(card) + key.encode(),
}  # fmt: skip

_SIDE_FILES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "a text beside it": lambda key: ("notes.txt", f"key: {key}\n".encode()),
    "JSON beside it": lambda key: ("assets/other/x.json", json.dumps({"a": key}).encode()),
    "a file without a suffix": lambda key: (".env", f"KEY={key}\n".encode()),
    "a text of UTF-16": lambda key: ("notes16.txt", key.encode("utf-16")),
    "a name beside it": lambda key: (f"assets/{key.split()[-1]}.txt", b"x"),
    "a picture beside it": lambda key: ("a.png", cards.png(text_chunk("Comment", key.encode()))),
    "an archive beside it": lambda key: ("a.zip", cards.charx(None, [("n.txt", key.encode())])),
    "a large text beside it": lambda key: ("l.txt", b"word " * 500_000 + key.encode()),
}
