# SPDX-License-Identifier: Apache-2.0
"""Mean of the weights of networks that were trained on from one another: often better than each of them, and steadier under noise.

Only for networks a few epochs apart; the mean of two that were trained from different starts is no network at all.
"""
import argparse

import cifar10
from export import export_onnx
from resnet9 import ResNet9, load_onnx
from train_resnet9 import score


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="ResNet-9 ONNX files")
    parser.add_argument("--out", required=True, help="the ONNX file to write")
    parser.add_argument("--data", default=cifar10.DATA)
    arguments = parser.parse_args()
    states = [load_onnx(ResNet9(), path).state_dict() for path in arguments.networks]
    model = ResNet9()
    model.load_state_dict({name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
                           for name, value in states[0].items()})
    images, labels = cifar10.load_train(arguments.data)
    accuracy = score(model, images[-cifar10.HELD_OUT:], labels[-cifar10.HELD_OUT:], "cpu")
    export_onnx(model, arguments.out, "resnet9-cifar10-hwa", cifar10.MEAN, cifar10.STD, accuracy / 100,
                "ResNet-9 for CIFAR-10, trained by scripts/train; acs.float.accuracy is over the 2,000 held-out training images")
    print(f"wrote {arguments.out} (held-out {accuracy:.2f} %)")


if __name__ == "__main__":
    main()
