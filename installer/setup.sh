#!/bin/sh
# Finds a Python that is new enough and hands over to it. Arguments: what `python -m installer` takes.
set -u
cd "$(dirname "$0")/.." || exit 1

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for python in .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14; do
    if new_enough "$python"; then
        exec "$python" -m installer "$@"
    fi
done

cat >&2 <<'TEXT'
Familiar needs Python 3.11 or newer, and none was found.
  Debian, Ubuntu:  sudo apt-get install python3 python3-venv
  Fedora:          sudo dnf install python3
  macOS:           brew install python@3.12
Then run the same command again. If your system's Python is older, python.org has newer ones.
TEXT
exit 1
