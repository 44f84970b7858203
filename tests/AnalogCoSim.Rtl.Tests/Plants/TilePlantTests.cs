using AnalogCoSim.Rtl.Tests.Tiles;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Disables every register, bit, column, path and assertion of a tile, one at a time: the regular tests must notice each.</summary>
public sealed class TilePlantTests
{
    private PlantedTile _tile = null!;
    private TileRegression _regression = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _tile = new PlantedTile();
        _regression = new TileRegression(_tile.Built.Ports, 1);
    }

    [OneTimeTearDown]
    public void Release() => _tile.Dispose();

    [Test]
    public void With_nothing_disabled_the_regression_passes()
    {
        Assert.That(Outcome(null, 0), Is.Null);
    }

    [TestCase(PlantKind.AdcPair, 256)]
    [TestCase(PlantKind.Drain, 256)]
    [TestCase(PlantKind.ColumnWord, 4 * 256)]
    [TestCase(PlantKind.ReceivedByte, 256)]
    [TestCase(PlantKind.InputRow, 256)]
    [TestCase(PlantKind.ControlBit, 4 + 7 + 8 + 16 + (4 * 8) + 1)]
    [TestCase(PlantKind.RouteBit, 15)]
    [TestCase(PlantKind.Route, 256)]
    [TestCase(PlantKind.Port, 14)]
    [TestCase(PlantKind.CountBit, 48)]
    [TestCase(PlantKind.QuietClause, 35)]
    [TestCase(PlantKind.Address, (8 * 15) + 15 + 6)]
    [CancelAfter(120_000)]
    public void Each_one_that_is_disabled_is_noticed(object kind, int count)
    {
        Expect((PlantKind)kind, count, (plant, selector) => Outcome(selector, plant.Number) is not null);
    }

    [Test]
    public void Each_reset_value_that_is_missing_is_noticed()
    {
        using var model = new VerilatedModel(_tile.Built);

        // Five of them serve assertions only.
        int registers = model.RegisterNames().Count(register => TileRegression.HasReset(register.Name));
        Assert.That(registers, Is.EqualTo(59 + 5));
        Expect(PlantKind.Reset, registers, (plant, selector) => Outcome(selector, plant.Number, TileRegression.PowerUps) is not null);
    }

    [Test]
    public void Each_bug_that_a_designer_might_make_is_noticed()
    {
        int instances = Mutants.All.Count + Mutants.All.Count(mutant => mutant.Module == "acs_ldpu_convert") + Mutants.Statements.Count + RareMutants.All.Count + RareMutants.Statements.Count;
        Expect(PlantKind.Mutant, instances, (plant, selector) => Outcome(selector, plant.Number) is not null);
    }

    [Test]
    public void Each_bit_of_no_field_that_counts_is_noticed() => Expect(PlantKind.SpareBit, PlantedModule.SpareBits, (plant, selector) => Outcome(selector, plant.Number) is not null);

    [Test]
    public void Events_of_which_it_is_said_that_they_never_meet_do_not_meet()
    {
        IReadOnlyList<(Plant Plant, string Selector)> instances = _tile.Instances(PlantKind.NeverCrossing);

        Assert.That(instances.Select(one => Outcome(one.Selector, one.Plant.Number)), Is.All.Null);
        Assert.That(instances, Has.Count.EqualTo(Crossings.Ports.Count(port => Crossings.NeverWith(port.Instance, port.Port).Any())));
    }

    [Test]
    public void Each_event_that_is_lost_when_another_happens_in_its_clock_is_noticed()
    {
        string[] never = [.. Crossings.Never];
        Expect(PlantKind.Crossing, Crossings.Ports.Count * Crossings.Events.Count, (plant, selector) => never.Contains(plant.What) || Outcome(selector, plant.Number) is not null);
    }

    [Test]
    public void Each_assertion_that_is_disabled_is_noticed()
    {
        Expect(PlantKind.Assertion, 24, (plant, selector) => IsUnprovoked(plant, selector, AssertionProvocations.All.Where(one => one.Name == plant.What)));
    }

    [Test]
    public void Each_operand_port_bit_and_case_of_an_assertion_that_does_not_count_is_noticed()
    {
        Expect(PlantKind.AssertionClause, 128, (plant, selector) =>
            IsUnprovoked(plant, selector, AssertionProvocations.All) || Outcome(selector, plant.Number) is not null);
    }

    [Test]
    public void Each_register_that_changes_while_a_tile_sleeps_is_noticed()
    {
        var tile = new SleepingTile(_tile.Built);

        Expect(PlantKind.SleepingRegister, new SleepingTile(TileModels.Build()).Registers.Count(), (plant, selector) => tile.IsNoticed(model => PlantedTile.Select(model, selector, plant.Number)));
    }

    private bool IsUnprovoked(Plant plant, string selector, IEnumerable<Provocation> provocations) => provocations.Any(one =>
    {
        using var model = new VerilatedModel(_tile.Block(AssertionProvocations.Top(one.Name)));
        PlantedTile.Select(model, selector, plant.Number);
        return AssertionProvocations.Provoke(model, one) != one.Name;
    });

    // The regular tests begin with more states of power-up. One is enough for all faults but those of resets.
    private string? Outcome(string? selector, uint number, int powerUps = 1) => _regression.Run(_tile.Built, model => PlantedTile.Select(model, selector, number), powerUps);

    private void Expect(PlantKind kind, int count, Func<Plant, string, bool> noticed)
    {
        IReadOnlyList<(Plant Plant, string Selector)> instances = _tile.Instances(kind);
        string[] survivors = [.. instances.Where(one => !noticed(one.Plant, one.Selector)).Select(one => Instances(one.Plant) == 1 ? $"{one.Plant}" : $"{one.Plant} in {one.Selector}")];
        int Instances(Plant plant) => instances.Count(one => one.Plant == plant);

        // All of them in the message: NUnit shows ten of a list.
        string[] proved = [.. Equivalents.Proofs.Keys.Where(fault => fault.StartsWith($"{kind} ", StringComparison.Ordinal))];
        Assert.That(survivors.Except(proved), Is.Empty, string.Join(Environment.NewLine, survivors));
        Assert.That(proved.Except(survivors), Is.Empty, "a proof says that these change nothing, but they are noticed, or are not there");
        Assert.That(instances, Has.Count.EqualTo(count));
    }
}
