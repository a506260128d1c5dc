"""A worker process that does what the tests of the worker mechanism need, run as a module."""

import os
import time
from collections.abc import Iterator, Mapping
from typing import Any

from app.core.errors import ContextTooLong
from app.core.worker_side import Handler, serve


def handlers(args: Mapping[str, Any]) -> Mapping[str, Handler]:
    if args.get("fail_at_start"):
        raise RuntimeError("planned")

    def echo(value: Any) -> Any:
        print("noise on standard output")
        return value

    def count(to: int, pause: float = 0.0) -> Iterator[int]:
        for number in range(to):
            time.sleep(pause)
            yield number

    def refuse() -> None:
        raise ContextTooLong("Too long.", details="by a lot")

    def bug() -> None:
        raise ZeroDivisionError("planned")

    def die() -> None:
        os.write(2, b"last words\n")
        os._exit(3)

    def sleep(seconds: float) -> None:
        time.sleep(seconds)

    def hoard() -> int:
        return len(bytearray(4 * 1024**3))

    def pid() -> int:
        return os.getpid()

    return {
        "echo": echo,
        "count": count,
        "refuse": refuse,
        "bug": bug,
        "die": die,
        "sleep": sleep,
        "hoard": hoard,
        "pid": pid,
    }


if __name__ == "__main__":
    serve(handlers)
