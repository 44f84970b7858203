#!/usr/bin/env python3
"""Write a network of drawn weights that takes all 64 cores with 64 MVMs per image; needs Python alone.

Dense layers on a 3x32x32 image, alternately narrow and wide: 3072 -> 8 is a chain of 12 cores, 8 -> 2048 are 8 cores with all 256 columns, 2048 -> 8 is a chain of
8 cores with all 256 rows. It classifies nothing; it is there to make every tile and link work.
"""
import argparse
import struct

SIZES = [3072, 8, 2048, 8, 2048, 8, 2048, 8, 512, 10]  # cores: 12 + 8 + 8 + 8 + 8 + 8 + 8 + 2 + 2


def varint(value):
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def number(field, value):
    return varint(field << 3) + varint(value)


def nested(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data


def text(field, value):
    return nested(field, value.encode())


def tensor(name, shape, values):
    return b"".join(number(1, d) for d in shape) + number(2, 1) + text(8, name) + nested(9, struct.pack(f"<{len(values)}f", *values))


def node(kind, inputs, output):
    return b"".join(text(1, name) for name in inputs) + text(2, output) + text(3, f"{kind}_{output}") + text(4, kind)


def value_info(name, shape):
    dims = b"".join(nested(1, text(2, d) if isinstance(d, str) else number(1, d)) for d in shape)
    return text(1, name) + nested(2, nested(1, number(1, 1) + nested(2, dims)))


def weights(layer, rows, columns):
    """Whole numbers over 512 from a linear congruential generator: the same file on every machine."""
    state = 12345 + layer
    for _ in range(rows * columns):
        state = (state * 1664525 + 1013904223) % 2**32
        yield ((state >> 22) - 512) / 512


def network():
    nodes, initializers, name = [nested(1, node("Flatten", ["x"], "h0"))], [], "h0"
    for k, (rows, columns) in enumerate(zip(SIZES, SIZES[1:])):
        initializers.append(nested(5, tensor(f"w{k}", [rows, columns], list(weights(k, rows, columns)))))
        last = k == len(SIZES) - 2
        nodes.append(nested(1, node("MatMul", [name, f"w{k}"], "y" if last else f"m{k}")))
        if not last:
            nodes.append(nested(1, node("Relu", [f"m{k}"], f"h{k + 1}")))
        name = f"h{k + 1}"
    graph = b"".join(nodes) + text(2, "all-cores") + b"".join(initializers)
    graph += nested(11, value_info("x", ["N", 3, 32, 32])) + nested(12, value_info("y", ["N", SIZES[-1]]))
    return number(1, 8) + nested(7, graph) + nested(8, number(2, 13))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="testbenches/chip_inference/networks/all-cores.onnx")
    with open(parser.parse_args().out, "wb") as file:
        file.write(network())
