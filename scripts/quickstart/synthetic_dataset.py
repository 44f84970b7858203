# SPDX-License-Identifier: Apache-2.0
"""The quickstart's data set: ten classes of 32x32 RGB images made from a seed, bit for bit the same in every language.

This docstring is the specification; a port that follows it gives the same bytes. All arithmetic is on integers: 32-bit signed
for the drawing, unsigned 32/64-bit inside the random numbers. `>>` on a signed number is the arithmetic shift (it rounds towards
minus infinity), `%` is only ever applied to numbers >= 0. There is no division and no floating point.

1. Random numbers
   Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
     key     = (seed & 0xffffffff, seed >> 32)
     counter = (image index, draw, purpose, 0)
   Multipliers 0xD2511F53 and 0xCD9E8D57, key increments 0x9E3779B9 and 0xBB67AE85, ten rounds, the key is incremented between
   rounds. Known answer: counter 0, key 0 -> 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
   Purpose 1, draws 0..7 give the scene words S[0..31]: S[4*draw + word]. Purpose 2, draw = 32*y + x gives the noise of pixel (x, y).
   pick(k, n) = (uint64(S[k]) * n) >> 32, a number in 0..n-1.   span(k, a, b) = a + pick(k, b - a + 1), a number in a..b.

2. Scene, for image index i (label = i % 10; x = 0..31 is the column, y = 0..31 the row, c = 0,1,2 is red, green, blue)
     r  = span(0, 7, 11)                half size of the shape
     cx = span(1, 12, 19)               centre
     cy = span(2, 12, 19)
     w  = span(3, 2, 3)                 thickness of strokes
     p  = span(4, 2, 3)                 stripe and tile width
     ph = pick(5, 8)                    stripe and tile offset
     B[c] = span(6 + c, 72, 183)        background colour
     m[c] = span(9 + c, 15, 38)         contrast of the shape ...
     F[c] = B[c] + m[c]  if (S[12] >> (31 - c)) & 1 == 0, else B[c] - m[c]      ... and its sign, channel by channel
     gx = span(13, -24, 24)             background gradient, in 1/16 grey level a pixel
     gy = span(14, -24, 24)
     amp = span(15, 32, 64)             noise amplitude
   Three distractors, k = 0, 1, 2, each a filled rectangle; with q = 16 + 5*k:
     x0 = pick(q, 30), y0 = pick(q + 1, 30), its width  = span(q + 2, 2, 6), its height = span(q + 3, 2, 6);
     it covers x0 <= x < x0 + width, y0 <= y < y0 + height, and its colour is D[c] = B[c] + (((S[q+4] >> (10*c)) & 63) - 32).
   (Word S[31] is not used.)

3. Shapes. dx = x - cx, dy = y - cy, ax = |dx|, ay = |dy|, d2 = dx*dx + dy*dy, m8 = max(ax, ay); in = m8 <= r.
     tx = dx + 32 + ph, ty = dy + 32 + ph   (both >= 0), and h = 2*p
     0 disc              d2 <= r*r
     1 ring              d2 <= r*r  and  d2 > (r - w)*(r - w)
     2 square            in
     3 frame             in  and  m8 > r - w
     4 triangle          in  and  2*ax <= dy + r
     5 upright cross     in  and  (ax < w  or  ay < w)
     6 diagonal cross    in  and  |ax - ay| < w
     7 horizontal bars   in  and  ty % h < p
     8 vertical bars     in  and  tx % h < p
     9 checkerboard      in  and  ((tx % h < p) != (ty % h < p))

4. Pixel
     v = B[c]; for k = 0, 1, 2 in this order: v = D_k[c] where distractor k covers the pixel; v = F[c] where the shape covers it;
     v = v + ((gx*(x - 16) + gy*(y - 16)) >> 4);
     noise word n = Philox word c of purpose 2 (word 3 is not used); b = sum of its four bytes, 0..1020;
     v = v + (((b - 510) * amp) >> 8);       a bell-shaped sum of four uniform numbers, standard deviation 0.577*amp
     pixel = min(255, max(0, v)).

5. Bytes. A record is CIFAR-10's: 1 label byte, then 1024 bytes red, 1024 green, 1024 blue, each row by row: 3073 bytes.
   Training uses seed 1, testing uses seed 2, images 0, 1, 2, ... of each.
"""
import argparse
import hashlib
import sys

import numpy as np

SIZE = 32
CLASSES = ("disc", "ring", "square", "frame", "triangle", "upright cross", "diagonal cross", "horizontal bars", "vertical bars",
           "checkerboard")
TRAIN_SEED, TEST_SEED = 1, 2
PURPOSE_SCENE, PURPOSE_NOISE = 1, 2
MASK32 = np.uint64(0xFFFFFFFF)


def philox(index, draw, purpose, seed):
    """Philox4x32-10 of counter (index, draw, purpose, 0); index and draw broadcast. Returns four uint64 arrays holding 32-bit words."""
    index, draw = np.broadcast_arrays(np.asarray(index, np.uint64), np.asarray(draw, np.uint64))
    c0, c1 = index.copy(), draw.copy()
    c2, c3 = np.full_like(c0, purpose), np.zeros_like(c0)
    k0, k1 = seed & 0xFFFFFFFF, seed >> 32
    shift = np.uint64(32)
    for _ in range(10):
        p0 = np.uint64(0xD2511F53) * c0
        p1 = np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> shift) ^ c1 ^ np.uint64(k0), p1 & MASK32, (p0 >> shift) ^ c3 ^ np.uint64(k1), p0 & MASK32
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


def _block(indices, seed):
    """Images of the given indices as uint8 [n, 3, 32, 32]; see the module docstring, whose names are used here."""
    n = len(indices)
    words = philox(indices[:, None], np.arange(8)[None, :], PURPOSE_SCENE, seed)
    s = np.stack(words, axis=-1).reshape(n, 32)

    def pick(k, count):
        return ((s[:, k] * np.uint64(count)) >> np.uint64(32)).astype(np.int32)

    def span(k, low, high):
        return low + pick(k, high - low + 1)

    def pixelwise(v):
        return v[:, None, None]

    r, cx, cy, w, p, ph = (pixelwise(v) for v in (span(0, 7, 11), span(1, 12, 19), span(2, 12, 19), span(3, 2, 3),
                                                  span(4, 2, 3), pick(5, 8)))
    background = np.stack([span(6 + c, 72, 183) for c in range(3)], 1)
    contrast = np.stack([span(9 + c, 15, 38) for c in range(3)], 1)
    negative = np.stack([(s[:, 12] >> np.uint64(31 - c)) & np.uint64(1) for c in range(3)], 1).astype(bool)
    foreground = np.where(negative, background - contrast, background + contrast)
    gx, gy, amp = (pixelwise(v) for v in (span(13, -24, 24), span(14, -24, 24), span(15, 32, 64)))

    x = np.arange(SIZE, dtype=np.int32)[None, None, :]
    y = np.arange(SIZE, dtype=np.int32)[None, :, None]
    image = np.broadcast_to(background[:, :, None, None], (n, 3, SIZE, SIZE)).astype(np.int32)
    for k in range(3):
        q = 16 + 5 * k
        x0, y0, width, height = (pixelwise(v) for v in (pick(q, 30), pick(q + 1, 30), span(q + 2, 2, 6), span(q + 3, 2, 6)))
        covered = (x >= x0) & (x < x0 + width) & (y >= y0) & (y < y0 + height)
        offset = np.stack([(s[:, q + 4] >> np.uint64(10 * c)) & np.uint64(63) for c in range(3)], 1).astype(np.int32) - 32
        image = np.where(covered[:, None], (background + offset)[:, :, None, None], image)

    dx, dy = x - cx, y - cy
    ax, ay = np.abs(dx), np.abs(dy)
    d2, m8 = dx * dx + dy * dy, np.maximum(ax, ay)
    inside = m8 <= r
    bar_x, bar_y = (dx + 32 + ph) % (2 * p) < p, (dy + 32 + ph) % (2 * p) < p
    shapes = (d2 <= r * r,
              (d2 <= r * r) & (d2 > (r - w) * (r - w)),
              inside,
              inside & (m8 > r - w),
              inside & (2 * ax <= dy + r),
              inside & ((ax < w) | (ay < w)),
              inside & (np.abs(ax - ay) < w),
              inside & bar_y,
              inside & bar_x,
              inside & (bar_x != bar_y))
    label = (indices % 10)[:, None, None]
    covered = np.zeros((n, SIZE, SIZE), bool)
    for number, shape in enumerate(shapes):
        covered |= (label == number) & shape
    image = np.where(covered[:, None], foreground[:, :, None, None], image)

    image = image + ((gx * (x - 16) + gy * (y - 16)) >> 4)[:, None]
    noise = np.stack(philox(indices[:, None], np.arange(SIZE * SIZE)[None, :], PURPOSE_NOISE, seed)[:3], 1)
    b = sum(((noise >> np.uint64(8 * k)) & np.uint64(255)).astype(np.int32) for k in range(4))
    image = image + (((b.reshape(n, 3, SIZE, SIZE) - 510) * amp[:, None]) >> 8)
    return np.clip(image, 0, 255).astype(np.uint8)


def generate(seed, count, start=0):
    """Images start..start+count-1 of a seed: (uint8 [count, 3, 32, 32], uint8 labels [count])."""
    indices = np.arange(start, start + count, dtype=np.int64)
    images = np.concatenate([_block(indices[at:at + 512], seed) for at in range(0, count, 512)])
    return images, (indices % 10).astype(np.uint8)


def records(images, labels):
    """The images as CIFAR-10 records (label byte, then 3072 pixel bytes), back to back."""
    return np.concatenate([labels[:, None], images.reshape(len(images), -1)], axis=1).tobytes()


def digest_lines(seed, count):
    """One line `sha256  seed index label` for each image's record, and one for all records together."""
    images, labels = generate(seed, count)
    for i in range(count):
        yield f"{hashlib.sha256(records(images[i:i + 1], labels[i:i + 1])).hexdigest()}  seed {seed} image {i} label {labels[i]}"
    yield f"{hashlib.sha256(records(images, labels)).hexdigest()}  seed {seed} images 0..{count - 1} together"


def main():
    parser = argparse.ArgumentParser(description="Make the quickstart's images, or the test vector that proves a port of them.")
    parser.add_argument("--seed", type=int, default=TEST_SEED)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--out", help="write CIFAR-10 records here")
    parser.add_argument("--sheet", help="write a PNG contact sheet of the first images here (needs PIL)")
    parser.add_argument("--vector", help="write the sha256 test vector (seed 1, 16 images) here")
    arguments = parser.parse_args()
    known = [int(v) for v in philox(0, 0, 0, 0)]
    if known != [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]:
        sys.exit("Philox4x32-10 does not give its known answer on this machine.")
    if arguments.vector:
        with open(arguments.vector, "w", encoding="ascii") as file:
            file.write("\n".join(digest_lines(TRAIN_SEED, 16)) + "\n")
    if arguments.out or arguments.sheet:
        images, labels = generate(arguments.seed, arguments.count)
        if arguments.out:
            with open(arguments.out, "wb") as file:
                file.write(records(images, labels))
        if arguments.sheet:
            from PIL import Image
            rows = len(images) // 10
            sheet = images[:rows * 10].reshape(rows, 10, 3, SIZE, SIZE).transpose(0, 3, 1, 4, 2).reshape(rows * SIZE, 10 * SIZE, 3)
            Image.fromarray(sheet).resize((20 * SIZE, 2 * rows * SIZE), Image.NEAREST).save(arguments.sheet)


if __name__ == "__main__":
    main()
