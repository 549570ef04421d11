"""Trains the trials of a sweep over HTTP: python3 ask.py http://127.0.0.1:8080 banana, with the token in SHERLOCK_TOKEN."""
import json, os, sys, urllib.error, urllib.request

def post(path, body):
    headers = {"Authorization": "Bearer " + os.environ["SHERLOCK_TOKEN"], "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(server + "/api/v1" + path, json.dumps(body).encode(), headers)) as answer:
        return json.loads(answer.read() or "null")                      # nothing if there is no trial at the moment

server, sweep = sys.argv[1:]
try:
    while True:
        if trial := post(f"/sweeps/{sweep}/ask", {"lease_seconds": 60}):
            x, y = trial["hyperparameters"]["x"], trial["hyperparameters"]["y"]
            loss = (1 - x) ** 2 + 100 * (y - x * x) ** 2
            post(f"/sweeps/{sweep}/trials/{trial['trial']}/tell", {
                "attempt": trial["attempt"], "points": [{"metric": "loss", "step": 1, "value": loss}], "end": "completed"})
            print(f"trial {trial['trial']}: {loss:.4f}", flush=True)
except urllib.error.HTTPError as error:
    if error.code != 410: raise                                        # 410: the sweep has ended
