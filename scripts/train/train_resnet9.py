# SPDX-License-Identifier: Apache-2.0
"""Hardware-aware training of ResNet-9 for CIFAR-10: a float phase, then a phase under the chip's noise; the result is ONNX.

  --preset full   the chip publication's length: 300 float + 200 noise-injected epochs, SGD 0.05 cosine, batch 128 (use a GPU)
  --preset cpu    as many epochs as fit in --minutes on a CPU; the schedule follows the clock, so it always ends annealed
  --preset tune   only the noise-injected phase, at a tenth of the learning rate, from the weights of --init; by the clock as well

Every epoch is checkpointed in --work; the same command continues after an interruption. Recipe and checkpoints are judged on the
last 2,000 training images, which are not trained on; the test set is left to evaluate.py. (A run that starts from --init's weights
has a biased view of them if those weights were trained on all 50,000.)

On a CPU that has other work, set OMP_WAIT_POLICY=passive and --threads 1: two threads that spin while they wait for each other were
seen to need twice the processor time per image.
"""
import argparse
import copy
import math
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

import cifar10
from analog import Programmed, analog_layers, clip_weights, set_analog
from export import export_onnx
from resnet9 import CORES, POOLED, ResNet9, load_onnx

PRESETS = {
    # Lengths, learning rate, batch and cutout as published (Le Gallo et al. 2023, methods); the rest is our choice.
    "full": dict(float_epochs=300, hwa_epochs=200, minutes=None, float_share=0.6, batch=128, float_lr=0.05, hwa_lr=0.05, cutout=4,
                 smoothing=0.0, ema=0.999),
    # float_share: the part of the minutes that goes to the float phase. one_decay: the learning rate falls once, over both phases.
    # small_share: the part of the float phase that sees the images shrunk to SMALL x SMALL (60 % of the time an epoch).
    # cutmix: share of the batches whose images get a rectangle of another image; falls to none over the noise phase.
    "cpu": dict(float_epochs=None, hwa_epochs=None, minutes=110.0, float_share=0.5, batch=256, float_lr=0.2, hwa_lr=0.2, cutout=8,
                smoothing=0.1, ema=0.998, one_decay=True, small_share=0.25, cutmix=0.5),
    # Noise phase only, gently, on trained weights (--init): what an hour of one busy core is good for.
    "tune": dict(float_epochs=None, hwa_epochs=None, minutes=50.0, float_share=0.0, batch=256, float_lr=0.0, hwa_lr=0.02, cutout=8,
                 smoothing=0.05, ema=0.998),
}
WARM_UP = 0.06          # part of each phase in which the learning rate rises
NOISE_RAMP = 0.15       # part of the noise phase in which the noise rises to its full size
SMALL = 24              # pixels a side of the shrunk images with which a float phase may begin
DAY = 86400.0
YOUNGEST = 60.0         # seconds of drift that are worth training for
AIMED = 21600.0         # seconds after programming at which targets are to be right, where drift is trained for
REPORT_EVERY = 4        # epochs between looks at the held-out images
WEIGHT_DECAY = 5e-4     # not on batch norms and biases


class Schedule:
    """Where a run stands, 0..1 in its phase, by the clock (minutes) or by epochs."""

    def __init__(self, settings):
        self.settings = settings
        self.elapsed, self._began = 0.0, time.time()

    def seconds(self):
        return self.elapsed + time.time() - self._began

    def place(self, epoch):
        """(phase, progress in it); epoch counts in fractions. Phase "done" ends the run."""
        s = self.settings
        if s["minutes"]:
            total, spent, share = s["minutes"] * 60, self.seconds(), s["float_share"]
        else:
            total, spent = s["float_epochs"] + s["hwa_epochs"], epoch
            share = s["float_epochs"] / total
        done = spent / total
        if done < share:
            return "float", done / share
        return ("hwa", (done - share) / (1 - share)) if done < 1 else ("done", 1.0)


def rate(phase, progress, settings):
    peak, floor = (settings["float_lr"], 0.02) if phase == "float" else (settings["hwa_lr"], 0.0)
    if settings.get("one_decay"):
        share, floor = settings["float_share"], 0.0
        progress = progress * share if phase == "float" else share + progress * (1 - share)
    if progress < WARM_UP:
        return peak * (0.1 + 0.9 * progress / WARM_UP)
    angle = math.pi * (progress - WARM_UP) / (1 - WARM_UP)
    return peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(angle)))


def cut_and_paste(x, random):
    """CutMix (Yun et al., ICCV 2019): one rectangle of every image, in place, from its partner in the reversed batch.

    The rectangle's area is uniform in 0..1 before it is cut at the border; `random` is a numpy Generator. Returns the share of an image that stayed.
    """
    height, width = x.shape[2:]
    side = math.sqrt(random.random())
    top, left = (random.random() - side / 2 for _ in range(2))
    rows, columns = (slice(round(max(0.0, at) * size), round(min(1.0, at + side) * size)) for at, size in ((top, height), (left, width)))
    x[:, :, rows, columns] = x[:, :, rows, columns].flip(0)
    return 1.0 - (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)


def smoothed(labels, smoothing, classes=10):
    """Target probabilities [n, classes] of labels: `smoothing` of each is spread over all classes evenly."""
    return F.one_hot(labels, classes).float() * (1 - smoothing) + smoothing / classes


def autocast(device, enabled):
    return torch.autocast(device, dtype=torch.bfloat16, enabled=enabled)


@torch.no_grad()
def count_right(model, images, labels, device, bf16=False):
    model.eval()
    right = 0
    for at in range(0, len(images), 500):
        with autocast(device, bf16):
            logits = model(cifar10.normalise(images[at:at + 500], device))
        right += int((logits.float().argmax(1).cpu().numpy() == labels[at:at + 500]).sum())
    return right


def score(model, images, labels, device, devices=None, seeds=1, bf16=False, seconds=0.0, aimed=0.0):
    """Accuracy in percent, of the ideal weights or the mean over ones programmed `seconds` ago."""
    values = []
    for seed in range(seeds):
        if devices is None:
            values.append(count_right(model, images, labels, device, bf16))
        else:
            with Programmed(model, devices, seed, seconds, aimed):
                values.append(count_right(model, images, labels, device, bf16))
    return 100.0 * sum(values) / len(values) / len(images)


def write_network(model, path, held):
    """Export what training made, its accuracy on the held-out (images, labels) in the metadata."""
    accuracy = score(model, *held, next(model.parameters()).device.type)
    export_onnx(model, path, f"{model.name.lower().replace('-', '')}-cifar10-hwa", cifar10.MEAN, cifar10.STD, accuracy / 100,
                f"{model.name} for CIFAR-10, trained by scripts/train; acs.float.accuracy is over the 2,000 held-out training images")
    print(f"wrote {path} (held-out {accuracy:.2f} %)", flush=True)


@torch.no_grad()
def reestimate_norms(model, images, device, bf16, noise_scale, batches=60, batch=250):
    """Batch-norm statistics anew, over plain training images and many draws of the noise that a programmed chip will have.

    The running averages of training belong to augmented images, double noise and older weights.
    """
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    kept = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # plain average over the batches
    for layer in analog_layers(model):
        layer.input_max.zero_()  # an averaged range lags behind, and one that is too small clips: take it anew as well
    set_analog(model, noise="hermes" if noise_scale else "off", noise_scale=noise_scale, quantise=True, output_noise=0.0)
    model.train()
    random = np.random.default_rng(0)
    for _ in range(batches):
        with autocast(device, bf16):
            model(cifar10.normalise(images[np.sort(random.choice(len(images), batch, replace=False))], device))
    for norm, momentum in zip(norms, kept):
        norm.momentum = momentum
    set_analog(model, noise="off", quantise=False)
    model.eval()


class Run:
    def __init__(self, arguments, settings):
        self.arguments, self.settings = arguments, settings
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = (load_onnx(arguments.init, arguments.blocks, arguments.pools) if arguments.init
                      else ResNet9(arguments.blocks, arguments.pools or "early"))
        self.model = self.model.to(self.device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model)
        self.teachers = [load_onnx(path).to(self.device, memory_format=torch.channels_last).eval() for path in arguments.teachers]
        decayed = [p for p in self.model.parameters() if p.dim() > 1]
        plain = [p for p in self.model.parameters() if p.dim() == 1]
        self.optimiser = torch.optim.SGD([dict(params=decayed, weight_decay=WEIGHT_DECAY), dict(params=plain, weight_decay=0.0)],
                                         lr=0.1, momentum=0.9, nesterov=True)
        self.schedule = Schedule(settings)
        self.taught = {}  # (epoch of a round, step, pixels a side) -> what the teachers made of that batch, float16 [batch, 10]
        self.ages = np.random.default_rng(3)
        self.epoch, self.phase = 0, self.schedule.place(0)[0]
        self.checkpoint = os.path.join(arguments.work, "checkpoint.pt")
        (self.images, labels), self.held = cifar10.split(*cifar10.load_train(arguments.data))
        self.training = cifar10.Augmented(self.images, labels, settings["cutout"])
        if os.path.exists(self.checkpoint):
            self.resume()

    def resume(self):
        state = torch.load(self.checkpoint, map_location=self.device)
        pools = state.get("pools", "early")
        if self.arguments.pools not in (None, pools):
            raise SystemExit(f"{self.checkpoint}: expected a checkpoint of a network with {self.arguments.pools} pools, found {pools} ones; choose another --work, or leave --pools out")
        self.model.pools = self.average.pools = pools
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.phase, self.schedule.elapsed = state["epoch"], state["phase"], state["elapsed"]
        print(f"continuing after epoch {self.epoch}, {self.schedule.elapsed / 60:.1f} min", flush=True)

    def save(self):
        state = dict(model=self.model.state_dict(), average=self.average.state_dict(), pools=self.model.pools, optimiser=self.optimiser.state_dict(),
                     epoch=self.epoch, phase=self.phase, elapsed=self.schedule.seconds())
        torch.save(state, self.checkpoint + ".new")
        os.replace(self.checkpoint + ".new", self.checkpoint)  # an interruption leaves the old one whole

    @torch.no_grad()
    def follow(self):
        """Move the average towards the model; batch-norm statistics with it."""
        for mean, now in zip(self.average.state_dict().values(), self.model.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(now, 1 - self.settings["ema"])

    def analog(self, phase, progress):
        if phase == "float":
            set_analog(self.model, noise="off", quantise=False, output_noise=0.0)
        else:
            ramp = min(1.0, 0.25 + 0.75 * progress / NOISE_RAMP)
            seconds, aimed = self.age()
            set_analog(self.model, noise="hermes", noise_scale=ramp * self.arguments.noise_scale, noise_seconds=seconds, noise_aimed=aimed,
                       quantise=self.arguments.quantise, output_noise=self.arguments.output_noise)

    def age(self):
        """(seconds since programming, seconds that targets aim at) to train a step for.

        Half of the time neither; else targets for AIMED and any age up to --drift-days on a log scale.
        """
        longest = self.arguments.drift_days * DAY
        if longest == 0 or self.ages.random() < 0.5:
            return 0.0, 0.0
        return YOUNGEST * (longest / YOUNGEST) ** self.ages.random(), AIMED

    @torch.no_grad()
    def posed(self, x, y, phase, progress, random):
        """Inputs and target probabilities [n, 10] of a batch of labels: shrunk and mixed as the settings say; `random` is a numpy Generator.

        CutMix falls to none over a noise phase that learns from labels (not with --steady-mix); what teachers make of a mixture is right for a mixture.
        """
        if phase == "float" and progress < self.settings.get("small_share", 0.0):
            x = F.interpolate(x, size=(SMALL, SMALL), mode="bilinear", align_corners=False, antialias=True)
        falls = phase == "hwa" and not self.teachers and not self.arguments.steady_mix
        share = self.settings.get("cutmix", 0.0) * (1.0 - progress if falls else 1.0)
        kept = cut_and_paste(x, random) if random.random() < share else 1.0
        target = smoothed(y, self.settings["smoothing"])
        return x, kept * target + (1 - kept) * target.flip(0)

    @torch.no_grad()
    def ask(self, x):
        """Mean probabilities [n, 10] of the teachers; every second one sees the mirror images, which makes them differ more."""
        with autocast(self.device, self.arguments.bf16):
            answers = [teacher(x.flip(3) if k % 2 else x).float().softmax(1) for k, teacher in enumerate(self.teachers)]
        return sum(answers) / len(answers)

    def lesson(self, x, place):
        """What the teachers say of the batch at `place` = (epoch of a round, step); asked once, since every round has the same batches."""
        place += (x.shape[-1],)  # but for their size: a float phase may begin with shrunk images
        if place not in self.taught:
            self.taught[place] = self.ask(x).half().cpu()
        return self.taught[place].to(self.device).float()

    def train_epoch(self):
        """One pass over the images, or less where the clock ends the phase. Returns (phase reached, mean loss, images a second)."""
        self.model.train()
        batch, total, steps, began = self.settings["batch"], 0.0, 0, time.time()
        per_epoch = len(self.images) // batch
        # With teachers the batches of so many epochs come again and again, so that their answers need not be asked for anew.
        number = self.epoch % self.arguments.rounds if self.teachers else self.epoch
        random, mixing = (np.random.default_rng(seed) for seed in (1000 + number, 5000 + number))
        for x, y in self.training.epoch(number, batch, random, self.device):
            phase, progress = self.schedule.place(self.epoch + steps / per_epoch)
            if phase != self.phase:
                break
            for group in self.optimiser.param_groups:
                group["lr"] = rate(phase, progress, self.settings)
            self.analog(phase, progress)
            x, target = self.posed(x, y, phase, progress, mixing)
            if self.teachers:
                target = target.lerp(self.lesson(x, (number, steps)), self.arguments.teacher_share)
            with autocast(self.device, self.arguments.bf16):
                logits = self.model(x).float()
            loss = F.cross_entropy(logits, target)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            self.optimiser.step()
            if phase == "hwa":
                clip_weights(self.model, self.arguments.clip)
            self.follow()
            total += float(loss.detach())
            steps += 1
        else:
            phase, _ = self.schedule.place(self.epoch + 1)
        return phase, total / max(steps, 1), steps * batch / (time.time() - began)

    def candidate(self, noise_scale):
        """The average, its batch-norm statistics as they are (None) or taken anew under so much noise."""
        model = copy.deepcopy(self.average)
        if noise_scale is not None:
            reestimate_norms(model, self.images, self.device, self.arguments.bf16, noise_scale)
        return model

    def report(self, loss, speed):
        bf16 = self.arguments.bf16
        line = f"epoch {self.epoch:3d} {self.phase:5s} {self.schedule.seconds() / 60:6.1f} min  loss {loss:.4f}  {speed:5.0f} images/s"
        for name, model in (("now", self.model), ("average", self.average)):
            line += f"  {name} {score(model, *self.held, self.device, bf16=bf16):.2f}"
        for name, seconds, aimed in (("two-device", 0.0, 0.0), ("a day later", DAY, AIMED)):
            line += f" {name} {score(self.average, *self.held, self.device, 2, bf16=bf16, seconds=seconds, aimed=aimed):.2f}"
        print(line, flush=True)

    def run(self):
        while self.schedule.place(self.epoch)[0] != "done":
            phase, loss, speed = self.train_epoch()
            self.epoch += 1
            if self.epoch % REPORT_EVERY == 0 or phase != self.phase:
                self.report(loss, speed)
            if phase != self.phase:
                if self.phase == "float":
                    write_network(self.candidate(None), os.path.join(self.arguments.work, "float.onnx"), self.held)
                self.phase = phase
            self.save()
        self.finish()

    def finish(self):
        """Export the average, with the batch norms that do better on programmed held-out accuracy."""
        best = None
        for noise_scale in (None, 0.0, 1.0):  # new statistics are no sure gain: a net trained under other noise lost 1.6 points
            model = self.candidate(noise_scale)
            value = score(model, *self.held, self.device, 2, seeds=5)
            name = "as averaged" if noise_scale is None else f"anew under {noise_scale:g}x noise"
            print(f"batch norms {name}: held-out two-device {value:.2f} %, "
                  f"one-device {score(model, *self.held, self.device, 1, seeds=5):.2f} %", flush=True)
            if best is None or value > best[0]:
                best = (value, model)
        write_network(best[1], self.arguments.out or os.path.join(self.arguments.work, "hwa.onnx"), self.held)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--minutes", type=float, help="length of a cpu run, all interruptions left out")
    parser.add_argument("--rate", type=float, help="highest learning rate, of both phases")
    parser.add_argument("--float-share", type=float, help="part of the minutes that goes to the float phase")
    parser.add_argument("--small-share", type=float, help=f"part of the float phase that sees images of {SMALL} x {SMALL} pixels")
    parser.add_argument("--cutout", type=int, help="pixels a side of the square that is cut out of a training image; 0 for none")
    parser.add_argument("--cutmix", type=float, help="share of the batches that are mixed by CutMix; falls to none over the noise phase, but not with teachers")
    parser.add_argument("--steady-mix", action="store_true", help="CutMix does not fall over the noise phase")
    parser.add_argument("--ema", type=float, help="share of the weight average that a step leaves as it was")
    parser.add_argument("--data", default=cifar10.DATA, help="data folder (default: $ACS_DATA or ../shared/data)")
    parser.add_argument("--blocks", type=int, choices=CORES, default=1,
                        help="residual blocks in a place: 1 is the published ResNet-9 of 40 cores, 2 a ResNet-13 that fills all 64")
    parser.add_argument("--pools", choices=POOLED, help="where the early layers pool: as published, or one convolution later each, which sees four times "
                        "the pixels in the early layers (default: as the network of --init, or early)")
    parser.add_argument("--init", help="start from the weights of this ResNet-9 ONNX file")
    parser.add_argument("--teachers", nargs="+", default=[], help="learn from the mean of these ResNet-9 ONNX files instead of the labels; every second one sees the mirror images")
    parser.add_argument("--teacher-share", type=float, default=1.0, help="part of a target that --teachers give; the labels give the rest")
    parser.add_argument("--rounds", type=int, default=16, help="epochs in a round of different batches; with --teachers, which see each batch once, the round then comes again (even, so that both sides of an image do)")
    parser.add_argument("--work", default=os.path.join(cifar10.REPOSITORY, "build", "train"), help="checkpoints go here")
    parser.add_argument("--out", help="the ONNX file to write (default: hwa.onnx in --work)")
    parser.add_argument("--noise-scale", type=float, default=2.0, help="training noise, times the two-device programming noise")
    parser.add_argument("--output-noise", type=float, default=0.1, help="noise on each layer's output, times its standard deviation")
    parser.add_argument("--drift-days", type=float, default=0.0,
                        help="train half of the steps on weights programmed for six hours hence that have drifted for up to so many days")
    parser.add_argument("--float-inputs", dest="quantise", action="store_false",
                        help="no 8-bit inputs in the noise phase: a tenth faster, and costs nothing where activations are well spread")
    parser.add_argument("--clip", type=float, default=2.5, help="weight clipping, standard deviations of the layer")
    parser.add_argument("--export-only", action="store_true", help="train no further: export what the checkpoint in --work holds")
    parser.add_argument("--no-bf16", dest="bf16", action="store_false", help="float32 arithmetic instead of bfloat16 autocast")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    settings = dict(PRESETS[arguments.preset])
    for name in ("minutes", "float_share", "small_share", "cutout", "cutmix", "ema"):
        if getattr(arguments, name) is not None:
            settings[name] = getattr(arguments, name)
    if arguments.rate is not None:
        settings["float_lr"] = settings["hwa_lr"] = arguments.rate
    os.makedirs(arguments.work, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    run = Run(arguments, settings)
    if arguments.export_only:
        run.finish()
    else:
        run.run()


if __name__ == "__main__":
    main()
