#!/usr/bin/env python3
"""Compares a packed study of ours with PyTorch training its trials one after another: `in_turn.py TORCH_DOCUMENT --examples N --epochs E --seeds S --ours SECONDS`.

TORCH_DOCUMENT is what torch_step.py prints for the batch sizes of the study. PyTorch's time is what its steps alone come to; ours is the run as measured, with evaluations,
checkpoints and results written.
"""

import argparse
import json
import math


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("torch_document")
    parser.add_argument("--examples", type=int, required=True, help="training examples of an epoch")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--seeds", type=int, required=True)
    parser.add_argument("--ours", type=float, required=True, help="seconds of our run")
    arguments = parser.parse_args()
    with open(arguments.torch_document, encoding="utf-8") as file:
        document = json.load(file)
    theirs = sum(
        row["ms_per_step"] / 1e3 * math.ceil(arguments.examples / row["batch_size"]) * arguments.epochs * arguments.seeds for row in document["rows"])
    trials = len(document["rows"]) * arguments.seeds
    print(f"{trials} trials of {document['experiment']}, {arguments.epochs} epochs of {arguments.examples:,} examples each")
    print(f"ours, the whole run       {arguments.ours:10.1f} s")
    print(f"{document['driver']}, in turn, steps alone  {theirs:10.1f} s on {document['device']}")
    print(f"ratio of throughput       {theirs / arguments.ours:10.2f}")


if __name__ == "__main__":
    main()
