# SPDX-License-Identifier: Apache-2.0
"""Accuracy of a ResNet-9 ONNX file on the CIFAR-10 test images: float, 8-bit inputs, one- and two-device programming noise.

The noise is analog.py's: weights only (no drift, no read noise, no ADC, no INT8 partial sums). Layer inputs are rounded to 8 bits
of the range that 1,000 training images reach. Run it once, for the report; choices are made on the held-out training images.
"""
import argparse

import torch

import cifar10
from analog import Programmed, analog_layers, set_analog
from export import record_accuracy
from resnet9 import load_onnx
from train_resnet9 import count_right


@torch.no_grad()
def calibrate(model, images, device):
    """Set every layer's input range from images, and have inputs rounded from then on."""
    def note(layer, inputs):
        layer.input_max.copy_(torch.maximum(layer.input_max, inputs[0].abs().max()))
    hooks = [layer.register_forward_pre_hook(note) for layer in analog_layers(model)]
    model.eval()
    for at in range(0, len(images), 500):
        model(cifar10.normalise(images[at:at + 500], device))
    for hook in hooks:
        hook.remove()
    set_analog(model, quantise=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="ResNet-9 ONNX files")
    parser.add_argument("--data", default=cifar10.DATA)
    parser.add_argument("--set", choices=("test", "held-out"), default="test")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="write the float accuracy into the file's metadata")
    parser.add_argument("--bf16", action="store_true", help="bfloat16 arithmetic: three times as fast, 0.1 point coarser")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    (train_images, _), held = cifar10.split(*cifar10.load_train(arguments.data))
    images, labels = cifar10.load_test(arguments.data) if arguments.set == "test" else held
    for path in arguments.networks:
        model = load_onnx(path).to(device, memory_format=torch.channels_last)

        def percent():
            return 100 * count_right(model, images, labels, device, arguments.bf16) / len(labels)

        ideal = percent()
        print(f"{path}: {len(labels)} {arguments.set} images\n  float                {ideal:.2f} %", flush=True)
        if arguments.record:
            record_accuracy(path, ideal / 100)
        calibrate(model, train_images[:1000], device)
        print(f"  8-bit inputs         {percent():.2f} %", flush=True)
        for devices in (2, 1):
            values = []
            for seed in range(arguments.seeds):
                with Programmed(model, devices, seed):
                    values.append(percent())
            print(f"  {devices} device(s), 8 bits   mean {sum(values) / len(values):.2f} %   "
                  + " ".join(f"{value:.2f}" for value in values), flush=True)


if __name__ == "__main__":
    main()
