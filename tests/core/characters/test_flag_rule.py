"""A rule finds its words in their company, in one sentence, and not after a never."""

from __future__ import annotations

import pytest

from app.core.characters.flag_rule import Rule, pattern, starts

RULE = Rule(
    "x",
    starts("the lamp|lamps"),
    pattern(r"(?:the lamp|lamps)\b"),
    lead=pattern(r"\b(?:douse|break)\b"),
    between=pattern(r"^ (?:\w+ )*$"),
    reach=30,
)


def found(text: str, rule: Rule = RULE) -> str:
    at = min(text.find(word) for word in rule.words if word in text)
    span = rule.found(text, at)
    return "" if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("please douse the lamp now", "douse the lamp"),
        ("break, or douse the lamp", "douse the lamp"),
        ("douse all of them. the lamp", ""),
        ("douse it\n\nthe lamp", ""),
        ("douse this, that, the lamp", ""),
        ("douse" + " very" * 8 + " old lamps", ""),
        ("douse the lampshade", ""),
        ("douse oldlamps", ""),
        ("never douse the lamp", ""),
        ("never speak. douse the lamp", "douse the lamp"),
        ("never speak, but douse the lamp", "douse the lamp"),
        ("never hesitate to douse the lamp", "douse the lamp"),
        ("douse nothing near the lamp", ""),
        ("douse only when safe the lamp", ""),
    ],
)
def test_the_company_decides(text: str, what: str) -> None:
    assert found(text) == what


def test_what_has_no_lead_stands_by_itself() -> None:
    alone = Rule("x", ("{",), pattern(r"\{[^}]*\}"), inside=pattern("key"))
    assert found("a {key} b", alone) == "{key}"
    assert found("a {lock} b", alone) == ""
    assert found("never {key}", alone) == ""
    loud = Rule("x", ("{",), pattern(r"\{[^}]*\}"), deniable=False)
    assert found("never {key}", loud) == "{key}"
