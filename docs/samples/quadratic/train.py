"""Minimizes a noisy quadratic by gradient descent. It runs in a sweep, and on its own: python3 train.py"""
import json
import os
import random

import sherlock

trial = sherlock.trial(learning_rate=0.1, momentum=0.0, updates=50)
if not 0 <= trial.momentum < 1:
    trial.invalid("momentum", "must be in [0, 1).")

# A checkpoint has all that the next step depends on, the state of the random numbers included. So a trial that was interrupted ends with
# the same bits as one that was not.
noise = random.Random(trial.seed)
point, velocity = [4.0, -3.0], [0.0, 0.0]
if trial.resume:
    with open(os.path.join(trial.resume, "state.json")) as file:
        point, velocity, (version, numbers, gauss) = json.load(file)
    noise.setstate((version, tuple(numbers), gauss))

for step in trial.steps(trial.updates):
    gradient = [point[0] + noise.gauss(0, 0.1), 10 * point[1] + noise.gauss(0, 0.1)]
    velocity = [trial.momentum * v - trial.learning_rate * g for v, g in zip(velocity, gradient)]
    point = [p + v for p, v in zip(point, velocity)]
    loss = 0.5 * (point[0] ** 2 + 10 * point[1] ** 2)
    if loss > 1e6:
        trial.diverged(f"loss is {loss:.3g} at step {step}")
    trial.report(step, loss=loss, distance=sum(p * p for p in point) ** 0.5)
    if step % 10 == 0 or trial.stopping:
        with trial.checkpoint(step) as folder, open(os.path.join(folder, "state.json"), "w") as file:
            json.dump([point, velocity, noise.getstate()], file)
