# SPDX-License-Identifier: Apache-2.0
"""Statistics of the chip's phase-change cells: what becomes of a target conductance when it is programmed, drifts and is read.

Constants: IBM/aihwkit v1.1.0, src/aihwkit/inference/noise/hermes.py, class HermesNoiseModel. The bench holds the same model with a
state for every device (src/AnalogCoSim.Analog/Devices/DeviceStatistics.cs); training needs means and standard deviations only.
All conductances are r = g / Gmax, 0..1.
"""
import math
from collections import namedtuple

import torch

READ_SECONDS = 512e-9  # integration time of one reading
SMALLEST = 1e-7

# A function of r: clamp(slope ln r + constant, low, high) below `split`, a polynomial (lowest power first) above.
Branch = namedtuple("Branch", "split slope constant low high above")
Cells = namedtuple("Cells", "gmax t0 sigma nu_mean nu_spread read")

CELLS = {
    1: Cells(10.35, 200.0, (0.15781817, 2.32443916, -2.16310839, 0.68841818),  # one device per polarity (ODP)
             Branch(0.0945, -0.0387, -0.0182, 0.0720, 0.13, (0.0736, -0.0126, -0.0436)),
             Branch(0.3039, -0.0120, -0.0023, 0.0124, 0.04, (0.0104, 0.0116, -0.0165)),
             Branch(0.1591, -0.0078, 0.0038, 0.0179, 0.04, (0.0088, 0.0768, -0.1352, 0.0664))),
    2: Cells(20.70, 300.0, (0.16603222, 4.71806468, -8.48101252, 4.68961419),  # two devices per polarity (TDP)
             Branch(0.0945, -0.0387, -0.0182, 0.0720, 0.13, (0.0736, -0.0126, -0.0436)),
             Branch(0.3055, -0.0117, -0.0057, 0.0091, 0.04, (0.0073, 0.0093, -0.0118)),
             Branch(0.16, -0.0117, -0.0069, 0.015, 0.04, (0.0123, 0.0211, -0.0280, 0.0069))),
}


def _polynomial(coefficients, r):
    total = torch.zeros_like(r)
    for coefficient in reversed(coefficients):
        total = total * r + coefficient
    return total


def _at(branch, r):
    below = (branch.slope * torch.log(r.clamp(min=SMALLEST)) + branch.constant).clamp(branch.low, branch.high)
    return torch.where(r < branch.split, below, _polynomial(branch.above, r))


def programming_sigma(r, devices):
    """Standard deviation of the programmed conductance around its target r."""
    cells = CELLS[devices]
    return _polynomial(cells.sigma, r) / cells.gmax


def moments(r, devices, seconds=0.0):
    """(mean, standard deviation) over cells of the conductance read `seconds` after programming to r.

    Programming error, a drift exponent of its own for every cell and 1/f noise of the reading, to first order in each; the floor at
    zero conductance is left out.
    """
    cells = CELLS[devices]
    age = math.log1p(seconds / cells.t0)
    mean_nu, spread = _at(cells.nu_mean, r), _at(cells.nu_spread, r) * age
    left = torch.exp(-mean_nu * age + 0.5 * spread ** 2)  # mean of a log-normal factor
    noise = _at(cells.read, r) * math.sqrt(math.log((seconds + cells.t0 + READ_SECONDS) / (2 * READ_SECONDS)))
    mean = r * left
    variance = (programming_sigma(r, devices) * left) ** 2 + mean ** 2 * (torch.expm1(spread ** 2) + noise ** 2)
    return mean, variance.sqrt()


GRID = 4096  # points of a tabulated function of r


def target_for(r, devices, seconds):
    """Targets whose mean conductance `seconds` after programming is r times that of a cell programmed to 1 (the bench: analog.aimSeconds).

    Small conductances drift faster than large ones, so each is programmed a little higher and has come down to its place by then.
    """
    if not seconds:
        return r
    grid = torch.linspace(0, 1, GRID, device=r.device)
    mean, _ = moments(grid, devices, seconds)
    mean = mean / mean[-1]
    above = torch.searchsorted(mean, r.contiguous()).clamp(1, GRID - 1)
    low, high = mean[above - 1], mean[above]
    return (grid[above - 1] + (r - low) / (high - low) * grid[1]).clamp(0, 1)


def moments_for(r, devices, seconds, aimed):
    """moments() of cells whose targets are `aimed` at a time, from a table: quick for millions of cells."""
    grid = torch.linspace(0, 1, GRID, device=r.device)
    mean, sigma = moments(target_for(grid, devices, aimed), devices, seconds)
    place = (r * (GRID - 1) + 0.5).long()
    return mean[place], sigma[place]


def sample(target, devices, seconds, generator):
    """One draw of the conductances of cells programmed to `target` (0..1), read `seconds` later; noise from a CPU generator."""
    def normal():
        return torch.randn(target.shape, generator=generator).to(target.device)
    cells = CELLS[devices]
    programmed = (target + programming_sigma(target, devices) * normal()).clamp(min=0)
    nu = (_at(cells.nu_mean, target) + _at(cells.nu_spread, target) * normal()).abs()
    drifted = programmed * torch.exp(-nu * math.log1p(seconds / cells.t0))
    growth = math.sqrt(math.log((seconds + cells.t0 + READ_SECONDS) / (2 * READ_SECONDS)))
    return (drifted * (1 + _at(cells.read, programmed) * growth * normal())).clamp(min=0)
