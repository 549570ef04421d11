"""Measures commands as trainables, with real processes: python3 Sweep.Tests/Commands/bench.py [Sweep.Silo.dll]

Needs a Release build. It prints the time that an attempt takes beside its program, the reports per second of a slot, and the memory that
100,000 lines and a checkpoint of 1 GB add to the silo.
"""
import datetime
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SILO = sys.argv[1] if len(sys.argv) > 1 else str(REPOSITORY / "artifacts/bin/Sweep.Silo/release/Sweep.Silo.dll")
ONE_LINE = "echo '{\"step\": 1, \"loss\": 1}' >> \"$SHERLOCK_REPORT\""
GRID = """
name: bench
trainable:
  command: [{program}, script]
  hyperparameters: {{ number: {{ type: int }} }}
  metrics: {{ loss: minimize }}
grid: {{ number: [{numbers}] }}
"""


def run(program, script, trials=1, slots=1):
    """Trains a sweep; returns its attempts' seconds, its points, and the silo's peak of resident memory in MB."""
    with tempfile.TemporaryDirectory(prefix="sherlock-bench-") as folder:
        pathlib.Path(folder, "script").write_text(script)
        grid = pathlib.Path(folder, "bench.yaml")
        grid.write_text(GRID.format(program=program, numbers=", ".join(map(str, range(trials)))))
        data = os.path.join(folder, "data")
        silo = subprocess.Popen(
            ["dotnet", SILO, "run", str(grid), "--slots", str(slots), "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        peak = 0
        while silo.poll() is None:
            peak = max(peak, resident(silo.pid))
            time.sleep(0.02)
        if silo.returncode:
            sys.exit(silo.stderr.read().decode())
        with sqlite3.connect(os.path.join(data, "sherlock.db")) as database:
            rows = database.execute("SELECT started_at, ended_at FROM attempts").fetchall()
            points, = database.execute("SELECT count(*) FROM metrics").fetchone()
        return [(when(end) - when(start)).total_seconds() for start, end in rows], points, peak


def when(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def resident(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def alone(script, times=20):
    """The median time of the script without Sherlock."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(["sh", "-c", script], env={**os.environ, "SHERLOCK_REPORT": os.devnull}, check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


attempts, _, few = run("sh", ONE_LINE, trials=50)
print(f"an attempt takes {1000 * (statistics.median(attempts) - alone(ONE_LINE)):.0f} ms beside its program (bar: 50 ms)")

paced = """
import json, os, time
start = time.monotonic()
with open(os.environ["SHERLOCK_REPORT"], "a", buffering=1) as report:
    for step in range(1, 20001):
        report.write(json.dumps({"step": step, "loss": 1 / step}) + "\\n")
        time.sleep(max(0, start + step / 2000 - time.monotonic()))
"""
attempts, points, _ = run("python3", paced, trials=2, slots=2)
print(f"{points / 2 / max(attempts):.0f} reports per second in each of two slots (bar: 1,000)")

flood = 'seq 1 100000 | sed \'s/.*/{"step": &, "loss": 0.5}/\' >> "$SHERLOCK_REPORT"'
attempts, points, peak = run("sh", flood)
print(f"{points:,} lines at once take {attempts[0]:.1f} s and {peak - few:.0f} MB (bar: 64 MB)")

large = """mkdir "$SHERLOCK_CHECKPOINT/large"; head -c 1000000000 /dev/zero > "$SHERLOCK_CHECKPOINT/large/weights"
echo '{"step": 1, "loss": 1, "checkpoint": "large"}' >> "$SHERLOCK_REPORT"
"""
attempts, _, peak = run("sh", large)
print(f"a checkpoint of 1 GB takes {attempts[0]:.1f} s and {peak - few:.0f} MB (bar: 64 MB)")
