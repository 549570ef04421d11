"""Predicts with the exported model beside this file: python3 predict.py WORD...

The words are those before the predicted one; for a window model, the two before it and the two after it. It needs numpy alone.
"""
import json
import pathlib
import sys

import numpy as np

FOLDER = pathlib.Path(__file__).parent


def read_tensors(path):
    """The arrays of a safetensors file by name."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[start + begin:start + end], "<f4").reshape(entry["shape"])
    return tensors


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def state(vectors, cell, size):
    """The recurrent layer's output after the last vector."""
    h, c = np.zeros(size, "f4"), np.zeros(size, "f4")
    for x in vectors:
        s = W["rnn/input_weights"] @ x + W["rnn/bias"]
        if cell == "basic":
            h = np.tanh(s + h @ W["rnn/state_weights"])
        elif cell == "gru":
            r, u = np.split(sigmoid(s[:2 * size] + h @ W["rnn/gate_weights"]), 2)
            candidate = np.tanh(s[2 * size:] + (r * h) @ W["rnn/candidate_weights"])
            h = u * h + (1 - u) * candidate
        else:
            i, f, g, o = np.split(s + W["rnn/state_weights"] @ h, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
    return h


def probabilities(text):
    """The probability of each word of the vocabulary, by id."""
    unknown = IDS.get(CONFIG["unknown_word"])
    ids = [IDS.get(word, unknown) for word in text]
    if None in ids:
        sys.exit(f"The vocabulary has no word '{text[ids.index(None)]}'.")
    if CONFIG["model"] == "window":
        h = W["embedding"][ids].reshape(-1)
    else:
        h = state(W["embedding"][ids[-CONFIG["sequence_length"]:]], CONFIG["cell"], CONFIG["rnn_size"])
    hidden = np.tanh(h @ W["hidden/weights"] + W["hidden/bias"])
    logits = W["output/weights"] @ hidden + W["output/bias"]
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


CONFIG = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
WORDS = (FOLDER / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
IDS = {word: id for id, word in enumerate(WORDS)}
W = read_tensors(FOLDER / "model.safetensors")

if __name__ == "__main__":
    if len(sys.argv) < 2 or (CONFIG["model"] == "window" and len(sys.argv) != 5):
        sys.exit(__doc__.strip())
    p = probabilities(sys.argv[1:])
    for best in np.argsort(-p, kind="stable")[:10]:
        print(f"{p[best]:.6f} {WORDS[best]}")
