"""Trains a network with PyTorch in double precision, on batches in the order of the data, and prints the loss before each update.

    python3 trajectory.py DESCRIPTION.json... > trajectories.jsonl

It is the other side of a comparison: SweepDsl trains the same network on the same batches from the same initial weights, and each loss must agree.
So everything here is done by PyTorch's own operations, and nothing is taken from SweepDsl but the description:

    input            [channels, height, width] of an example
    layers           as in the experiment; padding is [top, bottom, left, right]; names of parameters count these layers from 0,
                     and within blocks go on so: layers.3.layers.0.weight, layers.3.shortcut.0.bias, layers.3.branches.1.0.weight
    initial          a safetensors file with such parameters in PyTorch's layouts
    inputs, labels   raw little-endian arrays: {file, type: uint8 | float32 | float64, shape}; inputs are [examples, height, width, channels],
                     and become (value - mean[channel]) / deviation[channel]
    loss, optimizer, learning_rate, batch_size, updates

Each line printed is {"description": FILE NAME, "update": N, "batch_loss": L}; a batch that the data cannot fill is left out, and the data starts over
after the last full one.
Needs PyTorch 1.10 or newer and numpy; tried with Debian's python3-torch.
"""

import json
import pathlib
import struct
import sys

import numpy
import torch
from torch.nn import functional

ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": functional.relu,
    "leaky_relu": lambda x: functional.leaky_relu(x, 0.01),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": functional.gelu,
    "silu": functional.silu,
}
ARRAY_TYPES = {"uint8": "u1", "float32": "<f4", "float64": "<f8"}


def read_safetensors(path):
    """The file's float32 tensors by name."""
    data = path.read_bytes()
    (header_length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + header_length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} is {entry['dtype']}; only F32 is read")
        start, end = (8 + header_length + offset for offset in entry["data_offsets"])
        values = numpy.frombuffer(data[start:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.tensor(values, dtype=torch.float64)
    return tensors


def read_array(folder, entry):
    """A raw array with the shape that the description gives it."""
    values = numpy.fromfile(folder / entry["file"], ARRAY_TYPES[entry["type"]])
    return values.reshape(entry["shape"])


def read_inputs(folder, entry):
    """Inputs as PyTorch has them: [examples, channels, height, width]."""
    values = read_array(folder, entry).astype("f8")
    values = (values - numpy.array(entry["mean"])) / numpy.array(entry["deviation"])
    return torch.tensor(numpy.ascontiguousarray(values.transpose(0, 3, 1, 2)))


def pad(x, layer, value):
    top, bottom, left, right = layer["padding"]
    return functional.pad(x, (left, right, top, bottom), value=value)


def mean_of_windows(x, layer):
    """The mean of each window over the values inside the image: their sum by their number."""

    def sums(values):
        return functional.avg_pool2d(pad(values, layer, 0.0), layer["window"], layer["stride"], divisor_override=1)

    return sums(x) / sums(torch.ones_like(x))


def names_of_parameters(name, layers):
    for index, layer in enumerate(layers):
        own = f"{name}.{index}"
        if layer["type"] in ("conv2d", "dense"):
            yield f"{own}.weight"
            if layer["bias"]:
                yield f"{own}.bias"
        for way in ("layers", "shortcut"):
            yield from names_of_parameters(f"{own}.{way}", layer.get(way, []))
        for i, branch in enumerate(layer.get("branches", [])):
            yield from names_of_parameters(f"{own}.branches.{i}", branch)


class Network:
    """The layers of a description, with parameters from a file."""

    def __init__(self, layers, parameters):
        self.layers = layers
        self.parameters = {name: tensor.requires_grad_() for name, tensor in parameters.items()}
        expected = set(names_of_parameters("layers", layers))
        if expected != set(parameters):
            raise ValueError(f"the description wants {sorted(expected)}, the file has {sorted(parameters)}")

    def __call__(self, x):
        return torch.flatten(self.run("layers", self.layers, x), 1)

    def run(self, name, layers, x):
        for index, layer in enumerate(layers):
            x = self.apply(f"{name}.{index}", layer, x)
        return x

    def apply(self, name, layer, x):
        kind = layer["type"]
        weight = self.parameters.get(f"{name}.weight")
        bias = self.parameters.get(f"{name}.bias")
        if kind == "residual":
            total = self.run(f"{name}.layers", layer["layers"], x) + self.run(f"{name}.shortcut", layer["shortcut"], x)
            return ACTIVATIONS[layer["activation"]](total)
        if kind == "concat":
            branches = enumerate(layer["branches"])
            return torch.cat([self.run(f"{name}.branches.{i}", branch, x) for i, branch in branches], dim=1)
        if kind == "conv2d":
            return ACTIVATIONS[layer["activation"]](functional.conv2d(pad(x, layer, 0.0), weight, bias, layer["stride"]))
        if kind == "dense":
            return ACTIVATIONS[layer["activation"]](functional.linear(torch.flatten(x, 1), weight, bias))
        if kind == "max_pool2d":
            return functional.max_pool2d(pad(x, layer, float("-inf")), layer["window"], layer["stride"])
        if kind == "avg_pool2d":
            return mean_of_windows(x, layer)
        if kind == "global_avg_pool2d":
            return x.mean(dim=(2, 3))
        if kind == "flatten":
            return torch.flatten(x, 1)
        if kind == "activation":
            return ACTIVATIONS[layer["activation"]](x)
        raise ValueError(f"unknown layer {kind} (dropout is left out on purpose: its masks are not PyTorch's)")


def make_loss(loss):
    if loss["type"] == "softmax_cross_entropy":
        return torch.nn.CrossEntropyLoss(label_smoothing=loss["label_smoothing"])
    if loss["type"] == "mean_squared_error":
        return lambda y, labels: functional.mse_loss(y, functional.one_hot(labels, y.shape[1]).to(y.dtype))
    raise ValueError(f"unknown loss {loss['type']}")


def make_optimizer(optimizer, parameters, learning_rate):
    options = {name: value for name, value in optimizer.items() if name != "type"}
    if optimizer["type"] == "sgd":
        return torch.optim.SGD(parameters, lr=learning_rate, **options)
    rule = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[optimizer["type"]]
    betas = (options.pop("beta1"), options.pop("beta2"))
    return rule(parameters, lr=learning_rate, betas=betas, eps=options.pop("epsilon"), **options)


def print_trajectory(path):
    description = json.loads(path.read_text(encoding="utf-8"))
    network = Network(description["layers"], read_safetensors(path.parent / description["initial"]))
    inputs = read_inputs(path.parent, description["inputs"])
    labels = torch.tensor(read_array(path.parent, description["labels"]).astype("i8"))
    if list(inputs.shape[1:]) != description["input"] or len(inputs) != len(labels):
        raise ValueError(f"inputs are {list(inputs.shape)} and labels {len(labels)}, the network takes {description['input']}")

    batch = description["batch_size"]
    batches = len(inputs) // batch
    loss_function = make_loss(description["loss"])
    optimizer = make_optimizer(description["optimizer"], list(network.parameters.values()), description["learning_rate"])
    for update in range(description["updates"]):
        start = update % batches * batch
        loss = loss_function(network(inputs[start : start + batch]), labels[start : start + batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(json.dumps({"description": path.name, "update": update + 1, "batch_loss": loss.item()}))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: trajectory.py DESCRIPTION.json...")
    torch.set_num_threads(1)  # the networks are small, and the order of sums stays the same
    for argument in sys.argv[1:]:
        print_trajectory(pathlib.Path(argument))
