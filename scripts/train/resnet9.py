# SPDX-License-Identifier: Apache-2.0
"""ResNet-9 of the chip's publication (Le Gallo et al., Nature Electronics 6, 680, 2023): 1,866,536 weights, 40 cores."""
import torch
from torch import nn
from torch.nn import functional as F

from analog import AnalogConv2d, AnalogLinear

FILTERS = (56, 112, 112, 112, 224, 224, 224, 224)


class ConvNorm(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv, self.bn = AnalogConv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.bn(self.conv(x))

    def pooled(self, x):
        """Conv, BN, ReLU, 2 x 2 max-pool; in training the ReLU comes last and touches a quarter of the data, with the same numbers."""
        y = self(x)
        return F.relu_(F.max_pool2d(y, 2)) if self.training else F.max_pool2d(F.relu(y), 2)


class ResNet9(nn.Module):
    """Conv, BN, ReLU throughout; pools 2, 2, 2, 4 after conv 0, 1, 4, 7; in conv 3 and conv 7 the residual joins before the ReLU."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(ConvNorm(i, o) for i, o in zip((3,) + FILTERS, FILTERS))
        self.classifier = AnalogLinear(FILTERS[-1], 10)

    def forward(self, x):
        conv = self.layers
        x = conv[0].pooled(x)
        x = a = conv[1].pooled(x)
        x = F.relu(conv[3](F.relu(conv[2](x))) + a)
        x = conv[4].pooled(x)
        x = b = F.relu(conv[5](x))
        y = F.relu(conv[7](F.relu(conv[6](x))) + b)
        x = F.max_pool2d(y, int(y.shape[-1]))  # all of what is left: 4 x 4 of an image of 32 x 32
        return self.classifier(torch.flatten(x, 1))


def load_onnx(model, path):
    """Start from the weights of an ONNX file of this topology (Conv, BatchNormalization and Gemm in the order of the net)."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    values = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    nodes = {kind: [node for node in graph.node if node.op_type == kind] for kind in ("Conv", "BatchNormalization", "Gemm")}
    if [len(nodes[kind]) for kind in ("Conv", "BatchNormalization", "Gemm")] != [8, 8, 1]:
        raise ValueError(f"{path} is not a ResNet-9: expected 8 Conv, 8 BatchNormalization and 1 Gemm")
    for layer, conv, norm in zip(model.layers, nodes["Conv"], nodes["BatchNormalization"]):
        layer.conv.weight.data.copy_(values[conv.input[1]])
        for target, name in zip((layer.bn.weight, layer.bn.bias, layer.bn.running_mean, layer.bn.running_var), norm.input[1:]):
            target.data.copy_(values[name])
    gemm = nodes["Gemm"][0]
    model.classifier.weight.data.copy_(values[gemm.input[1]])  # transB = 1: [outputs, inputs]
    model.classifier.bias.data.copy_(values[gemm.input[2]])
    return model
