"""The event log's promises: whole records, one file a process, little lost at a kill, nothing lost in silence."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import event_reader
from nashboard import EventLog, ExplainedError
from nashboard import event_log as event_log_module
from nashboard.checksum import BLOCK_BYTES, LOOP_BELOW_BYTES, crc32c, masked_crc32c


def test_the_checksum_is_the_standard_one():
    assert crc32c(b"123456789") == 0xE3069283  # RFC 3720, B.4


@pytest.mark.parametrize("length", [0, 1, LOOP_BELOW_BYTES - 1, LOOP_BELOW_BYTES, 2 * BLOCK_BYTES, 5000])
def test_the_checksum_is_the_same_bitwise_and_by_blocks(length):
    data = np.random.default_rng(length).bytes(length)
    assert masked_crc32c(data) == event_reader.masked(data)


def test_scalars_come_back_in_order_with_steps_of_64_bits(tmp_path):
    log = EventLog(tmp_path)
    steps = [0, 1, 127, 128, 2**40, 2**63 - 1]
    for step in steps:
        log.scalar("a", step, 0.5 + step % 7)
    log.close()
    assert event_reader.scalars(log.path, "a") == [(step, 0.5 + step % 7) for step in steps]


def test_a_step_that_is_not_whole_is_refused(tmp_path):
    with EventLog(tmp_path) as log:
        with pytest.raises(TypeError):
            log.scalar("a", 0.5, 1.0)
        with pytest.raises(ExplainedError, match="TFEVENTS_STEP|whole number"):
            log.scalar("a", 2**63, 1.0)


def test_two_logs_of_one_second_have_files_of_their_own(tmp_path):
    first, second = EventLog(tmp_path), EventLog(tmp_path)
    for log in (first, second):
        log.scalar("a", 0, 1.0)
        log.close()
    assert first.path != second.path
    assert len(event_reader.files(tmp_path)) == 2


def test_a_closed_log_says_so(tmp_path):
    log = EventLog(tmp_path)
    log.scalar("a", 0, 1.0)
    log.close()
    log.close()
    with pytest.raises(ExplainedError, match="after the event log was closed"):
        log.scalar("a", 1, 1.0)


def test_values_of_many_threads_all_arrive(tmp_path):
    log = EventLog(tmp_path)
    threads = [
        threading.Thread(target=lambda i=i: [log.scalar(f"t{i}", step, step) for step in range(500)])
        for i in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    for i in range(4):
        assert [step for step, _ in event_reader.scalars(log.path, f"t{i}")] == list(range(500))


def test_without_room_values_are_dropped_counted_and_said(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(event_log_module, "QUEUE_VALUES", 10)
    monkeypatch.setattr(event_log_module, "ROOM_VALUES", 9)
    monkeypatch.setattr(event_log_module, "WAIT_FOR_ROOM_SECONDS", 0.01)
    log = EventLog(tmp_path)
    with log._lock:  # what a disk that hangs looks like to the training thread
        for step in range(15):
            log.scalar("a", step, 1.0)
    log.flush()
    log.close()
    assert log.dropped == 5
    assert len(event_reader.scalars(log.path, "a")) == 10
    assert [value for _, value in event_reader.scalars(log.path, "nashboard/dropped_values")] == [5.0]
    assert "being dropped" in capfd.readouterr().err


def test_a_directory_that_cannot_be_made_is_an_explained_error(tmp_path):
    (tmp_path / "taken").write_text("a file")
    log = EventLog(tmp_path / "taken" / "run")
    log.scalar("a", 0, 1.0)
    with pytest.raises(ExplainedError, match="could not be written"):
        log.close()


def _log_in_child(log):
    log.scalar("a", 2, 2.0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_has_a_file_of_its_own(tmp_path):
    log = EventLog(tmp_path)
    log.scalar("a", 1, 1.0)
    child = multiprocessing.get_context("fork").Process(target=_log_in_child, args=(log,))
    child.start()
    child.join()
    log.close()
    seen = sorted(event_reader.scalars(path, "a") for path in event_reader.files(tmp_path))
    assert seen == [[(1, 1.0)], [(2, 2.0)]]


def _python(tmp_path, body):
    script = f"import sys\nfrom nashboard import EventLog\nlog = EventLog({str(tmp_path)!r})\n{body}"
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def test_all_is_written_when_the_program_ends_or_crashes(tmp_path):
    _python(tmp_path, "log.scalar('a', 1, 1.0)\nraise ValueError").wait()
    assert event_reader.scalars(event_reader.files(tmp_path)[0], "a") == [(1, 1.0)]


def test_a_kill_loses_at_most_the_last_second(tmp_path):
    body = (
        "import time\nfor step in range(10**9):\n"
        " log.scalar('a', step, time.time())\n time.sleep(0.005)\n"
        " if step == 0: print('begun', flush=True)"
    )
    child = _python(tmp_path, body)
    child.stdout.readline()
    time.sleep(2.2)
    killed_at = time.time()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    last_step, _ = event_reader.scalars(event_reader.files(tmp_path)[0], "a")[-1]
    wall_times = [np.frombuffer(p[1:9], "<f8")[0] for p in event_reader.payloads(event_reader.files(tmp_path)[0])]
    assert last_step > 100
    assert killed_at - wall_times[-1] < 1.0
