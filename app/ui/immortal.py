"""Keeps None alive under a Qt binding that counts it wrongly.

PySide6 6.12.0 is built for Pythons whose None is immortal (3.12 and later). On 3.11 each call that
returns nothing takes one reference of None too many: measured, 1,000 calls of `QTimer.stop` leave
1,000 references fewer, where 6.11.3 leaves none, and Python aborts with "deallocating None" after
some ten thousand of them, that is within minutes.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40
"""More references than any run can take: at a million calls a second, two weeks."""


def keep_none_alive() -> bool:
    """Give None so many references that it cannot run out; True where that was needed."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > PLENTY // 2:
        return False
    # An object begins with its reference count in every build of CPython before 3.12.
    ctypes.c_ssize_t.from_address(id(None)).value += PLENTY
    return True
