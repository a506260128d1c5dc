"""Tavern cards to test with: one of each version, and generated ones with anything in them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.core.characters.tavern_reading import OWN_FIELDS, PYGMALION, TEXTS, V1_KEYS

V1: dict[str, Any] = {
    "name": "Rosalind",
    "description": "Rosalind keeps the lighthouse.\r\n\r\nShe is <USER>'s neighbour.",
    "personality": "dry, patient",
    "scenario": "A storm is coming in.",
    "first_mes": "You again? Come in, {{user}}.",
    "mes_example": "<START>\n{{user}}: Busy?\n{{char}}: Always.\nThe lamp needs oil.",
}

ENTRIES: list[dict[str, Any]] = [
    {
        "keys": ["lamp", "lens"],
        "content": "The lamp burns oil.",
        "extensions": {"depth": 4},
        "enabled": True,
        "insertion_order": 20,
        "comment": "about the lamp",
    },
    {
        "keys": [],
        "content": "The island has one pier.",
        "enabled": True,
        "insertion_order": 30,
        "id": 7,
    },
    {
        "keys": ["storm"],
        "content": "@@depth 2\n@@@role system\n\nStorms come from the west.",
        "enabled": True,
        "insertion_order": 10,
        "constant": True,
        "position": "before_char",
    },
    {"keys": ["wreck"], "content": "Nobody talks about it.", "enabled": False},
]

V2: dict[str, Any] = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        **V1,
        "system_prompt": "{{original}}\nYou are a keeper of few words.",
        "post_history_instructions": "Stay brief.",
        "alternate_greetings": ["Not now."],
        "tags": ["sea"],
        "creator": "someone",
        "creator_notes": "Best with storms.",
        "character_version": "1.1",
        "extensions": {"depth_prompt": {"prompt": "She limps.", "depth": 4}, "fav": True},
        "character_book": {"name": "The island", "scan_depth": 3, "entries": ENTRIES},
    },
}

V3: dict[str, Any] = {
    "spec": "chara_card_v3",
    "spec_version": "3.0",
    "data": {
        **V2["data"],
        "nickname": "Ros",
        "group_only_greetings": [],
        "assets": [{"type": "icon", "uri": "ccdefault:", "name": "main", "ext": "png"}],
    },
}

_PIECES = (
    *("<START>", "<BOT>", "<user>", "{{user}}: hi", "{{ CHAR }}:", "Anna: yes", "Note that: no"),
    *("{{original}}", "{{Original}} ", "@@depth 4\n", "@@dont_activate\n", "@@activate\n", "\r\n"),
    *("\n", "\n\n", " ", ": ", "/a+/i", "dragon", "a (b)", ",", "\x0b", "\u2028", "\uff1a", "{{"),
)

texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=8).map("".join)
plain_values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
anything = st.recursive(
    plain_values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def some(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings with some of these keys."""
    return st.fixed_dictionaries({}, optional=optional)


_words = st.lists(texts, max_size=3)
_keys = st.lists(st.sampled_from(["a", "b", "a (b)", "c.d", "/x/i", "{{char}}"]), max_size=3)
_says = st.sampled_from(["One.", "Two.", "@@depth 1\nThree.", "Four\n\nfive.", "<BOT> six.", " "])
_flag = st.booleans() | st.sampled_from([0, 1, 2, "yes"]) | anything
good_entries = st.fixed_dictionaries(
    {"keys": _keys, "content": _says},
    optional={
        "insertion_order": st.integers(-2, 2) | st.floats(-1, 1),
        "enabled": st.sampled_from([True, True, True, False]),
        "constant": st.booleans(),
        "selective": st.booleans(),
        "secondary_keys": _keys,
        "use_regex": st.booleans(),
        "case_sensitive": st.booleans(),
        "extensions": some(selectiveLogic=st.integers(0, 3), case_sensitive=st.booleans()),
        "id": st.integers(0, 99),
    },
)
wild_entries = some(
    keys=_words | anything,
    key=_keys,
    secondary_keys=_words | anything,
    keysecondary=_keys,
    content=_says | texts | anything,
    enabled=_flag,
    disable=_flag,
    constant=_flag,
    selective=_flag,
    use_regex=_flag,
    case_sensitive=_flag,
    insertion_order=st.integers(-2, 2) | st.floats(allow_nan=False) | anything,
    order=st.integers(-2, 2),
    comment=texts,
    extensions=some(selectiveLogic=_flag, case_sensitive=_flag) | anything,
)
entries = st.one_of(good_entries, good_entries, good_entries, wild_entries, anything)
books = st.fixed_dictionaries(
    {"entries": st.lists(entries, max_size=8) | st.dictionaries(texts, entries, max_size=6)},
    optional={"name": texts},
)
_own = some(
    nickname=texts | anything,
    templates=st.dictionaries(texts, texts, max_size=2) | anything,
    settings=st.dictionaries(texts, anything, max_size=2) | anything,
    **dict.fromkeys(OWN_FIELDS[:8] + OWN_FIELDS[10:], st.lists(texts, max_size=3) | anything),
    other=texts,
)
_extensions = some(familiar=_own | anything, world=texts) | anything
_texts = dict.fromkeys(TEXTS.values(), texts | anything)
_rest = {"tags": _words, "creator": texts, "x": anything}
_inner = st.one_of(
    some(**_texts, **_rest, extensions=_extensions, character_book=books | anything),
    st.fixed_dictionaries(
        {"character_book": books, "extensions": st.fixed_dictionaries({"familiar": _own})},
        optional=_texts,
    ),
)
_top = dict.fromkeys((*V1_KEYS, *PYGMALION.values()), texts | anything)

cards = st.one_of(
    st.fixed_dictionaries(
        {"first_mes": texts | anything},
        optional={
            **{key: value for key, value in _top.items() if key != "first_mes"},
            **_rest,
            "system_prompt": texts | anything,
            "extensions": _extensions,
            "character_book": books | anything,
            "data": anything,
        },
    ),
    st.fixed_dictionaries(
        {"spec": st.sampled_from(["chara_card_v2", "chara_card_v3", "chara_card_v9"])}
        | {"data": _inner},
        optional={**_top, "spec_version": texts, "avatar": texts},
    ),
    st.fixed_dictionaries({"data": _inner, "spec": anything}, optional=_top),
)
"""Documents that look like cards, most of them; with anything anywhere."""
