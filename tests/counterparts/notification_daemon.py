"""A desktop's notification service on the session bus: `python -m` this, one JSON line per note.

No such service can run on a machine without a desktop, so this one stands in for it. With the
argument `markup` it says that it understands marked-up text. A note titled `click` is clicked.
"""

from __future__ import annotations

import json
import signal
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@ClassInfo({"D-Bus Interface": NAME})
class Notifications(QDBusAbstractAdaptor):
    ActionInvoked = Signal("uint", str)

    def __init__(self, parent: QObject, capabilities: list[str]) -> None:
        super().__init__(parent)
        self._capabilities = capabilities
        self._count = 0

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802 - the specification's name
        return self._capabilities

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):  # type: ignore[no-untyped-def]  # noqa: N802
        self._count += 1
        print(json.dumps([app, replaces, icon, title, body, actions, hints, timeout]), flush=True)
        if title == "click":
            number = self._count
            QTimer.singleShot(50, lambda: self.ActionInvoked.emit(number, "default"))
        return self._count


def main() -> None:
    # Qt's loop runs no Python handler, and measuring coverage puts one there.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QCoreApplication([])
    capabilities = ["body", "actions", *(["body-markup"] if "markup" in sys.argv else [])]
    holder = QObject()
    Notifications(holder, capabilities)
    bus = QDBusConnection.sessionBus()
    ready = bus.registerObject(PATH, holder) and bus.registerService(NAME)
    print(json.dumps("ready" if ready else "failed"), flush=True)
    if ready:
        app.exec()


if __name__ == "__main__":
    main()
