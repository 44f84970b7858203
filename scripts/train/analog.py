# SPDX-License-Identifier: Apache-2.0
"""What the training scripts know about the chip: how a layer is cut into cores, how noisy and aged its weights are, 8-bit inputs.

Only the weight-level model lives here (devices.py, no ADC, no INT8 partial sums, noise of a reading drawn once for all); the bench
itself holds the complete one. The chip's authors found that this level of detail reproduces their silicon within 0.1 point for ResNet-9.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

import devices as pcm

CORE_SIZE = 256  # rows and columns of one crossbar


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


def column_slopes(now, then):
    """Factor of each output that brings its weights `now` closest to those `then` (least squares); shape [outputs, 1, ...]."""
    across = tuple(range(1, now.dim()))
    return (now * then).sum(across, keepdim=True) / (now * now).sum(across, keepdim=True).clamp(min=1e-12)


def program(weight, devices, generator=None, seconds=0.0, aimed=0.0):
    """One draw of the weights as cores hold them `seconds` after programming, drift taken out by one factor an output.

    aimed: seconds after programming for which the targets are chosen (pcm.target_for).

    Each weight is a pair of conductances, both noisy, neither below zero: the one that should be at zero is noisy too.
    """
    maxima = core_maxima(weight)
    wanted = weight.detach() / maxima
    plus, minus = (pcm.sample(pcm.target_for(polarity.clamp(min=0), devices, aimed), devices, seconds, generator)
                   for polarity in (wanted, -wanted))
    held = (plus - minus) * maxima
    return held * column_slopes(held, weight.detach()) if seconds or aimed else held


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

    noise         "off"; "gauss": sigma = noise_scale * the layer's largest |weight|; "hermes": noise_scale times the deviation of
                  noise_devices' cells noise_seconds after programming (targets aimed at noise_aimed seconds), core by core, around
                  the mean that they have drifted to (after one factor an output, which the chip compensates). One draw per training batch, straight-through gradient.
    quantise      round inputs to 8 bits of +-input_max, the running maximum of what training has seen
    output_noise  additive noise on the layer's output, in units of the output's running standard deviation
    """

    SIGMA_EVERY = 8  # sigma follows the weights, which move little in one step: it is computed anew every so many steps

    def reset_analog(self):
        self.noise, self.noise_scale, self.noise_devices = "off", 0.0, 2
        self.noise_seconds = self.noise_aimed = 0.0
        self.quantise, self.output_noise = False, 0.0
        self.register_buffer("input_max", torch.zeros(()))
        self.register_buffer("output_std", torch.zeros(()))
        self._shift = self._sigma = None
        self._sigma_age = 0

    def _moments(self):
        """(what drift adds to the mean of the weights, standard deviation at a noise_scale of 1)."""
        weight = self.weight.detach()
        if self.noise == "gauss":
            return torch.zeros_like(weight), torch.ones_like(weight) * weight.abs().max()
        maxima = core_maxima(weight)
        mean, sigma = pcm.moments_for(weight.abs() / maxima, self.noise_devices, self.noise_seconds, self.noise_aimed)
        mean = mean * weight.sign() * maxima
        slopes = column_slopes(mean, weight)
        return mean * slopes - weight, sigma * maxima * slopes

    def analog_weight(self):
        if self.noise == "off" or not self.training:
            return self.weight
        with torch.no_grad():
            if self._sigma is None or self._sigma_age >= self.SIGMA_EVERY:
                (self._shift, self._sigma), self._sigma_age = self._moments(), 0
            self._sigma_age += 1
            delta = NoiseTable.normal(self.weight.shape, self.weight.dtype, self.weight.device, self.weight.dim() == 4)
            delta = torch.addcmul(self._shift, delta, self._sigma, value=self.noise_scale)
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
            spread = y[:8].float().std()  # a few images are enough for one number per layer
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
    """Set noise, noise_scale, noise_devices, noise_seconds, noise_aimed, quantise or output_noise on every layer."""
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
    """`with Programmed(model, devices, seed):` runs the body with one draw of weights `seconds` old, then restores the ideal ones."""

    def __init__(self, model, devices, seed, seconds=0.0, aimed=0.0):
        self.layers, self.devices, self.seed, self.seconds, self.aimed = analog_layers(model), devices, seed, seconds, aimed

    def __enter__(self):
        generator = torch.Generator().manual_seed(self.seed)
        self.kept = [layer.weight.detach().clone() for layer in self.layers]
        for layer in self.layers:
            layer.weight.data.copy_(program(layer.weight, self.devices, generator, self.seconds, self.aimed))

    def __exit__(self, *_):
        for layer, weight in zip(self.layers, self.kept):
            layer.weight.data.copy_(weight)
