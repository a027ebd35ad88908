#!/usr/bin/env python3
"""Prints, of several runs each of ours and of a peer, for each batch size the medians and their ratio: `ratios.py OUR_FOLDER PEER_FOLDER [--json FILE]`.

A folder holds documents as `sweep bench step --json` and torch_step.py print them.
"""

import argparse
import json
import pathlib
import statistics


def read(folder):
    """The documents of a folder, and for each batch size the milliseconds of a step in each of them."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path(folder).glob("*.json"))]
    times = {}
    for document in documents:
        for row in document["rows"]:
            times.setdefault(row["batch_size"], []).append(row["ms_per_step"])
    return documents, times


def rows_of(ours, theirs):
    for batch_size in sorted(ours.keys() & theirs.keys()):
        our_ms, their_ms = statistics.median(ours[batch_size]), statistics.median(theirs[batch_size])
        yield {
            "batch_size": batch_size,
            "ours_ms_per_step": our_ms,
            "theirs_ms_per_step": their_ms,
            "ours_examples_per_s": batch_size / our_ms * 1e3,
            "theirs_examples_per_s": batch_size / their_ms * 1e3,
            "ratio": their_ms / our_ms,
            "runs": [len(ours[batch_size]), len(theirs[batch_size])],
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ours")
    parser.add_argument("theirs")
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    (our_documents, ours), (their_documents, theirs) = read(arguments.ours), read(arguments.theirs)
    if not our_documents or not their_documents:
        raise SystemExit("ratios.py: one of the folders has no documents.")
    rows = list(rows_of(ours, theirs))
    us, them = our_documents[0], their_documents[0]
    print(f"{us['experiment']}: a training step, medians of {len(our_documents) // max(1, len(rows))} runs in turn")
    print(f"ours    {us['device']}, {us['driver']}")
    print(f"theirs  {them['device']}, {them['driver']}")
    print()
    print("batch size  ours ms/step  theirs ms/step  ours examples/s  theirs examples/s  ratio of speed")
    for row in rows:
        print(
            f"{row['batch_size']:10}  {row['ours_ms_per_step']:12.3f}  {row['theirs_ms_per_step']:14.3f}"
            f"  {row['ours_examples_per_s']:15,.0f}  {row['theirs_examples_per_s']:17,.0f}  {row['ratio']:14.2f}")
    if arguments.json:
        document = {
            "benchmark": "against-torch",
            "experiment": us["experiment"],
            "ours": {key: us[key] for key in ("device", "driver", "version", "kernels")},
            "theirs": {key: them[key] for key in ("device", "driver")},
            "rows": rows,
        }
        arguments.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
