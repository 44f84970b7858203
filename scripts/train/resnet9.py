# SPDX-License-Identifier: Apache-2.0
"""ResNet-9 of the chip's publication (Le Gallo et al., Nature Electronics 6, 680, 2023): 1,866,536 weights, 40 cores.

With two residual blocks in a place instead of one it is ResNet-13, our own: 2,995,496 weights that fill all 64 cores.
"""
import torch
from torch import nn
from torch.nn import functional as F

from analog import AnalogConv2d, AnalogLinear

FILTERS = (56, 112, 224)  # of conv 0; of conv 1 and the first residual blocks; of all that follows
CORES = {1: 40, 2: 64}    # by residual blocks in a place
POOLED = {"early": (0, 1, 2), "late": (1, 2, 3)}  # which of the convolutions outside residual blocks a 2 x 2 pool follows


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


class Residual(nn.Module):
    """Two convolutions; the input joins before the second ReLU."""

    def __init__(self, filters):
        super().__init__()
        self.first, self.second = ConvNorm(filters, filters), ConvNorm(filters, filters)

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + x)


class ResNet9(nn.Module):
    """Conv, BN, ReLU throughout; pools 2, 2, 2, 4 after conv 0, conv 1, the convolution that widens to 224, and the last.

    blocks: residual blocks in each of the two places; 1 is the published network.
    pools:  "early" as published; "late" after conv 1 and the two convolutions behind the early blocks: the same weights on the same cores,
            but the early layers see four times the pixels (three times the arithmetic of an image).
    """

    def __init__(self, blocks=1, pools="early"):
        super().__init__()
        self.blocks, self.pools = blocks, pools
        few, some, many = FILTERS
        self.begin = nn.ModuleList([ConvNorm(3, few), ConvNorm(few, some)])
        self.early = nn.ModuleList(Residual(some) for _ in range(blocks))
        self.wider = nn.ModuleList([ConvNorm(some, many), ConvNorm(many, many)])
        self.late = nn.ModuleList(Residual(many) for _ in range(blocks))
        self.classifier = AnalogLinear(many, 10)

    def forward(self, x):
        for first, layers, blocks in ((0, self.begin, self.early), (2, self.wider, self.late)):
            for k, layer in enumerate(layers, first):
                x = layer.pooled(x) if k in POOLED[self.pools] else F.relu(layer(x))
            for block in blocks:
                x = block(x)
        x = F.max_pool2d(x, int(x.shape[-1]))  # all of what is left: 4 x 4 of an image of 32 x 32
        return self.classifier(torch.flatten(x, 1))

    @property
    def name(self):
        """ResNet-9, ResNet-13: by its layers with weights that a residual block repeats, as the publication counts."""
        return f"ResNet-{5 + 4 * self.blocks}"

    def convolutions(self, blocks=None):
        """The ConvNorm layers in the order of the graph; only the first `blocks` residual blocks of each place."""
        order = list(self.begin)
        for place, then in ((self.early, self.wider), (self.late, ())):
            order += [layer for block in place[:blocks] for layer in (block.first, block.second)] + list(then)
        return order

    @torch.no_grad()
    def pass_through(self, blocks):
        """Make the residual blocks after the first `blocks` of each place hand their input on: their second batch norms multiply by zero."""
        for place in (self.early, self.late):
            for block in place[blocks:]:
                block.second.bn.weight.zero_()


def pools_of(graph, blocks):
    """"early" or "late", by the number of convolutions before each pool of a graph with so many residual blocks in a place; None if neither."""
    kinds = [node.op_type for node in graph.node if node.op_type in ("Conv", "MaxPool")]
    found = [kinds[:at].count("Conv") for at, kind in enumerate(kinds) if kind == "MaxPool"]
    behind = (1, 2, 3 + 2 * blocks, 4 + 2 * blocks)  # convolutions up to each of those outside residual blocks
    return next((name for name, places in POOLED.items() if found == [behind[k] for k in places] + [4 + 4 * blocks]), None)


def load_onnx(path, blocks=None, pools=None):
    """The network of an ONNX file that was exported from here (Conv, BatchNormalization and Gemm in the order of the net).

    blocks: residual blocks in a place (default: those of the file). Additional ones are new and hand their input on, so the network computes what it did.
    pools: where the network pools (default: where the file's does). Elsewhere the weights are a place to begin from, not the same network.
    """
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    values = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity":  # the exporter stores equal tensors once
            values[node.output[0]] = values[node.input[0]]
    nodes = {kind: [node for node in graph.node if node.op_type == kind] for kind in ("Conv", "BatchNormalization", "Gemm")}
    counts = [len(nodes[kind]) for kind in ("Conv", "BatchNormalization", "Gemm")]
    there = (counts[0] - 4) // 4
    pooled = pools_of(graph, there)
    if there < 1 or not pooled or counts != [4 + 4 * there, 4 + 4 * there, 1] or (blocks or there) < there:
        raise ValueError(f"{path}: expected a ResNet-9 of at most {blocks or 'any number of'} residual blocks in a place (8, 12, ... Conv, as many "
                         f"BatchNormalization, 1 Gemm, MaxPool where {' or '.join(POOLED)} pools are), "
                         f"found {counts[0]} Conv, {counts[1]} BatchNormalization, {counts[2]} Gemm")
    model = ResNet9(blocks or there, pools or pooled)
    for layer, conv, norm in zip(model.convolutions(there), nodes["Conv"], nodes["BatchNormalization"]):
        layer.conv.weight.data.copy_(values[conv.input[1]])
        for target, name in zip((layer.bn.weight, layer.bn.bias, layer.bn.running_mean, layer.bn.running_var), norm.input[1:]):
            target.data.copy_(values[name])
    model.pass_through(there)
    gemm = nodes["Gemm"][0]
    model.classifier.weight.data.copy_(values[gemm.input[1]])  # transB = 1: [outputs, inputs]
    model.classifier.bias.data.copy_(values[gemm.input[2]])
    return model
