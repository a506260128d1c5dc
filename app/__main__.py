"""The command line's first word decides: window, worker, or a headless command."""

from __future__ import annotations

import sys

from app import main as program


def main() -> int:
    """Run Familiar and return the exit code: 0 done, 1 an error the person was told, 2 usage."""
    words = sys.argv[1:]
    if words[:1] == ["worker"] and len(words) == 2:
        return program.worker(words[1])
    if not words:
        return program.desktop()
    if words == ["--tray"]:
        return program.desktop(hidden=True)
    return program.headless(words)


if __name__ == "__main__":
    raise SystemExit(main())
