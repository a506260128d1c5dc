import json
import sys

import pytest

CHARACTERS = ("Eliza", "Moderator", "Researcher")


def test_chat_prints_the_answer_and_nothing_else(familiar):
    done = familiar("chat", "Hello")
    assert (done.code, done.out, done.err) == (0, "Well said.\n", "")
    assert familiar("chat", "--json", "Hello").json["text"] == "Well said."


def test_agents(familiar, tmp_path):
    assert [item["name"] for item in familiar("agent", "list", "--json").json] == list(CHARACTERS)
    shown = familiar("agent", "list").out
    assert all(name in shown for name in CHARACTERS)
    card = tmp_path / "cook.json"
    card.write_text(json.dumps({"name": "Cook", "bio": "[bold]Cooks[/bold]"}))
    added = familiar("agent", "add", str(card))
    assert added.code == 0
    assert "Cook is here" in added.err
    assert "[bold]Cooks" in familiar("agent", "list").out
    assert familiar("agent", "stop", "cook", "--json").json["state"] == "stopped"
    assert "Cook: ready" in familiar("agent", "start", "Cook").err
    assert familiar("agent", "remove", "Cook", stdin="n\n").code == 1
    assert "Cook was removed" in familiar("agent", "remove", "Cook", "--yes").err
    assert len(familiar("agent", "list", "--json").json) == 3


def test_a_trace_by_its_id(familiar):
    answer = familiar("chat", "--json", "Hello").json
    assert familiar("trace", answer["trace"], "--json").json["id"] == answer["trace"]
    assert "Nothing was recalled." in familiar("trace", answer["message"]).out
    assert familiar("trace", "none").code == 1


def test_health(familiar):
    shown = familiar("health")
    assert "database" in shown.out
    assert familiar("health", "--json").json["state"] == "ok"


def test_models(familiar):
    (model,) = familiar("models", "list", "--json").json
    assert model["current"] is True
    assert familiar("models", "list").out.count("*") == 1


def test_secrets_come_from_stdin_and_never_show(familiar):
    stored = familiar("secrets", "set", "A_KEY", stdin="hidden value\r\n")
    assert (stored.code, stored.out) == (0, "")
    assert "hidden" not in stored.err
    assert familiar("secrets", "set", "B", "value-as-argument").code == 2
    assert familiar("secrets", "list", "--json").json == []
    assert familiar("secrets", "list").code == 0
    assert familiar("secrets", "delete", "A_KEY").code == 0


def test_logs(familiar, home):
    home.log_file.write_text(
        json.dumps({"at": "2026-01-01T10:00:00", "level": "info", "event": "e1", "x": 3})
        + "\n"
        + json.dumps(
            {
                "at": "2026-01-01T10:00:01",
                "level": "error",
                "event": "[red]e2",
                "agent": "Eliza",
                "exception": "Traceback\n  here",
            }
        )
        + "\n"
    )
    assert [line["event"] for line in familiar("logs", "--json").lines][:2] == [
        "e1",
        "[red]e2",
    ]
    shown = familiar("logs").out
    assert "2026-01-01 10:00:00 info     e1 x=3" in shown
    assert "[red]e2 [Eliza]" in shown
    assert "  here" in shown
    assert [line["event"] for line in familiar("logs", "--level", "error", "--json").lines] == [
        "[red]e2"
    ]
    assert familiar("logs", "--level", "loud").code == 1


@pytest.mark.parametrize("value", ["line\nbreak"])
def test_only_the_last_line_end_of_stdin_is_dropped(value, familiar, monkeypatch):
    import io

    from app.cli.words import _piped

    monkeypatch.setattr(sys, "stdin", io.StringIO(value + "\r\n"))
    assert _piped() == value
