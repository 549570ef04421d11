"""Lets a Python script be a trainable of Sherlock. Copy this file beside the script; it needs the standard library only.

    trial = sherlock.trial(learning_rate=0.1)    # the values when the script runs on its own
    model = load(trial.resume) if trial.resume else new(trial.seed)
    for step in trial.steps(100):
        trial.report(step, loss=train(model, trial.learning_rate))
        if step % 10 == 0:
            with trial.checkpoint(step) as folder:
                save(model, folder)

Outside a sweep it prints what it would report.
"""
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile

PROTOCOL, INVALID = 1, 64


class Trial:
    def __init__(self, given, defaults):
        """Attributes: parameters (a dict; each is an attribute, too), settings, seed, until, total, step, resume (or None)."""
        self.parameters = {**defaults, **given.get("hyperparameters", {})}
        self.seed, self.settings = given.get("seed", 1), given.get("settings", {})
        self.total, self.until = given.get("total"), given.get("until")
        self.step, self.resume = given.get("step", 0), given.get("resume")
        self.stopping = False
        self._folder, self._report = given.get("checkpoint"), given.get("report")
        if self._report:
            sys.stdout.reconfigure(line_buffering=True)
            signal.signal(signal.SIGTERM, self._stop)

    def __getattr__(self, name):
        if name in self.__dict__.get("parameters", {}):
            return self.parameters[name]
        raise AttributeError(f"the trial has no hyperparameter '{name}'; it has {', '.join(self.__dict__.get('parameters', {}))}")

    def steps(self, total=None):
        """The numbers of the steps that are left; fewer if Sherlock stops the script. At the last one, stopping is true."""
        last, step = self.until or self.total or total, self.step
        while not self.stopping and (last is None or step < last):
            step += 1
            if step == last:
                self.stopping = True
            yield step

    def report(self, step, **metrics):
        """Reports all metrics of a step. A name with '/' goes in a dict: trial.report(3, **{"val/loss": 0.1})."""
        self.step = step
        self._write({"step": step, **{name: float(value) for name, value in metrics.items()}})

    @contextlib.contextmanager
    def checkpoint(self, step):
        """A folder for all that is needed to continue after this step. Report the step first."""
        folder = self._folder or tempfile.mkdtemp(prefix="sherlock-")
        part, name = os.path.join(folder, f".part-{step}"), f"step-{step}"
        os.makedirs(part, exist_ok=True)
        yield part
        if self._report:
            os.rename(part, os.path.join(folder, name))
            self._write({"step": step, "checkpoint": name})
        else:
            shutil.rmtree(folder)

    def done(self):
        """The trial is trained to its end, although its total is not reached."""
        self._write({"done": True})

    def diverged(self, why):
        self._write({"diverged": why})
        sys.exit(0)

    def invalid(self, name, why):
        """The trial can never be trained with this value."""
        self._write({"invalid": name, "why": why})
        sys.exit(INVALID)

    def _write(self, line):
        if not self._report:
            print(json.dumps(line))
            return
        with open(self._report, "a", encoding="utf-8") as report:
            report.write(json.dumps(line) + "\n")

    def _stop(self, *_):
        self.stopping = True


def trial(**defaults):
    """The trial of this process."""
    path = os.environ.get("SHERLOCK_TRIAL")
    given = json.load(open(path, encoding="utf-8")) if path else {}
    if given.get("protocol", PROTOCOL) != PROTOCOL:
        sys.exit(f"sherlock.py speaks protocol {PROTOCOL}, not {given['protocol']}: copy a newer one beside the script")
    return Trial(given, defaults)
