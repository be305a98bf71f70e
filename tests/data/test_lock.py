"""One window for one store, and no lock that outlives its process."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from data.errors import Blocked
from data.lock import NAME, Lock
from data.store import Store

HOLD = (
    "import sys, time; from pathlib import Path; from data.lock import Lock;"
    "lock = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


def test_a_second_window_is_told_who_holds_the_store(store: Store, passphrase: str) -> None:
    with pytest.raises(Blocked) as refused:
        Store.open(store.folder, passphrase)
    assert refused.value.key == "store.in-use"
    assert refused.value.values == {"host": socket.gethostname(), "pid": str(os.getpid())}


def test_closing_lets_the_next_window_in(store: Store, passphrase: str) -> None:
    store.close()
    Store.open(store.folder, passphrase).close()


def test_a_wrong_passphrase_holds_nothing(store_folder: Path, passphrase: str) -> None:
    with pytest.raises(Blocked, match=r"vault\.passphrase-wrong"):
        Store.open(store_folder, "لا")
    Store.open(store_folder, passphrase).close()


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    holder = subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline().strip() == b"held"
    with pytest.raises(Blocked) as refused:
        Lock(tmp_path)
    assert refused.value.values["pid"] == str(holder.pid)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    Lock(tmp_path).release()


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"host": 1}'])
def test_a_strange_lock_file_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    lock = Lock(tmp_path)
    with pytest.raises(Blocked, match=r"store\.in-use"):
        Lock(tmp_path)
    lock.release()
    lock.release()
