import os
import subprocess
import sys

from app.core import wire

ECHO = [sys.executable, "-m", "tests.counterparts.echo_worker"]


def start() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        ECHO, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    send(process, [wire.CALL, 0, "configure", {"memory_mb": 0}])
    assert receive(process)[:2] == [wire.READY, 0]
    return process


def send(process, frame):
    wire.write_frame(process.stdin, frame)


def receive(process):
    return wire.read_frame(process.stdout)


def test_a_worker_ends_when_its_pipe_closes():
    process = start()
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_a_worker_ends_even_in_the_middle_of_work_when_its_pipe_closes():
    process = start()
    send(process, [wire.CALL, 1, "sleep", {"seconds": 600}])
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()


def test_answers_carry_the_cpu_they_took_and_a_cancel_before_the_start_is_honoured():
    process = start()
    send(process, [wire.CALL, 1, "sleep", {"seconds": 0.3}])
    send(process, [wire.CALL, 2, "echo", {"value": "never"}])
    send(process, [wire.CANCEL, 2])
    send(process, [wire.CALL, 3, "echo", {"value": "said"}])
    first, second = receive(process), receive(process)
    assert first[:3] == [wire.END, 1, None]
    assert first[3] >= 0
    assert second[:3] == [wire.END, 3, "said"]
    process.stdin.close()
    process.wait(20)
    process.stdout.close()


def test_an_unknown_method_is_an_error_not_an_end():
    process = start()
    send(process, [wire.CALL, 1, "nothing", {}])
    assert receive(process)[:3] == [wire.ERROR, 1, "WorkerError"]
    send(process, [wire.CALL, 2, "pid", {}])
    assert receive(process)[2] == process.pid != os.getpid()
    process.stdin.close()
    process.wait(20)
    process.stdout.close()
