"""Who the agent is, in the words a model gets."""

from dataclasses import replace

import pytest

from app.core.characters.forms import parse_character
from app.core.persona import estimate_tokens, filled, stable_part
from tests.core.test_prompt import ELIZA, FULL, PLAIN


def test_everything_of_the_character_is_in_the_stable_part_in_order():
    stable, cut = stable_part(ELIZA, FULL)
    places = [
        stable.index(words)
        for words in (
            "You are Eliza.",
            "You listen to Sam.",
            "A companion.",
            "Be brief.",
            "Ask back.",
            "You are kind.",
            "weather",
            "Once lost a hat.",
            "Tea is wet.",
            "Sam: Hi Eliza",
        )
    ]
    assert places == sorted(places)
    assert cut == 0


def test_a_small_budget_cuts_examples_before_the_person():
    stable, cut = stable_part(ELIZA, replace(FULL, stable_tokens=130))
    assert "You are Eliza." in stable
    assert "Hi Eliza" not in stable
    assert cut > 0


def test_estimates_never_fall_below_a_quarter_token_a_letter():
    assert estimate_tokens("abcd" * 10) == 11
    assert estimate_tokens("日本語") == 4


def test_placeholders_are_filled_the_same_way_every_time():
    text = "{{user1}} {{name2}} {{char}} {{ agentName }} {{unknown}}!"
    assert filled(text, ELIZA) == "Sam Robin Eliza Eliza !"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<BOT> greets <user>. {{// a note to the author}}", "Mi greets Sam. "),
        ("{{char}} and {{ USER }}", "Mi and Sam"),
        ("{{random: tea, coffee}}, {{pick::red::blue}}", "tea, red"),
        ("{{#if x}}a{{newline}}b{{roll:d6}}", "a\nb"),
    ],
)
def test_tavern_placeholders_are_filled_too(text, shown):
    mira = parse_character({"name": "Mira", "nickname": "Mi"})
    assert filled(text, mira) == shown


def test_what_tavern_knows_of_a_character_has_its_place():
    mira = parse_character(
        {
            "name": "Mira",
            "bio": "Keeps a lighthouse.",
            "personality": "Dry.",
            "scenario": "A storm.",
            "greeting": "The lamp is lit.",
            "closing": "Stay in the tower.",
        }
    )
    stable, cut = stable_part(mira, FULL)
    assert cut == 0
    assert "Your personality:\nDry." in stable
    assert "The scene:\nA storm." in stable
    assert "Always:\nStay in the tower." in stable
    assert "You open a conversation like this:\nThe lamp is lit." in stable


def test_who_is_told_is_the_user_and_only_in_examples_somebody():
    talk = [[{"name": "{{user}}", "content": {"text": "Hi"}}]]
    mira = parse_character(
        {"name": "Mira", "system": "Never speak for {{user}}.", "messageExamples": talk}
    )
    stable, _ = stable_part(mira, FULL)
    assert "Never speak for the user." in stable
    assert "Sam: Hi" in stable
    assert "Never speak for the user." in stable_part(mira, PLAIN)[0]


def test_a_tiny_model_gets_a_few_plain_sentences():
    stable, _ = stable_part(ELIZA, PLAIN)
    assert stable.startswith("You are Eliza.\nYou listen to Sam.")
    assert "Hi Eliza" not in stable
