# SPDX-License-Identifier: Apache-2.0
"""CIFAR-10 from files, and its training augmentation on uint8 images (cheap on a CPU: slices, no floating point)."""
import os

import numpy as np
import torch

REPOSITORY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DATA = os.environ.get("ACS_DATA", os.path.join(REPOSITORY, "..", "shared", "data"))
MODELS = os.environ.get("ACS_MODELS", os.path.join(REPOSITORY, "..", "shared", "models"))

MEAN, STD = (125.3, 123.0, 113.9), (63.0, 62.1, 66.7)  # of the training pixels, red green blue, on the scale 0..255
HELD_OUT = 2000                                        # last training images: recipe and checkpoints are chosen on these
PAD = 4


def load_train(data=DATA):
    """All 50,000 training images, uint8 [50000, 32, 32, 3], and labels. 50 lossless WebP strips of 25 x 40 tiles each."""
    from PIL import Image
    folder = os.path.join(data, "train_sets", "cifar10")
    strips = []
    for k in range(50):
        strip = np.asarray(Image.open(os.path.join(folder, f"train_{k:02d}.webp")).convert("RGB"))
        strips.append(strip.reshape(25, 32, 40, 32, 3).transpose(0, 2, 1, 3, 4).reshape(1000, 32, 32, 3))
    return np.concatenate(strips), np.fromfile(os.path.join(folder, "train_labels.bin"), np.uint8)


def split(images, labels):
    """((images, labels) to train on, (images, labels) held out) of the training set."""
    return (images[:-HELD_OUT], labels[:-HELD_OUT]), (images[-HELD_OUT:], labels[-HELD_OUT:])


def load_test(data=DATA):
    """The exact images among the first 8,000 test images (7,983 of them), uint8 [n, 32, 32, 3], and labels."""
    folder = os.path.join(data, "cifar10")
    records = np.fromfile(os.path.join(folder, "test_first8000.bin"), np.uint8).reshape(-1, 3073)
    with open(os.path.join(folder, "test_first8000_missing.txt"), encoding="ascii") as file:
        missing = [int(word) for word in file.read().split() if word.isdigit()]
    keep = np.setdiff1d(np.arange(len(records)), missing)
    records = records[keep]
    return np.ascontiguousarray(records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)), records[:, 0]


def normalise(images, device="cpu"):
    """uint8 [n, 32, 32, 3] -> float32 [n, 3, 32, 32], channels last in memory."""
    x = torch.from_numpy(np.ascontiguousarray(images)).to(device).float()
    x = (x - torch.tensor(MEAN, device=device)) / torch.tensor(STD, device=device)
    return x.permute(0, 3, 1, 2)


class Augmented:
    """Random crop (reflected border of 4), flip and square cutout; one pass over the images in random order per epoch."""

    def __init__(self, images, labels, cutout):
        self.padded = np.pad(images, ((0, 0), (PAD, PAD), (PAD, PAD), (0, 0)), mode="reflect")
        self.labels, self.cutout = labels.astype(np.int64), cutout
        self.first_flip = np.random.default_rng(7).integers(0, 2, len(labels))

    def epoch(self, number, batch, random, device="cpu"):
        """Yields (images, labels) of epoch `number`; the last, smaller batch is left out. `random` is a numpy Generator.

        An image is flipped in every second epoch, so two epochs in a row show both of its sides.
        """
        order = random.permutation(len(self.labels))
        for at in range(0, len(order) - batch + 1, batch):
            chosen = order[at:at + batch]
            out = np.empty((batch, 32, 32, 3), np.uint8)
            shift = random.integers(0, 2 * PAD + 1, (batch, 2))
            flip = (self.first_flip[chosen] + number) % 2
            hole = random.integers(0, 32 - self.cutout + 1, (batch, 2)) if self.cutout else None
            for i, index in enumerate(chosen):
                y, x = shift[i]
                view = self.padded[index, y:y + 32, x:x + 32]
                out[i] = view[:, ::-1] if flip[i] else view
                if hole is not None:
                    y, x = hole[i]
                    out[i, y:y + self.cutout, x:x + self.cutout] = (125, 123, 114)  # the mean colour
            yield normalise(out, device), torch.from_numpy(self.labels[chosen]).to(device)
