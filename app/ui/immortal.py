"""Keeps None, True and False alive under a Qt binding that counts them wrongly.

PySide6 6.12.0 is built for Pythons whose None is immortal (3.12 and later). On 3.11 each call that
returns nothing takes one reference of None too many: measured, 1,000 calls of `QTimer.stop` leave
1,000 references fewer, where 6.11.3 leaves none, and Python aborts with "deallocating None" after
some thousands of them, that is within minutes. True and False go the same way, more slowly.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40
"""More references than any run can take: at a million calls a second, two weeks."""

SINGLE = (None, True, False, NotImplemented, ...)
"""The objects that C code returns without counting where they are immortal."""


def keep_alive() -> bool:
    """Give them so many references that none can run out; True where that was needed."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > PLENTY // 2:
        return False
    for one in SINGLE:
        # An object begins with its reference count in every build of CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(one)).value += PLENTY
    return True
