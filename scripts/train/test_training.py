# SPDX-License-Identifier: Apache-2.0
"""Tests of the training's parts, without data: python3 -m unittest discover -s scripts/train (needs torch and onnx)."""
import os
import tempfile
import types
import unittest

import numpy as np
import torch

import cifar10
from analog import Programmed, analog_layers, core_slices
from average import load, mean
from devices import moments, programming_sigma
from export import export_onnx
from resnet9 import CORES, POOLED, ResNet9, load_onnx
from train_resnet9 import PRESETS, Run, Schedule, cut_and_paste, rate, smoothed


def network(seed, blocks=1, pools="early"):
    torch.manual_seed(seed)
    return ResNet9(blocks, pools).eval()


def lively(model):
    """Batch norms that do something, as after training."""
    for layer in model.convolutions():
        layer.bn.weight.data.uniform_(0.5, 2)
        layer.bn.bias.data.normal_()
        layer.bn.running_mean.normal_()
        layer.bn.running_var.uniform_(0.5, 2)
    return model


def there_and_back(model, blocks=None, pools=None):
    """What load_onnx makes of the exported model."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.onnx")
        export_onnx(model, path, "net", cifar10.MEAN, cifar10.STD, 0.5, "test")
        return load_onnx(path, blocks, pools).eval()


class Batches(unittest.TestCase):
    def test_cutmix_takes_a_rectangle_from_the_partner_and_says_what_stayed(self):
        random, shares = np.random.default_rng(0), []
        for _ in range(200):
            x = torch.arange(4.0).reshape(4, 1, 1, 1).expand(4, 3, 32, 32).clone()
            kept = cut_and_paste(x, random)
            for image in range(4):
                own = x[image] == image
                self.assertTrue(bool((own | (x[image] == 3 - image)).all()))
                self.assertAlmostEqual(float(own.float().mean()), kept, places=6)
                rows, columns = (~own[0]).any(1), (~own[0]).any(0)
                self.assertTrue(torch.equal(~own[0], rows[:, None] & columns[None]), "a rectangle")
            shares.append(kept)
        self.assertLess(min(shares), 0.3)
        self.assertGreater(max(shares), 0.9)

    def test_targets_of_a_mixture_are_mixed_by_area(self):
        run = types.SimpleNamespace(settings=dict(PRESETS["cpu"], cutmix=1.0, small_share=0.0), teachers=[],
                                    arguments=types.SimpleNamespace(steady_mix=False))
        y = torch.tensor([0, 1, 2, 3])
        x = y.float().reshape(4, 1, 1, 1).expand(4, 3, 32, 32).clone()
        x, target = Run.posed(run, x, y, "float", 0.5, np.random.default_rng(3))
        for image in range(4):
            own = float((x[image] == image).float().mean())
            self.assertAlmostEqual(float(target[image].sum()), 1.0, places=6)
            self.assertAlmostEqual(float(target[image, image]), 0.9 * own + 0.01, places=5)
            self.assertAlmostEqual(float(target[image, 3 - image]), 0.9 * (1 - own) + 0.01, places=5)

    def test_mixing_falls_over_a_noise_phase_unless_it_is_to_be_steady(self):
        y = torch.tensor([0, 1, 2, 3])
        for steady in (False, True):
            run = types.SimpleNamespace(settings=dict(PRESETS["cpu"], cutmix=1.0), teachers=[], arguments=types.SimpleNamespace(steady_mix=steady))
            _, target = Run.posed(run, torch.randn(4, 3, 32, 32), y, "hwa", 1.0, np.random.default_rng(3))
            self.assertEqual(torch.equal(target, smoothed(y, 0.1)), not steady)

    def test_teachers_give_the_mean_of_their_probabilities_every_second_one_of_the_mirror_image(self):
        teachers = [network(seed) for seed in (1, 2, 3)]
        run = types.SimpleNamespace(teachers=teachers, device="cpu", arguments=types.SimpleNamespace(bf16=False))
        x = torch.randn(2, 3, 32, 32)
        with torch.no_grad():
            expected = (teachers[0](x).softmax(1) + teachers[1](x.flip(3)).softmax(1) + teachers[2](x).softmax(1)) / 3
        self.assertTrue(torch.allclose(Run.ask(run, x), expected, atol=1e-6))

    def test_teachers_see_every_batch_of_a_round_once_and_their_answers_fit_when_it_comes_again(self):
        images = np.random.default_rng(2).integers(0, 256, (8, 32, 32, 3), dtype=np.uint8)
        seen, targets = [], []
        run = types.SimpleNamespace(
            arguments=types.SimpleNamespace(rounds=2, teacher_share=0.75, steady_mix=False, bf16=False, clip=2.0),
            settings=dict(PRESETS["tune"], batch=4, cutmix=0.7, minutes=None, float_epochs=0, hwa_epochs=100), device="cpu", epoch=0, phase="hwa",
            images=images, training=cifar10.Augmented(images, np.arange(8, dtype=np.uint8), 8), teachers=[None], taught={}, model=network(1),
            analog=lambda phase, progress: None, follow=lambda: None)
        run.schedule = Schedule(run.settings)
        run.optimiser = torch.optim.SGD(run.model.parameters(), lr=0.0)

        def ask(x):
            seen.append(x.clone())
            return x.flatten(1)[:, :10].softmax(1)

        def lesson(x, place):
            answer = Run.lesson(run, x, place)
            targets.append((x.clone(), answer))
            return answer

        run.ask, run.lesson = ask, lesson
        run.posed = lambda *batch: Run.posed(run, *batch)
        for run.epoch in range(5):
            Run.train_epoch(run)
        self.assertEqual(len(seen), 4, "two rounds of two batches")
        self.assertEqual(len(targets), 10)
        self.assertFalse(torch.equal(seen[0], seen[2]), "the second epoch has other batches")
        for x, answer in targets:
            self.assertTrue(torch.allclose(answer, x.flatten(1)[:, :10].softmax(1), atol=1e-3))

    def test_what_teachers_say_of_shrunk_images_is_not_taken_for_whole_ones(self):
        asked = []
        run = types.SimpleNamespace(taught={}, device="cpu", ask=lambda x: asked.append(x.shape[-1]) or x.flatten(1)[:, :10].softmax(1))
        for side in (24, 24, 32, 24, 32):
            Run.lesson(run, torch.zeros(2, 3, side, side), (0, 5))
        self.assertEqual(asked, [24, 32])

    def test_smoothing_keeps_the_sum(self):
        self.assertTrue(torch.allclose(smoothed(torch.tensor([2]), 0.1), torch.tensor([[0.01, 0.01, 0.91] + [0.01] * 7])))

    def test_two_epochs_in_a_row_show_both_sides_of_an_image(self):
        images = np.zeros((4, 32, 32, 3), np.uint8)
        images[:, :, :16] = 200  # bright on the left
        training = cifar10.Augmented(images, np.zeros(4, np.uint8), 0)
        left = []
        for epoch in (0, 1):
            x, _ = next(iter(training.epoch(epoch, 4, np.random.default_rng(5))))
            left.append(x[:, 0, :, :8].mean((1, 2)) > x[:, 0, :, 24:].mean((1, 2)))
        self.assertEqual(int(left[0].sum() + left[1].sum()), 4)


class Schedules(unittest.TestCase):
    def test_one_decay_falls_over_both_phases_to_nothing(self):
        settings = PRESETS["cpu"]
        steps = [("float", 0.2), ("float", 0.5), ("float", 1.0), ("hwa", 0.0), ("hwa", 0.5), ("hwa", 1.0)]
        rates = [rate(phase, progress, settings) for phase, progress in steps]
        self.assertEqual(rates, sorted(rates, reverse=True))
        self.assertAlmostEqual(rates[2], rates[3])
        self.assertAlmostEqual(rates[-1], 0.0)

    def test_place_by_epochs(self):
        schedule = Schedule(PRESETS["full"])
        self.assertEqual(schedule.place(150), ("float", 0.5))
        phase, progress = schedule.place(400)
        self.assertEqual(phase, "hwa")
        self.assertAlmostEqual(progress, 0.5)
        self.assertEqual(schedule.place(500)[0], "done")


class Networks(unittest.TestCase):
    def test_mean_of_two(self):
        a, b = network(1), network(2)
        both = mean([a, b])
        self.assertTrue(torch.allclose(both.early[0].second.conv.weight, (a.early[0].second.conv.weight + b.early[0].second.conv.weight) / 2))
        self.assertTrue(torch.allclose(both.classifier.bias, (a.classifier.bias + b.classifier.bias) / 2))

    def test_mean_of_a_checkpoint_and_an_onnx_file(self):
        a, b = network(1, 2, "late"), network(2, 2, "late")
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("checkpoint.pt", "net.onnx")]
            torch.save(dict(average=a.state_dict(), pools=a.pools), paths[0])
            export_onnx(b, paths[1], "net", cifar10.MEAN, cifar10.STD, 0.5, "test")
            both = mean([load(path) for path in paths])
        self.assertEqual(both.pools, "late")
        self.assertTrue(torch.allclose(both.late[1].first.conv.weight, (a.late[1].first.conv.weight + b.late[1].first.conv.weight) / 2))

    def test_a_checkpoint_says_where_its_network_pools(self):
        late = network(1, pools="late")
        with tempfile.TemporaryDirectory() as folder:
            run = types.SimpleNamespace(checkpoint=os.path.join(folder, "checkpoint.pt"), device="cpu", model=network(2), average=network(3),
                                        optimiser=torch.optim.SGD(late.parameters(), lr=0.1), schedule=types.SimpleNamespace(),
                                        arguments=types.SimpleNamespace(pools=None))
            torch.save(dict(model=late.state_dict(), average=late.state_dict(), pools="late", optimiser=run.optimiser.state_dict(), epoch=3, phase="hwa",
                            elapsed=60.0), run.checkpoint)
            Run.resume(run)
            x = torch.randn(1, 3, 32, 32)
            with torch.no_grad():
                self.assertTrue(torch.equal(run.model(x), late(x)))
                self.assertTrue(torch.equal(run.average(x), late(x)))
            run.arguments.pools = "early"
            with self.assertRaisesRegex(SystemExit, "late"):
                Run.resume(run)

    def test_a_file_that_pools_elsewhere_is_refused(self):
        model = network(1)
        model.begin[0].pooled = model.begin[0].forward  # no pool behind the first convolution, nor one more later
        with self.assertRaisesRegex(ValueError, "early or late"):
            there_and_back(model)

    def test_no_mean_of_networks_that_pool_elsewhere(self):
        with self.assertRaisesRegex(ValueError, "early.*late"):
            mean([network(1), network(1, pools="late")])

    def test_onnx_there_and_back(self):
        x = torch.randn(3, 3, 32, 32)
        for blocks in CORES:
            for pools in POOLED:
                model = lively(network(4, blocks, pools))
                with torch.no_grad():
                    self.assertTrue(torch.equal(there_and_back(model)(x), model(x)))

    def test_later_pools_keep_the_weights_and_see_four_times_the_pixels(self):
        early = lively(network(4))
        late = there_and_back(early, pools="late")
        seen = {}
        for name, model in (("early", early), ("late", late)):
            layers = [*model.convolutions(), model.classifier]
            for k, layer in enumerate(layers):
                layer.register_forward_hook(lambda _layer, _inputs, y, key=(name, k): seen.update({key: y[0, 0].numel()}))
            model(torch.randn(1, 3, 32, 32))
        pixels = {name: [seen[name, k] for k in range(len(layers))] for name in ("early", "late")}
        self.assertEqual(pixels["early"], [1024, 256, 64, 64, 64, 16, 16, 16, 1])
        self.assertEqual(pixels["late"], [1024, 1024, 256, 256, 256, 64, 16, 16, 1])
        self.assertTrue(all(torch.equal(late.state_dict()[name], value) for name, value in early.state_dict().items()))

    def test_new_residual_blocks_change_nothing_at_first_and_learn(self):
        model = lively(network(6))
        grown = there_and_back(model, 2)
        x = torch.randn(3, 3, 32, 32)
        with torch.no_grad():
            self.assertTrue(torch.equal(grown(x), model(x)))
        grown(x).square().sum().backward()
        self.assertTrue(all(float(block[1].second.bn.weight.grad.abs().max()) > 0 for block in (grown.early, grown.late)))
        self.assertTrue(torch.equal(there_and_back(grown)(x), grown(x)), "also while new batch norms are still equal to each other")

    def test_a_file_with_more_blocks_than_asked_for_is_refused(self):
        with self.assertRaisesRegex(ValueError, "found 12 Conv"):
            there_and_back(network(7, 2), 1)

    def test_cores_and_weights_of_the_networks(self):
        for blocks, weights in ((1, 1866536), (2, 2995496)):
            layers = analog_layers(network(8, blocks))
            self.assertEqual(sum(layer.weight.numel() for layer in layers), weights)
            self.assertEqual(sum(len(core_slices(layer.weight)) for layer in layers), CORES[blocks])

    def test_programming_lends_noisy_weights_and_takes_them_back(self):
        model = network(5)
        before = model.early[0].first.conv.weight.detach().clone()
        with Programmed(model, 1, 0, 0.0, 0.0):
            error = model.early[0].first.conv.weight.detach() - before
        self.assertTrue(torch.equal(model.early[0].first.conv.weight.detach(), before))
        self.assertGreater(float(error.std() / before.abs().max()), 0.01)
        self.assertLess(float(error.std() / before.abs().max()), 0.1)


class Devices(unittest.TestCase):
    def test_two_devices_are_less_noisy_than_one(self):
        r = torch.linspace(0.05, 1, 20)
        self.assertTrue(bool((programming_sigma(r, 2) < programming_sigma(r, 1)).all()))

    def test_a_year_takes_conductance_and_adds_relative_spread(self):
        r = torch.linspace(0.1, 1, 10)
        (now, noise), (later, more) = moments(r, 2), moments(r, 2, 3.15e7)
        self.assertTrue(bool((later < now).all()))
        self.assertTrue(bool((more / later > noise / now).all()))


if __name__ == "__main__":
    unittest.main()
