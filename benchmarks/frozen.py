"""Figures of the frozen build, each beside its target: `make package`, then `python -m benchmarks.frozen`.

The start is told as a ratio to an empty QMainWindow started from source in the same run.
"""

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from time import time

from benchmarks.store import said
from benchmarks.window import BARE, run_alone

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "build" / "frozen" / "sijill"
_ROUNDS = 7
_MIB = 2**20


def _painted(home: str) -> dict[str, float]:
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
    }
    surroundings.pop("PYTHONPATH", None)
    begun = time()
    done = subprocess.run(
        [str(FROZEN / "sijill"), "--painted"], capture_output=True, check=True, text=True, env=surroundings
    )
    told: dict[str, float] = json.loads(done.stdout)
    return {**told, "painted": told["painted"] - begun, "usable": told["usable"] - begun}


def main() -> None:
    """Tell size, start and memory."""
    if not (FROZEN / "sijill").exists():
        print("no frozen build here; make package makes one")
        return
    whole = sum(file.lstat().st_size for file in FROZEN.rglob("*") if file.is_file())
    said("frozen: folder", whole / _MIB, 175, "MB")
    for file in sorted((ROOT / "dist").glob("sijill*.deb")) + sorted((ROOT / "dist").glob("sijill*.tar.xz")):
        said(f"frozen: {file.name}", file.stat().st_size / _MIB, 70, "MB")
    with tempfile.TemporaryDirectory() as home:
        rounds = [(run_alone(BARE, home), _painted(home)) for _ in range(_ROUNDS + 1)][1:]
    bare = statistics.median(one[0] for one, _ in rounds)
    painted, usable, memory = (
        statistics.median(told[name] for _, told in rounds) for name in ("painted", "usable", "memory")
    )
    said("frozen: start of a bare window from source", bare * 1000, None)
    said("frozen: start to the first paint, ratio to the bare one", painted / bare, 1.6, "x")
    said("frozen: start to the first question", usable * 1000, None)
    said("frozen: memory at the first window", memory, 70, "MB")


if __name__ == "__main__":
    main()
