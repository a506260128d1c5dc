import asyncio
from collections import namedtuple

import pytest

from app.core import health as module
from app.core.events import Bus, HealthChanged, ModelActivity
from app.core.health import Health, Sources
from app.core.ports import HealthReport, HealthState


class Part:
    """A part whose state a test sets."""

    def __init__(self, name, state=HealthState.OK):
        self.name, self.state, self.reason, self.asked = name, state, "As set.", 0

    async def check(self):
        self.asked += 1
        return HealthReport(self.name, self.state, self.reason)


@pytest.fixture
def parts():
    return {name: Part(name) for name in ("database", "model", "recall", "keyring")}


@pytest.fixture
def bus():
    return Bus()


@pytest.fixture
def heard(bus):
    facts = []
    bus.subscribe(facts.append)
    return facts


@pytest.fixture
def health(parts, bus, tmp_path):
    checks = {name: part.check for name, part in parts.items()}
    return Health(checks, bus, Sources(tmp_path, errors=lambda: 3))


def item(summary, name):
    return next(item for item in summary.items if item.report.part == name)


async def test_all_is_well(health):
    assert health.last is None
    summary = await health.report()
    assert summary.state == HealthState.OK
    assert summary.worst is None
    names = [item.report.part for item in summary.items]
    assert names == ["database", "model", "recall", "keyring", "disk", "memory", "loop"]
    assert all(item.report.reason for item in summary.items)
    assert health.last == summary


@pytest.mark.expects_warning("health.changed")
async def test_only_what_answers_depend_on_brings_the_whole_down(health, parts):
    parts["recall"].state = HealthState.DOWN
    assert (await health.report()).state == HealthState.DEGRADED
    parts["database"].state = HealthState.DOWN
    summary = await health.report()
    assert summary.state == HealthState.DOWN
    assert summary.worst.report.state == HealthState.DOWN
    parts["database"].state = parts["recall"].state = HealthState.OFF
    assert (await health.report()).state == HealthState.OK


@pytest.mark.expects_warning("health.changed")
async def test_since_moves_only_when_the_state_does(health, parts):
    first = item(await health.report(), "model").since
    parts["model"].reason = "Other words."
    assert item(await health.report(), "model").since == first
    parts["model"].state = HealthState.DEGRADED
    assert item(await health.report(), "model").since > first


@pytest.mark.expects_warning("health.changed")
async def test_a_change_is_told_once(health, parts, heard):
    await health.report()
    await health.report()
    assert heard == [HealthChanged()]
    parts["model"].state = HealthState.DEGRADED
    await health.report()
    await health.report()
    parts["model"].state = HealthState.OK
    await health.report()
    assert heard == [HealthChanged()] * 3


@pytest.mark.expects_warning("health.")
async def test_a_part_that_breaks_or_hangs_is_down_and_the_others_are_seen(bus, tmp_path):
    async def breaks():
        raise ZeroDivisionError

    async def hangs():
        await asyncio.Event().wait()

    sources = Sources(tmp_path, patience_s=0.05)
    summary = await Health({"recall": breaks, "model": hangs}, bus, sources).report()
    assert "ZeroDivisionError" in item(summary, "recall").report.reason
    assert "did not answer" in item(summary, "model").report.reason
    assert item(summary, "disk").report.state == HealthState.OK


async def test_the_background_does_not_ask_the_keyring(health, parts, bus):
    await health.start()
    bus.publish(ModelActivity("scripted", 42.0))
    while parts["database"].asked == 0 or health.last is None or not health.last.figures:
        await asyncio.sleep(0.01)
    await health.stop()
    await health.stop()
    assert parts["keyring"].asked == 0
    assert [i.report.part for i in health.last.items].count("keyring") == 0
    (sample,) = health.last.figures
    assert sample.rss > 10_000_000
    assert (sample.errors, sample.replies_today, sample.tokens_per_second) == (3, 1, 42.0)
    bus.publish(ModelActivity("scripted", 1.0))
    assert health._sample().replies_today == 1, "after stop nothing is counted"


async def test_replies_of_yesterday_do_not_count_today(health, bus):
    bus.publish(ModelActivity("scripted", 1.0))
    assert health._sample().replies_today == 1
    day, count = health._replies
    health._replies = (day.replace(year=day.year - 1), count)
    assert health._sample().replies_today == 0


Usage = namedtuple("Usage", "total used free")


@pytest.mark.expects_warning("health.changed")
@pytest.mark.parametrize(
    ("free", "state"),
    [
        (module.DISK_LOW * 2, HealthState.OK),
        (module.DISK_LOW - 1, HealthState.DEGRADED),
        (module.DISK_FULL - 1, HealthState.DOWN),
    ],
)
async def test_room_on_the_disk(bus, tmp_path, free, state):
    sources = Sources(tmp_path, disk=lambda _: Usage(free * 2, free, free))
    report = item(await Health({}, bus, sources).report(), "disk").report
    assert report.state == state
    assert "GB" in report.reason


@pytest.mark.expects_warning("health.changed")
async def test_a_machine_without_memory_left(bus, tmp_path):
    sources = Sources(tmp_path, memory=lambda _: (200_000_000, module.MEMORY_LOW - 1))
    report = item(await Health({}, bus, sources).report(), "memory").report
    assert report.state == HealthState.DEGRADED
    assert report.action


async def test_workers_count_and_those_that_ended_do_not_matter(bus, tmp_path):
    alone = module.memory_use(())[0]
    assert module.memory_use((4_000_000,))[0] < alone * 2
    import os

    assert module.memory_use((os.getppid(),))[0] > alone


@pytest.mark.expects_warning("health.changed")
async def test_a_loop_that_stood_still_is_seen(health):
    await health.start()
    await asyncio.sleep(0)
    import time

    time.sleep(module.LAG_EVERY_S + module.LAG_BAD_MS / 1000 + 0.1)  # noqa: ASYNC251 - the fault
    await asyncio.sleep(0.05)
    report = item(await health.report(), "loop").report
    await health.stop()
    assert report.state == HealthState.DEGRADED
    assert "stood still" in report.reason


@pytest.mark.expects_warning("health.changed")
async def test_old_lags_are_forgotten(health):
    health._lags.append((-1_000.0, 9_000.0))
    await health.start()
    while len(health._lags) < 2 and health._lags[0][0] < 0:
        await asyncio.sleep(0.05)
    await health.stop()
    assert health._worst_lag() < 9_000
