import queue
import sys

from app.core import wire
from app.core.worker_process import WorkerProcess, WorkerSpec, own_command

ECHO = (sys.executable, "-m", "tests.counterparts.echo_worker")


def test_our_own_command_starts_this_program_from_source():
    assert own_command() == [sys.executable, "-m", "app"]


def test_frames_go_in_and_come_out_and_the_end_is_told():
    frames: queue.SimpleQueue = queue.SimpleQueue()
    process = WorkerProcess(WorkerSpec("echo", "echo helper", command=ECHO), frames.put)
    assert frames.get(timeout=30)[0] == wire.READY
    process.send([wire.CALL, 1, "echo", {"value": 5}])
    assert frames.get(timeout=30)[:3] == [wire.END, 1, 5]
    process.close()
    assert frames.get(timeout=30) is None
    assert process.popen.wait(20) == 0


def test_the_last_words_of_a_dying_process_are_kept():
    frames: queue.SimpleQueue = queue.SimpleQueue()
    process = WorkerProcess(WorkerSpec("echo", "echo helper", command=ECHO), frames.put)
    process.send([wire.CALL, 1, "die", {}])
    while frames.get(timeout=30) is not None:
        pass
    assert process.popen.wait(20) == 3
    assert "last words" in list(process.last_words)
    process.close()


def test_the_environment_of_the_spec_is_set():
    frames: queue.SimpleQueue = queue.SimpleQueue()
    command = (sys.executable, "-c", "import os,sys; sys.stderr.write(os.environ['COLOUR'])")
    spec = WorkerSpec("env", "env helper", command=command, env={"COLOUR": "green"})
    process = WorkerProcess(spec, frames.put)
    assert frames.get(timeout=30) is None
    process.popen.wait(20)
    process.close()
    for thread in process.threads:
        thread.join(10)
    assert list(process.last_words) == ["green"]
