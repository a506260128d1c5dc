import asyncio
import gc
import json
import logging
import sys
import threading
import warnings

import pytest
import structlog

from app.core.logs import MAX_LINE, LogFile, configure
from app.core.redaction import Redactor

pytestmark = pytest.mark.expects_warning

SECRET = "correct-horse-7-battery"


@pytest.fixture
def redactor():
    made = Redactor()
    made.add(SECRET)
    return made


@pytest.fixture
def logs(home, redactor):
    made = configure(home.log_file, "info", 1, redactor)
    yield made
    made.close()


def lines(logs):
    path = logs.file.path
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def test_one_call_is_one_json_line(logs):
    log = structlog.get_logger("app.core.turns")
    log.debug("not.shown")
    log.info("turn.finished", agent="Eliza", tokens=12, parts=["a"], ok=True)
    log.warning("count %d", 3)
    first, second = lines(logs)
    assert first["at"].endswith("+00:00")
    del first["at"]
    assert first == {
        "level": "info",
        "event": "turn.finished",
        "agent": "Eliza",
        "tokens": 12,
        "parts": ["a"],
        "ok": True,
        "logger": "app.core.turns",
    }
    assert second["event"] == "count 3"


def test_a_logger_without_a_name_writes_too(logs):
    structlog.get_logger().info("x")
    assert lines(logs)[0]["logger"] == ""


def test_keys_are_masked_in_messages_arguments_and_tracebacks(logs):
    log = structlog.get_logger("x")
    log.info("using %s", SECRET, nested={"deep": [SECRET]}, key=f"Bearer {SECRET}")
    try:
        int(f"bad key {SECRET}")
    except ValueError as error:
        log.exception("failed")
        log.warning("again", exc_info=error)
        log.warning("once more", exc_info=(type(error), error, error.__traceback__))
    logging.getLogger("library").error("refused %s", SECRET)
    assert SECRET not in logs.file.path.read_text()
    exceptions = [line["exception"] for line in lines(logs) if "exception" in line]
    assert len(exceptions) == 3
    assert all("bad key [redacted]" in text for text in exceptions)
    assert logs.errors == 2


def test_the_level_can_be_changed_while_running(logs):
    log = structlog.get_logger("x")
    logs.set_level("error")
    log.warning("quiet")
    logs.set_level("debug")
    log.debug("loud")
    logging.getLogger("library").info("spoken")
    logging.getLogger("library").debug("chatter")
    assert [line["event"] for line in lines(logs)] == ["loud", "spoken"]


def test_other_libraries_are_heard_from_warning_on(logs):
    library = logging.getLogger("library.part")
    library.info("quiet")
    library.warning("loud %s", "enough")
    try:
        int("x")
    except ValueError:
        library.exception("broke")
    heard = lines(logs)
    assert [line["event"] for line in heard] == ["loud enough", "broke"]
    assert heard[0]["logger"] == "library.part"
    assert "ValueError" in heard[1]["exception"]


def test_wrong_arguments_of_others_do_not_lose_the_line(home, redactor):
    made = configure(home.log_file, "info", 1, redactor)
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "two %s %s", ("one",), None)
    made._handler.emit(record)
    made.close()
    assert lines(made)[0]["event"] == "two %s %s (TypeError)"


def test_warnings_are_logged(logs):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("old ways", UserWarning, stacklevel=1)
        logging.captureWarnings(False)
    assert "old ways" in lines(logs)[0]["event"]


def test_what_nobody_catches_is_logged(logs, capsys):
    error = RuntimeError(f"with {SECRET}")
    sys.excepthook(RuntimeError, error, None)
    threading.excepthook(
        threading.ExceptHookArgs((RuntimeError, error, None, threading.current_thread()))
    )
    threading.excepthook(threading.ExceptHookArgs((RuntimeError, None, None, None)))
    threading.excepthook(threading.ExceptHookArgs((SystemExit, SystemExit(), None, None)))

    class Args:
        object, err_msg, exc_value = "thing", None, error

    sys.unraisablehook(Args())
    found = [(line["level"], line["event"]) for line in lines(logs)]
    assert found == [
        ("critical", "uncaught"),
        ("error", "thread.failed"),
        ("error", "thread.failed"),
        ("error", "unraisable"),
    ]
    shown = capsys.readouterr().err
    assert "RuntimeError: with [redacted]" in shown
    assert SECRET not in logs.file.path.read_text() + shown


def test_without_a_terminal_nothing_breaks(logs, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    sys.excepthook(RuntimeError, RuntimeError("x"), None)
    assert lines(logs)[0]["event"] == "uncaught"


def test_ctrl_c_is_no_fault(logs, capsys):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines(logs) == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


async def test_what_fails_in_the_loop_is_logged(logs):
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    future = loop.create_future()
    future.set_exception(RuntimeError("unheard"))
    del future
    gc.collect()
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)
    texts = [line["exception"] for line in lines(logs)]
    assert any("unheard" in text for text in texts)
    assert any("ZeroDivisionError" in text for text in texts)


def test_closing_gives_every_hook_back(home, redactor):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, logging.getLogger().level)
    made = configure(home.log_file, "debug", 1, redactor)
    made.close()
    made.close()
    now = (sys.excepthook, threading.excepthook, sys.unraisablehook, logging.getLogger().level)
    assert now == before


def test_rotation_keeps_five_and_the_newest_is_unnumbered(tmp_path):
    file = LogFile(tmp_path / "x.jsonl", 100)
    for number in range(60):
        file.write(f"{number:03d} " + "x" * 26)
    file.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["x.jsonl", *(f"x.jsonl.{n}" for n in range(1, 6))]
    assert (tmp_path / "x.jsonl").read_text().startswith("057")
    assert all(path.stat().st_size <= 100 for path in tmp_path.iterdir())


def test_an_open_log_goes_on_where_it_was(tmp_path):
    file = LogFile(tmp_path / "x.jsonl", 60)
    file.write("a" * 40)
    file.close()
    file = LogFile(tmp_path / "x.jsonl", 60)
    file.write("b" * 40)
    file.close()
    assert (tmp_path / "x.jsonl.1").read_text() == "a" * 40 + "\n"


def test_a_disk_that_takes_nothing_loses_lines_not_the_program(tmp_path):
    (tmp_path / "file").write_text("")
    file = LogFile(tmp_path / "file" / "x.jsonl", 100)
    file.write("lost")
    assert file.lost == 1
    file.close()


def test_a_monstrous_line_is_cut_in_its_middle(logs):
    structlog.get_logger("x").info("big", text="a" * 200_000, many=["b"] * 90_000, n=1)
    text = logs.file.path.read_text()
    assert len(text) < MAX_LINE
    (line,) = lines(logs)
    assert "196000 characters" in line["text"]
    assert line["n"] == 1


def test_lone_surrogates_are_written(logs):
    structlog.get_logger("x").info("odd", text="half \ud83d")
    assert lines(logs)[0]["event"] == "odd"
