"""An index whose life and faults a test sets."""

from collections.abc import Sequence

from app.core.ports import IndexRow
from tests.counterparts.ports import ExactIndex


class Moody(ExactIndex):
    """An exact index whose life and faults a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 1
        self.faults: list[Exception] = []
        self.flushed = 0
        self.aside: list[str] = []
        self.lost: set[str] = set()
        self.twins: dict[str, str] = {}
        self.forgetful = False

    @property
    def life(self) -> int:
        return self.number

    def fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)

    async def add(self, agent_id: str, rows: Sequence[IndexRow]) -> None:
        self.fail()
        await super().add(agent_id, rows)

    async def remove(self, agent_id: str, ids: Sequence[str]) -> None:
        self.fail()
        await super().remove(agent_id, ids)

    async def count(self, agent_id: str) -> int:
        self.fail()
        return await super().count(agent_id)

    async def nearest(self, agent_id: str, rows: Sequence[IndexRow]) -> list[list[str]]:
        return [[] if row.id in self.lost else [self.twins.get(row.id, row.id)] for row in rows]

    async def flush(self) -> None:
        self.fail()
        self.flushed += 1

    async def set_aside(self, agent_id: str) -> None:
        self.fail()
        self.aside.append(agent_id)
        if not self.forgetful:
            self.lost.clear()
        await super().set_aside(agent_id)
