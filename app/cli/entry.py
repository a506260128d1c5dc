"""The command line: reads words, has them done, prints what comes back, and says how it went.

`execute` is injected: either the door to the process that owns the home, or a host of our own.
Nothing here imports Qt, a host or the door.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import structlog

from app.cli.output import say
from app.cli.runner import Execute, Runner
from app.cli.words import program
from app.core.errors import AppError

log = structlog.get_logger(__name__)


def run(argv: Sequence[str], execute: Execute) -> int:
    """Do one command and return the exit code.

    0 done; 1 an error the person was told on stderr; 2 the words were not understood. `execute`
    is closed in every case.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    _keep_stdout_clean()
    with Runner(execute) as runner:
        try:
            program(args=list(argv), prog_name="familiar", obj=runner)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0
        except AppError as error:
            say(error.text)
            return 1
        except KeyboardInterrupt:
            say("Stopped.")
            return 1
        except Exception as error:
            # Not an AppError, so a bug: the log has the traceback, the person a sentence.
            log.exception("cli.unexpected")
            say(f"Something unexpected went wrong ({type(error).__name__}). The log has more.")
            return 1
    return 0


def _keep_stdout_clean() -> None:
    """Send what is logged before, or without, a home of our own to stderr: warnings only."""
    if not structlog.is_configured():
        structlog.configure(
            wrapper_class=structlog.make_filtering_bound_logger(30),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
