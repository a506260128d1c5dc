"""`python -m installer STEP [ARGUMENTS]`: what the Makefile calls."""

from __future__ import annotations

import sys

from installer.setup import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
