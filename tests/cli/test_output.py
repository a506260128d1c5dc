import json

import pytest

from app.cli import output


def test_nothing_steers_the_terminal(capsys):
    output.out("red \x1b[31m\x07\x9b31m\x08 Ünï 🙂 \t tab")
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "\x07" not in shown
    assert "Ünï 🙂 \t tab" in shown


def test_json_is_one_line(capsys):
    output.as_json({"text": "a\nb ü"})
    shown = capsys.readouterr().out
    assert shown.count("\n") == 1
    assert json.loads(shown) == {"text": "a\nb ü"}


def test_cells_are_text_not_markup(capsys):
    output.table(("a", "b"), [("[bold]x", "\x1b[31m")])
    assert "[bold]x" in capsys.readouterr().out


def test_health_says_what_helps(capsys):
    item = {"part": "disk", "state": "down", "reason": "It is full.", "action": "Free some space"}
    output.health({"items": [item, {**item, "action": ""}]})
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("It is full. Free some space.")
    assert second.endswith("It is full.")


@pytest.mark.parametrize("forgotten", [True, False])
def test_hits(capsys, forgotten):
    hit = {"id": "1", "score": 0.5, "at": "2024-05-01", "author": "Ann", "text": "x " * 400}
    output.hits([{**hit, "forgotten": forgotten}])
    shown = capsys.readouterr().out
    assert ("(forgotten)" in shown) is forgotten
    assert len(shown) < 400


def test_a_trace_in_words(capsys):
    output.why(
        {
            "model": "",
            "prompt_tokens": 10,
            "completion_tokens": 3,
            "total_ms": 1_500,
            "parts": [
                {"name": "history", "tokens": 5, "cut": 2, "why": "no room"},
                {"name": "message", "tokens": 5, "cut": 0, "why": ""},
            ],
            "steps": [{"name": "recall", "ms": 2.2}],
            "recall_note": "By words alone.",
            "error": "It broke.",
            "sources": [],
        }
    )
    shown = capsys.readouterr().out
    assert "no model: 10 tokens in, 3 out, 1.5 s" in shown
    assert "2 left out: no room" in shown
    assert "By words alone." in shown
    assert "It broke." in shown
