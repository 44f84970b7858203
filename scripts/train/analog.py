# SPDX-License-Identifier: Apache-2.0
"""What the training scripts know about the chip: how a layer is cut into cores, how noisily a core is programmed, 8-bit inputs.

Only the weight-level model lives here (programming noise per core, no drift, no read noise, no ADC); the bench itself holds the
complete one. The chip's authors found that this level of detail reproduces their silicon within 0.1 point for ResNet-9.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

CORE_SIZE = 256  # rows and columns of one crossbar

# Standard deviation of the conductance, in microsiemens, right after programming to r = g / Gmax: polynomials in r, lowest power
# first, and Gmax. Source: IBM/aihwkit, src/aihwkit/inference/noise/hermes.py, class HermesNoiseModel.
PROGRAMMING_NOISE = {
    1: (10.35, (0.15781817, 2.32443916, -2.16310839, 0.68841818)),   # one device per polarity (ODP)
    2: (20.70, (0.16603222, 4.71806468, -8.48101252, 4.68961419)),   # two devices per polarity (TDP)
}


def parts(length, limit=CORE_SIZE):
    """Sizes of the fewest (nearly) equal parts <= limit: 504 -> [252, 252]. The first parts take the remainder."""
    count = math.ceil(length / limit)
    return [length // count + (1 if i < length % count else 0) for i in range(count)]


def core_slices(weight):
    """(row slice, column slice) of each core of a layer; rows are the inputs (Cin*kh*kw in im2col order), columns the outputs."""
    outputs, inputs = weight.shape[0], weight[0].numel()
    slices, top = [], 0
    for rows in parts(inputs):
        left = 0
        for columns in parts(outputs):
            slices.append((slice(top, top + rows), slice(left, left + columns)))
            left += columns
        top += rows
    return slices


def core_maxima(weight):
    """For every weight, the largest |weight| of its core (each core has its own Wmax -> Gmax scale); shape of the weight."""
    matrix = weight.detach().reshape(weight.shape[0], -1)  # [outputs, inputs]
    maxima = torch.empty_like(matrix)
    for rows, columns in core_slices(weight):
        maxima[columns, rows] = matrix[columns, rows].abs().max()
    return maxima.reshape(weight.shape)


def relative_sigma(r, devices):
    """Programming noise over Gmax at r = g / Gmax in 0..1."""
    gmax, (c0, c1, c2, c3) = PROGRAMMING_NOISE[devices]
    return (c0 + r * (c1 + r * (c2 + r * c3))) / gmax


def program(weight, devices, generator=None):
    """The weights as a core holds them: each a pair of conductances, both noisy, neither below zero.

    The device that should be at zero is noisy too (after clipping a half-normal floor), as in aihwkit's SinglePairConductanceConverter.
    """
    maxima = core_maxima(weight)
    wanted = weight.detach() / maxima
    pair = []
    for polarity in (wanted.clamp(min=0), (-wanted).clamp(min=0)):
        noise = torch.randn(weight.shape, generator=generator).to(weight.device)
        pair.append((polarity + relative_sigma(polarity, devices) * noise).clamp(min=0))
    return (pair[0] - pair[1]) * maxima


class _RoundTo8Bits(torch.autograd.Function):
    """x -> clamp(round(x / step), -127, 127) * step, the gradient passed straight through."""

    @staticmethod
    def forward(ctx, x, step):
        return torch.round(x / step).clamp_(-127, 127).mul_(step)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None


class NoiseTable:
    """Standard normal numbers drawn once; each use takes a slice at a random place. Fresh ones would cost more than the training step.

    2^24 numbers and millions of starting points: no two steps of a run meet the same noise in the same place in practice.
    """

    SIZE = 1 << 24
    _tables = {}

    @classmethod
    def normal(cls, shape, dtype, device, channels_last=False):
        key = (dtype, str(device))
        if key not in cls._tables:
            cls._tables[key] = torch.randn(cls.SIZE).to(device, dtype)
        count = math.prod(shape)
        start = int(torch.randint(cls.SIZE - count + 1, ()))
        values = cls._tables[key][start:start + count]
        if channels_last:
            n, c, h, w = shape
            return values.view(n, h, w, c).permute(0, 3, 1, 2)
        return values.view(shape)


class AnalogLayer:
    """Mixed into Conv2d and Linear. Off by default: then the layer is the plain one, which is also what gets exported.

    noise         "off"; "gauss": sigma = noise_scale * the layer's largest |weight|; "hermes": noise_scale times the programming noise
                  polynomial of noise_devices, core by core. One draw per training batch, straight-through gradient.
    quantise      round inputs to 8 bits of +-input_max, the running maximum of what training has seen
    output_noise  additive noise on the layer's output, in units of the output's running standard deviation
    """

    SIGMA_EVERY = 8  # sigma follows the weights, which move little in one step: it is computed anew every so many steps

    def reset_analog(self):
        self.noise, self.noise_scale, self.noise_devices, self.quantise, self.output_noise = "off", 0.0, 2, False, 0.0
        self.register_buffer("input_max", torch.zeros(()))
        self.register_buffer("output_std", torch.zeros(()))
        self._sigma, self._sigma_age = None, 0

    def _relative_to_scale(self):
        if self.noise == "gauss":
            return torch.ones_like(self.weight) * self.weight.abs().max()
        maxima = core_maxima(self.weight)
        return maxima * relative_sigma(self.weight.abs() / maxima, self.noise_devices)

    def analog_weight(self):
        if self.noise == "off" or not self.training:
            return self.weight
        with torch.no_grad():
            if self._sigma is None or self._sigma_age >= self.SIGMA_EVERY:
                self._sigma, self._sigma_age = self._relative_to_scale(), 0
            self._sigma_age += 1
            delta = NoiseTable.normal(self.weight.shape, self.weight.dtype, self.weight.device, self.weight.dim() == 4)
            delta = delta * self._sigma * self.noise_scale
        return self.weight + delta

    def analog_input(self, x):
        if not self.quantise:
            return x
        if self.training:
            with torch.no_grad():
                largest = x.abs().max().float()
                self.input_max.copy_(torch.where(self.input_max > 0, 0.95 * self.input_max + 0.05 * largest, largest))
        return _RoundTo8Bits.apply(x, (self.input_max / 127).to(x.dtype)) if self.input_max > 0 else x

    def analog_output(self, y):
        if self.output_noise == 0 or not self.training:
            return y
        with torch.no_grad():
            spread = y[:8].float().std()  # a few images are enough for one number a layer
            self.output_std.copy_(torch.where(self.output_std > 0, 0.95 * self.output_std + 0.05 * spread, spread))
            delta = NoiseTable.normal(y.shape, y.dtype, y.device, y.dim() == 4)
        return y.add_(delta, alpha=float(self.output_noise * self.output_std))


class AnalogConv2d(AnalogLayer, nn.Conv2d):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.reset_analog()

    def forward(self, x):
        y = F.conv2d(self.analog_input(x), self.analog_weight(), self.bias, self.stride, self.padding)
        return self.analog_output(y)


class AnalogLinear(AnalogLayer, nn.Linear):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.reset_analog()

    def forward(self, x):
        return self.analog_output(F.linear(self.analog_input(x), self.analog_weight(), self.bias))


def analog_layers(model):
    return [module for module in model.modules() if isinstance(module, AnalogLayer)]


def set_analog(model, **settings):
    """Set noise, noise_scale, noise_devices, quantise or output_noise on every layer."""
    for layer in analog_layers(model):
        for name, value in settings.items():
            if not hasattr(layer, name):
                raise AttributeError(f"an analog layer has no setting '{name}'")
            setattr(layer, name, value)


@torch.no_grad()
def clip_weights(model, sigmas):
    """Clip each layer's weights at +-sigmas standard deviations. A smaller Wmax is a smaller programming error of every weight."""
    for layer in analog_layers(model):
        limit = sigmas * layer.weight.std()
        layer.weight.clamp_(-limit, limit)


class Programmed:
    """`with Programmed(model, devices, seed):` runs the body with one draw of programmed weights, then restores the ideal ones."""

    def __init__(self, model, devices, seed):
        self.layers, self.devices, self.seed = analog_layers(model), devices, seed

    def __enter__(self):
        generator = torch.Generator().manual_seed(self.seed)
        self.kept = [layer.weight.detach().clone() for layer in self.layers]
        for layer in self.layers:
            layer.weight.data.copy_(program(layer.weight, self.devices, generator))

    def __exit__(self, *_):
        for layer, weight in zip(self.layers, self.kept):
            layer.weight.data.copy_(weight)
