using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>A host that is never steady: the RTL must not mind, and a bug that only one of its habits meets must be seen by it.</summary>
[Category("Smoke")]
public sealed class HostPlanTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();
    private static readonly HostPlan Steady = new();
    private static readonly HostPlan Restless = new() { ExtraClocks = 60, Reconfigure = true, Reset = true };

    [TestCase(ReadMode.FourPhase, true)]
    [TestCase(ReadMode.OnePhase, true)]
    [TestCase(ReadMode.FourPhase, false)]
    [CancelAfter(120_000)]
    public void Rtl_gives_what_the_reference_gives_whatever_the_host_does_meanwhile(ReadMode mode, bool alternate)
    {
        using RtlEngine engine = Engine(null, Restless, mode, alternate);

        Assert.That(Difference(engine, mode, alternate), Is.Null);
        Assert.Multiple(() =>
        {
            Assert.That(engine.HostActs.Resets, Is.EqualTo(Images.Length));
            Assert.That(engine.HostActs.Writes, Is.EqualTo(Images.Length * 3 * 2 * ((3 * 256) + 4)));
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public void Bugs_that_a_steady_host_never_meets_are_seen_each_by_the_habit_that_meets_it()
    {
        using var copy = new RtlCopy();
        Plant(copy.Root);
        string? Run(HostPlan host, bool alternate)
        {
            using RtlEngine engine = Engine(copy.Root, host, ReadMode.FourPhase, alternate);
            return Difference(engine, ReadMode.FourPhase, alternate);
        }

        Assert.Multiple(() =>
        {
            Assert.That(Run(Steady, false), Is.Null, "steady");
            Assert.That(Run(Steady with { ExtraClocks = 20 }, false), Is.Not.Null, "intervals");
            Assert.That(Run(Steady with { Reconfigure = true }, false), Is.Not.Null, "register writes");
            Assert.That(Run(Steady with { Reset = true }, false), Is.Not.Null, "resets");
            Assert.That(Run(Steady, true), Is.Not.Null, "read modes");
        });
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(120_000)]
    public void Read_mode_that_does_not_reach_the_macro_is_told()
    {
        using var copy = new RtlCopy();
        Replace(Path.Combine(copy.Root, "rtl", "core", "acs_mvm_ctrl.sv"), "mvm_mode_o <= mode_i;", "mvm_mode_o <= 1'b0;");
        using RtlEngine engine = Engine(copy.Root, Steady, ReadMode.FourPhase, false);

        Assert.That(Difference(engine, ReadMode.FourPhase, false), Does.Contain("in 1-phase mode"));
    }

    private static int[] Images => [4, 5, 6];

    // Four bugs in one build, each beyond the reach of the others' habits.
    private static void Plant(string root)
    {
        string control = Path.Combine(root, "rtl", "core", "acs_mvm_ctrl.sv");

        // A result that comes 259 to 280 clocks after the last one is stored wrong; a tile that rests counts no clocks.
        Replace(control, "  logic freed;\n", "  logic freed;\n  logic [15:0] since_q;\n  always_ff @(posedge clk_i or negedge rst_ni) begin\n    if (!rst_ni) since_q <= 16'hffff;\n"
            + "    else if (first_pair) since_q <= 16'd0;\n    else if (since_q != 16'hffff) since_q <= since_q + 16'd1;\n  end\n  logic late_q;\n  always_ff @(posedge clk_i or negedge rst_ni) begin\n"
            + "    if (!rst_ni) late_q <= 1'b0;\n    else if (first_pair) late_q <= (since_q >= 16'd258) && (since_q < 16'd280);\n  end\n");
        Replace(control, "<= adc_left_i;", "<= adc_left_i ^ {late_q, 23'd0};");

        // The read mode is that of the first MVM after a reset.
        Replace(control, "        mvm_mode_o <= mode_i;", "        mvm_mode_o <= started_q ? mvm_mode_o : mode_i;\n        started_q <= 1'b1;");
        Replace(control, "      mvm_mode_o <= 1'b0;\n", "      mvm_mode_o <= 1'b0;\n      started_q <= 1'b0;\n");
        Replace(control, "  logic freed;\n", "  logic freed;\n  logic started_q;\n");

        // A reset leaves the address of the pair.
        Replace(control, "      write_pair_q <= 7'd0;\n", string.Empty);

        // Once a result has passed, a bias is written as the data of the write before.
        string activation = Path.Combine(root, "rtl", "ldpu", "acs_ldpu_activation.sv");
        Replace(activation, "b_mem[cfg_addr_i[7:0]] <= cfg_data_i[acs_regs_pkg::ColumnBiasBLsb +: 16];", "b_mem[cfg_addr_i[7:0]] <= ran_q ? stale_q : cfg_data_i[acs_regs_pkg::ColumnBiasBLsb +: 16];");
        Replace(activation, "  logic [15:0] r;\n", "  logic [15:0] r;\n  logic ran_q;\n  logic [15:0] stale_q;\n  always_ff @(posedge clk_i or negedge rst_ni) begin\n"
            + "    if (!rst_ni) ran_q <= 1'b0;\n    else if (valid_q[7]) ran_q <= 1'b1;\n  end\n  always_ff @(posedge clk_i) if (cfg_valid_i) stale_q <= cfg_data_i[15:0];\n");
    }

    private static void Replace(string file, string original, string planted)
    {
        string[] parts = File.ReadAllText(file).Split(original);
        Assert.That(parts, Has.Length.EqualTo(2), $"'{original}' occurs once in {file}");
        File.WriteAllText(file, string.Join(planted, parts));
    }

    private static ProgrammedChip Chip(ReadMode mode, bool alternate) =>
        ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, ReadMode = mode, AlternateReadModes = alternate, Seed = 5 });

    private static RtlEngine Engine(string? root, HostPlan host, ReadMode mode, bool alternate) =>
        new(Chip(mode, alternate), new RtlChipOptions { Flavour = ModelFlavour.Check, RtlRoot = root }) { Host = host };

    // The first MVM or output that differs, or the error that ended the run.
    private static string? Difference(RtlEngine engine, ReadMode mode, bool alternate)
    {
        using var reference = new ReferenceEngine(Chip(mode, alternate));
        sbyte[] inputs = TestPrograms.Images(Program, Images.Length);
        var expected = new Recorder();
        var actual = new Recorder();
        IReadOnlyList<InferenceResult> wanted = reference.Run(Images, inputs, expected);
        try
        {
            IReadOnlyList<InferenceResult> found = engine.Run(Images, inputs, actual);
            return expected.Mvms.Where(mvm => !actual.Mvms.TryGetValue(mvm.Key, out var other) || !mvm.Value.Equals(other)).Select(mvm => $"{mvm.Key}").FirstOrDefault()
                ?? (found.Zip(wanted).All(pair => pair.First.Output.AsSpan().SequenceEqual(pair.Second.Output)) ? null : "outputs");
        }
        catch (AcsException error)
        {
            return error.Message + error.Actual;
        }
    }
}
