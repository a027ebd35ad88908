"""Trains a network with PyTorch in double precision, on batches in the order of the data, and prints the loss before each update.

    python3 trajectory.py DESCRIPTION.json... > trajectories.jsonl

It is the other side of a comparison: SweepDsl trains the same network on the same batches from the same initial weights, and each loss must agree.
So everything here is done by PyTorch's own operations, and nothing is taken from SweepDsl but the description:

    input            [channels, height, width] of an example
    layers           as in the experiment; padding is [top, bottom, left, right]; names of parameters count these layers from 0,
                     and within blocks go on so: layers.3.layers.0.weight, layers.3.shortcut.0.bias, layers.3.branches.1.0.weight
    initial          a safetensors file with such parameters in PyTorch's layouts, and with the running statistics of batch_norm; one that has ghost takes its statistics over
                     so many examples after one another, as if each lot went through the layer by itself
    inputs, labels   raw little-endian arrays: {file, type: uint8 | float32 | float64, shape}; inputs are [examples, height, width, channels],
                     and become (value - mean[channel]) / deviation[channel]
    loss, optimizer, learning_rate, batch_size, updates
    schedule         how the rate changes: {type, ...}, lengths in updates; by PyTorch's own schedulers
    warmup           updates in which the rate rises to where the schedule begins; 0 for none
    clip_gradient_norm, clip_gradient_value, micro_batch   null for none

Each line printed is {"description": FILE NAME, "update": N, "batch_loss": L}; a batch that the data cannot fill is left out, and the data starts over
after the last full one. At the end comes {"description": FILE NAME, "evaluation_loss": L} over all the data, as an evaluation sees it.
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
NORMS = ("batch_norm", "layer_norm", "group_norm")
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
        if layer["type"] in NORMS:
            yield f"{own}.weight"
            yield f"{own}.bias"
        for way in ("layers", "shortcut"):
            yield from names_of_parameters(f"{own}.{way}", layer.get(way, []))
        for i, branch in enumerate(layer.get("branches", [])):
            yield from names_of_parameters(f"{own}.branches.{i}", branch)


class Network:
    """The layers of a description, with parameters from a file."""

    def __init__(self, layers, parameters):
        self.layers = layers
        self.is_training = True
        self.running = {name: tensor for name, tensor in parameters.items() if ".running_" in name}
        self.parameters = {name: tensor.requires_grad_() for name, tensor in parameters.items() if ".running_" not in name}
        expected = set(names_of_parameters("layers", layers))
        if expected != set(self.parameters):
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
            return ACTIVATIONS[layer["activation"]](functional.conv2d(pad(x, layer, 0.0), weight, bias, layer["stride"], groups=layer["groups"]))
        if kind == "dense":
            return ACTIVATIONS[layer["activation"]](functional.linear(torch.flatten(x, 1), weight, bias))
        if kind == "batch_norm":
            return ACTIVATIONS[layer["activation"]](self.batch_norm(name, layer, x, weight, bias))
        if kind == "layer_norm":
            return ACTIVATIONS[layer["activation"]](functional.layer_norm(x, x.shape[1:], weight, bias, layer["epsilon"]))
        if kind == "group_norm":
            return ACTIVATIONS[layer["activation"]](functional.group_norm(x, layer["groups"], weight, bias, layer["epsilon"]))
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


    def batch_norm(self, name, layer, x, weight, bias):
        mean, variance = (self.running[f"{name}.running_{what}"] for what in ("mean", "var"))
        lots = torch.split(x, layer.get("ghost", len(x))) if self.is_training else [x]
        return torch.cat([functional.batch_norm(lot, mean, variance, weight, bias, self.is_training, layer["momentum"], layer["epsilon"]) for lot in lots])


def make_loss(loss):
    if loss["type"] == "softmax_cross_entropy":
        return torch.nn.CrossEntropyLoss(label_smoothing=loss["label_smoothing"])
    if loss["type"] == "mean_squared_error":
        return lambda y, labels: functional.mse_loss(y, functional.one_hot(labels, y.shape[1]).to(y.dtype))
    raise ValueError(f"unknown loss {loss['type']}")


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2, in its words."""

    def __init__(self, parameters, lr, beta1, beta2, weight_decay):
        super().__init__(parameters, dict(lr=lr, beta1=beta1, beta2=beta2, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for theta in group["params"]:
                m = self.state[theta].setdefault("m", torch.zeros_like(theta))
                c = torch.lerp(theta.grad, m, group["beta1"])
                theta -= group["lr"] * (torch.sign(c) + group["weight_decay"] * theta)
                m.copy_(torch.lerp(theta.grad, m, group["beta2"]))


class Lars(torch.optim.Optimizer):
    """You et al. 2017, algorithm 1, with the exceptions of biases and scales that all its users make."""

    def __init__(self, parameters, lr, momentum, weight_decay, trust_coefficient, epsilon):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, beta=weight_decay, eta=trust_coefficient, epsilon=epsilon))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                rate, gradient = group["lr"], w.grad
                if w.dim() > 1:
                    local = group["eta"] * torch.linalg.norm(w) / (torch.linalg.norm(gradient) + group["beta"] * torch.linalg.norm(w) + group["epsilon"])
                    rate = rate * local.item()
                    gradient = gradient + group["beta"] * w
                v.mul_(group["momentum"]).add_(gradient, alpha=rate)
                w -= v


class Lamb(torch.optim.Optimizer):
    """You et al. 2020, algorithm 2, with the exceptions of biases and scales that all its users make."""

    def __init__(self, parameters, lr, beta1, beta2, epsilon, weight_decay):
        super().__init__(parameters, dict(lr=lr, beta1=beta1, beta2=beta2, epsilon=epsilon, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for x in group["params"]:
                state = self.state[x]
                t = state["t"] = state.get("t", 0) + 1
                m = state["m"] = group["beta1"] * state.get("m", 0) + (1 - group["beta1"]) * x.grad
                v = state["v"] = group["beta2"] * state.get("v", 0) + (1 - group["beta2"]) * x.grad.square()
                r = (m / (1 - group["beta1"] ** t)) / ((v / (1 - group["beta2"] ** t)).sqrt() + group["epsilon"])
                ratio = 1.0
                if x.dim() > 1:
                    r = r + group["weight_decay"] * x
                    ratio = (torch.linalg.norm(x) / torch.linalg.norm(r)).item()
                x -= group["lr"] * ratio * r


def make_optimizer(optimizer, parameters, learning_rate):
    options = {name: value for name, value in optimizer.items() if name != "type"}
    if optimizer["type"] == "sgd":
        return torch.optim.SGD(parameters, lr=learning_rate, **options)
    if optimizer["type"] == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=learning_rate, alpha=options.pop("decay"), eps=options.pop("epsilon"), **options)
    if optimizer["type"] == "adagrad":
        return torch.optim.Adagrad(
            parameters,
            lr=learning_rate,
            lr_decay=options["learning_rate_decay"],
            weight_decay=options["weight_decay"],
            initial_accumulator_value=options["initial_sum"],
            eps=options["epsilon"],
        )
    if optimizer["type"] in ("lion", "lars", "lamb"):
        return {"lion": Lion, "lars": Lars, "lamb": Lamb}[optimizer["type"]](parameters, lr=learning_rate, **options)
    rule = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[optimizer["type"]]
    betas = (options.pop("beta1"), options.pop("beta2"))
    return rule(parameters, lr=learning_rate, betas=betas, eps=options.pop("epsilon"), **options)


def make_scheduler(optimizer, schedule, rate, warmup):
    """PyTorch's scheduler of a schedule; its step() follows each update."""
    schedulers = torch.optim.lr_scheduler
    kind, length = schedule["type"], schedule.get("length")
    if warmup:
        rise = schedulers.LinearLR(optimizer, start_factor=1 / warmup, total_iters=warmup - 1)
        return schedulers.SequentialLR(optimizer, [rise, make_scheduler(optimizer, schedule, rate, 0)], milestones=[warmup])
    if kind == "constant":
        return schedulers.LambdaLR(optimizer, lambda update: 1.0)
    if kind == "step":
        return schedulers.StepLR(optimizer, step_size=length, gamma=schedule["factor"])
    if kind == "exponential":
        return schedulers.ExponentialLR(optimizer, gamma=schedule["factor"] ** (1 / length))
    if kind == "cosine":
        return schedulers.CosineAnnealingLR(optimizer, T_max=length, eta_min=schedule["final"] * rate)
    if kind == "linear":
        return schedulers.LinearLR(optimizer, start_factor=schedule["initial"], end_factor=schedule["final"], total_iters=length)
    if kind == "polynomial":
        return schedulers.PolynomialLR(optimizer, total_iters=length, power=schedule["power"])
    if kind == "one_cycle":
        return schedulers.OneCycleLR(
            optimizer,
            max_lr=rate,
            total_steps=length,
            pct_start=schedule["rise"],
            anneal_strategy="linear" if schedule["anneal"] == "Linear" else "cos",
            cycle_momentum=False,
            div_factor=1 / schedule["initial"],
            final_div_factor=schedule["initial"] / schedule["final"],
        )
    raise ValueError(f"unknown schedule {kind}")


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
    parameters = list(network.parameters.values())
    optimizer = make_optimizer(description["optimizer"], parameters, description["learning_rate"])
    scheduler = make_scheduler(optimizer, description["schedule"], description["learning_rate"], description["warmup"])
    part = description["micro_batch"] or batch
    for update in range(description["updates"]):
        start = update % batches * batch
        optimizer.zero_grad()
        total = 0.0
        for first in range(start, start + batch, part):
            end = min(first + part, start + batch)
            loss = loss_function(network(inputs[first:end]), labels[first:end]) * ((end - first) / batch)
            loss.backward()
            total += loss.item()
        if description["clip_gradient_norm"] is not None:
            torch.nn.utils.clip_grad_norm_(parameters, description["clip_gradient_norm"])
        if description["clip_gradient_value"] is not None:
            torch.nn.utils.clip_grad_value_(parameters, description["clip_gradient_value"])
        optimizer.step()
        if update + 1 < description["updates"]:
            scheduler.step()
        print(json.dumps({"description": path.name, "update": update + 1, "batch_loss": total}))

    network.is_training = False
    print(json.dumps({"description": path.name, "evaluation_loss": loss_function(network(inputs), labels).item()}))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: trajectory.py DESCRIPTION.json...")
    torch.set_num_threads(1)  # the networks are small, and the order of sums stays the same
    for argument in sys.argv[1:]:
        print_trajectory(pathlib.Path(argument))
