# SPDX-License-Identifier: Apache-2.0
"""Mean of the weights of networks that were trained on from one another: often better than each of them, and steadier under noise.

Only for networks a few epochs apart; the mean of two that were trained from different starts is no network at all.
"""
import argparse

import torch

import cifar10
from resnet9 import ResNet9, load_onnx
from train_resnet9 import write_network


def mean(models):
    """A network of the mean weights and batch-norm statistics of `models`."""
    shapes = sorted({(model.blocks, model.pools) for model in models})
    if len(shapes) > 1:
        raise ValueError(f"expected networks of one shape, found (residual blocks in a place, pools) {shapes}")
    states = [model.state_dict() for model in models]
    model = ResNet9(models[0].blocks, models[0].pools)
    model.load_state_dict({name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
                           for name, value in states[0].items()})
    return model


def load(path):
    """The network of an ONNX file, or the weight average of a checkpoint (.pt) of train_resnet9.py."""
    if not path.endswith(".pt"):
        return load_onnx(path)
    checkpoint = torch.load(path, map_location="cpu")
    state = checkpoint["average"]
    model = ResNet9(sum(name.startswith("early.") and name.endswith(".first.conv.weight") for name in state), checkpoint.get("pools", "early"))
    model.load_state_dict(state)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", help="ResNet-9 ONNX files, or checkpoints of which the weight average is taken")
    parser.add_argument("--out", required=True, help="the ONNX file to write")
    parser.add_argument("--data", default=cifar10.DATA)
    arguments = parser.parse_args()
    model = mean([load(path) for path in arguments.networks])
    _, held = cifar10.split(*cifar10.load_train(arguments.data))
    write_network(model, arguments.out, held)


if __name__ == "__main__":
    main()
