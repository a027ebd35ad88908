#!/usr/bin/env python3
"""Training steps in PyTorch of the networks of two experiments, to compare `sweep bench step` with.

A step is what a user writes: clear the gradients, forward, loss, backward, optimizer. Batches lie on the device, ready as floats; ours are gathered, normalised and
augmented from bytes within the step, which theirs need not do.

Prints one JSON document with the rows of `sweep bench step --json`: batch_size, ms_per_step, examples_per_s, rounds_ms_per_step, and how the best was reached (layout).
"""

import argparse
import json
import os
import statistics
import sys
import time

import torch
from torch import nn

# Experiments by name: extents of an image, and the layers as in experiments/*.yaml.
NETWORKS = {
    "batch-size-cifar10": (
        (3, 32, 32),
        lambda: [
            *convolution(3, 16), *convolution(16, 32), *convolution(32, 32), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
            nn.Linear(32, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 10),
        ],
    ),
    "batch-size": (
        (1, 16, 16),
        lambda: [*convolution(1, 8), *convolution(8, 16), nn.Flatten(), nn.Linear(256, 32), nn.ReLU(), nn.Linear(32, 10)],
    ),
}
CLASSES = 10
BATCHES = 8  # Several, in turn: one alone would stay in the caches.
LAYOUTS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}


def convolution(channels, filters):
    return [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]


class Training:
    """A network with its optimizer and its batches on a device."""

    def __init__(self, experiment, device, batch_size, layout, mode):
        torch.manual_seed(0)
        extents, layers = NETWORKS[experiment]
        self.device = device
        self.network = nn.Sequential(*layers()).to(device).to(memory_format=layout)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-3, **({"capturable": True} if mode == "graph" else {}))
        self.loss = nn.CrossEntropyLoss()
        self.inputs = [torch.randn(batch_size, *extents, device=device).to(memory_format=layout) for _ in range(BATCHES)]
        self.labels = [torch.randint(CLASSES, (batch_size,), device=device) for _ in range(BATCHES)]
        self.step = self.replayed() if mode == "graph" else self.eager

    def eager(self, i):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(self.inputs[i % BATCHES]), self.labels[i % BATCHES]).backward()
        self.optimizer.step()

    def replayed(self):
        """The step as a CUDA graph: captured once, replayed with each batch copied to where it reads."""
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for i in range(3):  # Lets PyTorch choose algorithms and allocate before it captures.
                self.eager(i)
        torch.cuda.current_stream().wait_stream(side)
        inputs, labels = self.inputs[0].clone(), self.labels[0].clone()
        self.optimizer.zero_grad(set_to_none=True)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.loss(self.network(inputs), labels).backward()
            self.optimizer.step()

        def step(i):
            inputs.copy_(self.inputs[i % BATCHES])
            labels.copy_(self.labels[i % BATCHES])
            graph.replay()

        return step

    def seconds(self, steps):
        """Seconds of so many steps, the device's work included."""
        begin = time.perf_counter()
        for i in range(steps):
            self.step(i)
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - begin


def measure(arguments, batch_size):
    """The layout with the fastest median step."""
    device = torch.device(arguments.device)
    rows = []
    for name, layout in LAYOUTS.items():
        training = Training(arguments.experiment, device, batch_size, layout, arguments.mode)
        training.seconds(3)
        once = training.seconds(3) / 3
        wanted = arguments.seconds / arguments.rounds / len(LAYOUTS)
        steps = max(1, round(wanted / max(once, 1e-6)))
        rounds = [training.seconds(steps) / steps for _ in range(arguments.rounds)]
        seconds = statistics.median(rounds)
        rows.append({
            "batch_size": batch_size,
            "ms_per_step": seconds * 1e3,
            "examples_per_s": batch_size / seconds,
            "layout": name,
            "rounds_ms_per_step": [round_seconds * 1e3 for round_seconds in rounds],
        })
    return min(rows, key=lambda row: row["ms_per_step"])


def device_name(device):
    if device == "cuda":
        return torch.cuda.get_device_name()
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    return f"{names[0] if names else 'CPU'}, {torch.get_num_threads()} threads"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--experiment", choices=sorted(NETWORKS), default="batch-size-cifar10")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--mode", choices=["eager", "graph"], default="eager", help="graph: CUDA graphs")
    parser.add_argument("--batch-sizes", required=True, type=lambda text: [int(size) for size in text.split(",")])
    parser.add_argument("--seconds", type=float, default=3, help="of measuring each batch size")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of the CPU")
    parser.add_argument("--tf32", action="store_true", help="let CUDA multiply in TF32; otherwise in float32 as ours does")
    arguments = parser.parse_args()
    if arguments.device == "cuda" and not torch.cuda.is_available():
        sys.exit("torch_step.py: this PyTorch sees no CUDA device.")
    if arguments.mode == "graph" and arguments.device != "cuda":
        sys.exit("torch_step.py: --mode graph needs --device cuda.")

    torch.set_num_threads(arguments.threads)
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = arguments.tf32
    rows = [measure(arguments, batch_size) for batch_size in arguments.batch_sizes]
    json.dump({
        "benchmark": "step",
        "device": device_name(arguments.device),
        "driver": f"PyTorch {torch.__version__} {arguments.mode}{' TF32' if arguments.tf32 else ''}",
        "experiment": arguments.experiment,
        "rows": rows,
    }, sys.stdout)
    print()


if __name__ == "__main__":
    main()
