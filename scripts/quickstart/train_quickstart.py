# SPDX-License-Identifier: Apache-2.0
"""Train the quickstart's small network on the synthetic data set and write it as ONNX.

Nine cores of 256x256 (rows x columns of each layer's im2col matrix; fewest equal parts): conv0 27x16 -> 1, conv1 144x32 -> 1,
conv2 288x32 -> 2, conv3 288x32 -> 2, conv4 288x256 -> 2, the classifier 256x10 -> 1. Core MVMs of one image: 256*1 + 64*1 + 64*2 +
64*2 + 16*2 + 1 = 609; strides and the pool come early so that a cycle-accurate simulation of one image stays short. conv4 fills all
256 columns of its cores and the classifier all 256 rows of its one, so that a fault in any column or row meets a weight of the net.
"""
import argparse
import math
import os
import sys
import time

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from torch import nn
from torch.nn import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "train")]
import synthetic_dataset  # noqa: E402
from analog import AnalogConv2d, AnalogLinear, Programmed, clip_weights, set_analog  # noqa: E402
from export import export_onnx  # noqa: E402

MEAN, STD = (128.0,) * 3, (64.0,) * 3
DEFAULT_OUT = os.path.join(HERE, "..", "..", "testbenches", "chip_inference", "networks", "quickstart.onnx")


class QuickstartNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv0, self.bn0 = AnalogConv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16)
        self.conv1, self.bn1 = AnalogConv2d(16, 32, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(32)
        self.conv2, self.bn2 = AnalogConv2d(32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32)
        self.conv3, self.bn3 = AnalogConv2d(32, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32)
        self.conv4, self.bn4 = AnalogConv2d(32, 256, 3, padding=1, bias=False), nn.BatchNorm2d(256)
        self.classifier = AnalogLinear(256, 10)

    def forward(self, x):
        x = F.relu(self.bn0(self.conv0(x)))
        x = a = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)))
        x = F.relu(self.bn3(self.conv3(x)) + a)  # the residual joins before the ReLU, as in the chip's own ResNet-9
        x = F.max_pool2d(x, 2)
        x = F.relu(self.bn4(self.conv4(x)))
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(x, 1), 1))


def tensors(seed, count):
    images, labels = synthetic_dataset.generate(seed, count)
    x = (images.astype(np.float32) - MEAN[0]) / STD[0]
    return torch.from_numpy(x), torch.from_numpy(labels.astype(np.int64))


@torch.no_grad()
def accuracy(model, x, y):
    model.eval()
    return sum(int((model(x[i:i + 500]).argmax(1) == y[i:i + 500]).sum()) for i in range(0, len(x), 500)) / len(x)


def noisy_accuracy(model, x, y, devices, seeds=5):
    results = []
    for seed in range(seeds):
        with Programmed(model, devices, seed):
            results.append(accuracy(model, x, y))
    return results


def train(model, x, y, epochs, peak, batch, noise):
    optimiser = torch.optim.SGD(model.parameters(), lr=peak, momentum=0.9, nesterov=True, weight_decay=2e-4)
    steps = epochs * (len(x) // batch)
    quiet_until = 0.3 * steps  # weight noise from the start only slows the first epochs down
    step = 0
    for epoch in range(epochs):
        model.train()
        began, total = time.time(), 0.0
        for chosen in torch.randperm(len(x)).split(batch):
            if len(chosen) < batch:
                continue
            warm = min(1.0, step / (0.1 * steps))
            for group in optimiser.param_groups:
                group["lr"] = peak * warm * 0.5 * (1 + math.cos(math.pi * step / steps))
            if step >= quiet_until:
                set_analog(model, noise="gauss", noise_scale=noise, quantise=True)
            loss = F.cross_entropy(model(x[chosen]), y[chosen], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            if step >= quiet_until:
                clip_weights(model, 2.5)
            total += float(loss.detach())
            step += 1
        print(f"epoch {epoch + 1}/{epochs}  loss {total / (len(x) // batch):.4f}  {time.time() - began:.1f} s", flush=True)


def harden(model, x, y, epochs, batch, noise_scale, peak=0.02):
    """Last stage: the chip's own programming noise, enlarged, core by core, on already trained weights.

    Stage one's noise is the same for every weight; the real one grows with the weight, and conv1 (one core, read by both
    branches of the residual) feels it most. Tighter clipping there is worth more than anything later in the net.
    """
    set_analog(model, noise="hermes", noise_scale=noise_scale, quantise=True)
    optimiser = torch.optim.SGD(model.parameters(), lr=peak, momentum=0.9, nesterov=True, weight_decay=2e-4)
    steps, step = epochs * (len(x) // batch), 0
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for chosen in torch.randperm(len(x)).split(batch)[:len(x) // batch]:
            for group in optimiser.param_groups:
                group["lr"] = peak * 0.5 * (1 + math.cos(math.pi * step / steps))
            loss = F.cross_entropy(model(x[chosen]), y[chosen], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            clip_weights(model, 2.0)
            total += float(loss.detach())
            step += 1
        print(f"harden {epoch + 1}/{epochs}  loss {total / (len(x) // batch):.4f}", flush=True)


def load_onnx(model, path):
    """Weights of a file that this script wrote (its initializers keep the names of the net)."""
    values = {tensor.name: torch.from_numpy(onnx.numpy_helper.to_array(tensor).copy()) for tensor in onnx.load(path).graph.initializer}
    model.load_state_dict({name: values.get(name, value) for name, value in model.state_dict().items()})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=40000, help="training images (seed 1)")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--noise", type=float, default=0.07, help="training weight noise, fraction of each layer's largest weight")
    parser.add_argument("--harden", type=int, default=8, help="epochs of the last stage, under enlarged programming noise")
    parser.add_argument("--harden-scale", type=float, default=2.0, help="its noise, times the two-device programming noise")
    parser.add_argument("--init", help="leave the first stage out: start the last one from this ONNX file")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", default=DEFAULT_OUT)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)
    x, y = tensors(synthetic_dataset.TRAIN_SEED, arguments.images)
    model = QuickstartNet().to(memory_format=torch.channels_last)
    if arguments.init:
        load_onnx(model, arguments.init)
    else:
        train(model, x, y, arguments.epochs, arguments.lr, arguments.batch, arguments.noise)
    harden(model, x, y, arguments.harden, arguments.batch, arguments.harden_scale)
    set_analog(model, noise="off", quantise=False)
    x, y = tensors(synthetic_dataset.TEST_SEED, 1000)
    ideal = accuracy(model, x, y)
    print(f"test, 1000 images of seed {synthetic_dataset.TEST_SEED}: float {100 * ideal:.1f} %")
    for devices in (2, 1):
        values = noisy_accuracy(model, x, y, devices)
        print(f"  programming noise, {devices} device(s): mean {100 * sum(values) / len(values):.2f} %, "
              + " ".join(f"{100 * v:.1f}" for v in values))
    export_onnx(model, arguments.out, "quickstart", MEAN, STD, ideal,
                "AnalogCoSim quickstart network, trained on scripts/quickstart/synthetic_dataset.py")
    print(f"wrote {os.path.normpath(arguments.out)}, {os.path.getsize(arguments.out)} bytes")


if __name__ == "__main__":
    main()
