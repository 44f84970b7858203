using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.Verilator.Tests.Typed;

/// <summary>What generated classes are made of: clocks, resets, registers, wide ports and waves of a typed module.</summary>
[Category("Smoke")]
public sealed class TypedModuleTests
{
    [Test]
    public void Reset_of_a_module_with_several_clocks_lasts_periods_of_the_slowest()
    {
        using ToyModule module = ToyModule.TwoClocks(out ClockGroup clocks);
        var reset = new ResetDriver(module, "rst_ni", activeLow: true);

        reset.Pulse(3);

        Assert.That(clocks.Picoseconds, Is.EqualTo(3000));
        Assert.That((module.Model.Port<byte>("written_o"), module.Model.Port<byte>("read_o")), Is.EqualTo(((byte)0, (byte)0)), "held in reset all the while");
        clocks.Run(1000);
        Assert.That(module.Model.Port<byte>("written_o"), Is.EqualTo(1));
    }

    [Test]
    public void Clocks_of_a_group_count_their_own_edges()
    {
        using ToyModule module = ToyModule.TwoClocks(out ClockGroup clocks);
        var fast = new ClockDriver(module, "rd_clk_i", 1);

        fast.Run(4);
        fast.Step();

        Assert.That((fast.Count, new ClockDriver(module, "wr_clk_i", 0).Count, clocks.Picoseconds), Is.EqualTo((5L, 3L, 2700L)));
    }

    [TestCase(5, 5)]
    [TestCase(0, 0)]
    public void Waiting_ends_in_the_clock_in_which_the_condition_holds_and_that_may_be_the_last(int wanted, int atMost)
    {
        using ToyModule module = OutOfReset();
        var clock = new ClockDriver(module, "clk_i");

        Assert.That(clock.RunUntil(() => module.Model.Port<ushort>("count_o") == wanted, atMost), Is.EqualTo(wanted));
        Assert.That(module.Model.Port<ushort>("count_o"), Is.EqualTo(wanted));
    }

    [Test]
    public void Waiting_gives_up_after_the_clocks_it_was_given()
    {
        using ToyModule module = OutOfReset();
        var clock = new ClockDriver(module, "clk_i");
        long begin = clock.Count;

        AcsException error = Assert.Throws<AcsException>(() => clock.RunUntil(() => module.Model.Port<ushort>("count_o") == 6, atMost: 5))!;

        Assert.That((error.Code, error.Actual, clock.Count - begin), Is.EqualTo((ErrorCode.RtlStalled, "not within 5 clocks", 5L)));
        Assert.That(error.Expected, Does.Contain("count_o"), "the condition in its own words");
    }

    [TestCase("rst_ni", true, 0, 1)]
    [TestCase("finish_i", false, 1, 0)]
    public void Reset_has_the_level_of_its_kind(string port, bool activeLow, int asserted, int released)
    {
        using ToyModule module = OutOfReset();
        var reset = new ResetDriver(module, port, activeLow);

        reset.Assert();
        Assert.That((module.Model.Port<byte>(port), reset.IsAsserted), Is.EqualTo(((byte)asserted, true)));
        reset.Release();
        Assert.That((module.Model.Port<byte>(port), reset.IsAsserted), Is.EqualTo(((byte)released, false)));
    }

    [Test]
    public void Asynchronous_reset_acts_without_a_clock()
    {
        using ToyModule module = OutOfReset();
        new ClockDriver(module, "clk_i").Run(9);
        Assert.That(module.Model.Port<ushort>("count_o"), Is.EqualTo(9));

        new ResetDriver(module, "rst_ni", activeLow: true).Assert();

        Assert.That(module.Model.Port<ushort>("count_o"), Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Register_that_was_let_go_follows_the_rtl_again(bool all)
    {
        using ToyModule module = OutOfReset(ModelFlavour.Check, forceable: true);
        var clock = new ClockDriver(module, "clk_i");
        module.Registers.Force(".sum_q", 1000);
        module.Registers.Force(".count_q", 7);
        module.Model.Port<byte>("byte_i") = 3;
        clock.Run(4);
        Assert.That((module.Model.Port<uint>("sum_o"), module.Model.Port<ushort>("count_o")), Is.EqualTo((1000U, (ushort)7)));

        if (all)
        {
            module.Registers.ReleaseAll();
        }
        else
        {
            module.Registers.Release(".sum_q");
        }

        clock.Run(4);
        Assert.That((module.Model.Port<uint>("sum_o"), module.Model.Port<ushort>("count_o")), Is.EqualTo((1012U, all ? (ushort)11 : (ushort)7)));
    }

    [Test]
    public void Register_that_is_too_small_or_not_there_is_not_held()
    {
        using ToyModule module = OutOfReset(ModelFlavour.Check, forceable: true);

        Assert.Throws<ArgumentException>(() => module.Registers.Force(".count_q", 0x1_0000));
        Assert.Throws<ArgumentException>(() => module.Registers.Force(".wide_q", 1));
        Assert.Throws<ArgumentException>(() => module.Registers.Force(".nobody_q", 1));
        Assert.Throws<ArgumentException>(() => module.Registers.Peek(".nobody_q"));
    }

    [Test]
    public void Words_of_a_wide_port_are_all_in_its_value()
    {
        var four = new UInt128(0x0000_000D_CCCC_CCCC, 0xBBBB_BBBB_AAAA_AAAA);
        Span<uint> words = stackalloc uint[4];
        PortValues.Split(four, words);
        Assert.That(words.ToArray(), Is.EqualTo((uint[])[0xAAAA_AAAA, 0xBBBB_BBBB, 0xCCCC_CCCC, 0xD]));
        Assert.That(PortValues.Join(words), Is.EqualTo(four));
        Assert.That(PortValues.Join(words[..3]), Is.EqualTo(four & ((UInt128.One << 96) - 1)));

        using ToyModule module = OutOfReset();
        words.CopyTo(module.Words("wide_i"));
        new ClockDriver(module, "clk_i").Step();
        Assert.That(PortValues.Join(module.Words("wide_o")), Is.EqualTo(four + 1));
    }

    [Test]
    public void Module_goes_back_when_its_waves_are_closed_and_each_time_they_are()
    {
        using ToyModule module = OutOfReset(ModelFlavour.Trace);
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "typed.fst");
        using ModelSnapshot saved = module.Save();
        for (int round = 0; round < 2; round++)
        {
            module.StartWaves(path);
            new ClockDriver(module, "clk_i").Run(5);
            Assert.That(Assert.Throws<AcsException>(() => module.Restore(saved))!.Code, Is.EqualTo(ErrorCode.RtlMisuse), $"round {round}");
            Assert.That(module.Model.Port<ushort>("count_o"), Is.EqualTo(5), "refused without harm");
            module.StopWaves();
            module.Restore(saved);
            module.Evaluate();
            Assert.That(module.Model.Port<ushort>("count_o"), Is.Zero);
        }
    }

    [Test]
    public void Waves_that_could_not_be_started_stop_no_way_back()
    {
        using ToyModule module = OutOfReset(ModelFlavour.Trace);
        using ModelSnapshot saved = module.Save();

        Assert.That(() => module.StartWaves(Path.Combine(TestContext.CurrentContext.WorkDirectory, "no", "such", "folder", "x.fst")), Throws.InstanceOf<AcsException>());

        Assert.DoesNotThrow(() => module.Restore(saved));
    }

    [Test]
    public void Waves_of_another_flavour_are_refused_with_the_way_to_get_them()
    {
        using ToyModule module = OutOfReset();

        AcsException error = Assert.Throws<AcsException>(() => module.StartWaves("x.fst"))!;

        Assert.That((error.Code, error.Expected), Is.EqualTo((ErrorCode.ModelDoesNotLoad, "flavour Trace")));
    }

    private static ToyModule OutOfReset(ModelFlavour flavour = ModelFlavour.Check, bool forceable = false)
    {
        ToyModule module = ToyModule.Toy(flavour, forceable);
        new ResetDriver(module, "rst_ni", activeLow: true).Pulse(1);
        return module;
    }
}
