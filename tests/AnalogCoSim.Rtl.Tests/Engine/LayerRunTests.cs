using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>What the RTL tells a layer is held against what the program asks for, event by event.</summary>
[Category("Smoke")]
public sealed class LayerRunTests
{
    private const int Positions = 3;
    private const int Size = ChipGeometry.CrossbarSize;
    private const uint FirstMvm = 7;

    // The chain of the first layer is core 0, which sends to core 1, which sends 4 bytes of path 1 to the host.
    private const int Head = 0;
    private const int Tail = 1;
    private const int Stranger = 33;

    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly ProgrammedChip Chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, ReadMode = ReadMode.FourPhase, Seed = 5 });

    private readonly ushort[] _p = new ushort[Size];
    private readonly ushort[] _n = new ushort[Size];

    [Test]
    public void Mvm_of_a_core_that_the_layer_does_not_use_is_refused() => Refuses(Layer(), layer => Mvm(layer, Stranger, FirstMvm), Stranger, "MVM");

    [TestCase(6U, "MVM -1 of 3")]
    [TestCase(10U, "MVM 3 of 3")]
    public void Mvm_before_or_after_the_positions_of_the_layer_is_refused(uint sequence, string told) => Refuses(Layer(), layer => Mvm(layer, Head, sequence), Head, told);

    [Test]
    public void Mvm_in_another_read_mode_is_refused() => Refuses(Layer(), layer => layer.OnMvm(Head, FirstMvm, false, new sbyte[Size], _p, _n), Head, "MVM 0 of 3 in 1-phase mode");

    [Test]
    public void Ldpu_result_of_a_core_that_the_layer_does_not_use_is_refused() => Refuses(Layer(), layer => layer.OnLdpu(Stranger, 100, new sbyte[Size]), Stranger, "LDPU result");

    [Test]
    public void Ldpu_result_after_the_last_position_is_refused()
    {
        LayerRun layer = Layer();
        for (int position = 0; position < Positions; position++)
        {
            Assert.That(layer.OnLdpu(Tail, 100, new sbyte[Size]), Is.True);
        }

        Refuses(layer, late => late.OnLdpu(Tail, 999, new sbyte[Size]), Tail, "LDPU result 3 of 3 in clock 999");
    }

    [TestCase(Head)]
    [TestCase(Stranger)]
    public void Packet_of_a_core_that_is_no_tail_is_refused(int tile) => Refuses(Layer(), layer => layer.OnHostPacket(tile, 1, new sbyte[4], 100), tile, "packet");

    [TestCase(2, 4, "packet 0 of 3, path 2, 4 bytes, complete in clock 100")]
    [TestCase(1, 3, "packet 0 of 3, path 1, 3 bytes, complete in clock 100")]
    [TestCase(1, 5, "packet 0 of 3, path 1, 5 bytes, complete in clock 100")]
    public void Packet_of_another_path_or_length_is_refused_with_those_that_are_due(int path, int length, string told)
    {
        AcsException error = Refuses(Layer(), layer => layer.OnHostPacket(Tail, path, new sbyte[length], 100), Tail, told);
        Assert.That(error.Expected, Is.EqualTo("packets 0 to 2 of this layer, path 1, 4 bytes each"));
    }

    [Test]
    public void Packet_after_the_last_position_is_refused()
    {
        LayerRun layer = Layer();
        for (int position = 0; position < Positions; position++)
        {
            Refuses(layer, early => early.OnHostPacket(Tail, 2, new sbyte[4], 100), Tail, $"packet {position} of 3, path 2, 4 bytes, complete in clock 100");
        }

        Refuses(layer, late => late.OnHostPacket(Tail, 1, new sbyte[4], 999), Tail, "packet 3 of 3, path 1, 4 bytes, complete in clock 999");
    }

    [Test]
    public void Inputs_that_the_rtl_changed_are_what_the_macro_answers_to_and_what_the_record_shows()
    {
        sbyte[] changed = [.. Enumerable.Range(0, Size).Select(row => (sbyte)(row - 128))];
        var observer = new Kept();
        LayerRun layer = Layer(observer);
        layer.OnMvm(Head, FirstMvm, true, changed, _p, _n);
        layer.OnLdpu(Head, 100, new sbyte[Size]);

        (ushort[] p, ushort[] n) = (new ushort[Size], new ushort[Size]);
        Chip.Macro(Head).Compute(changed, [MvmAddress.Alone(Head, 4, 0)], ReadMode.FourPhase, p, n);
        Assert.That((_p, _n), Is.EqualTo((p, n)));
        Assert.That(p.Any(count => count > 0) && n.Any(count => count > 0), "the macro gave something");
        Assert.That((observer.Inputs, observer.P, observer.N), Is.EqualTo((changed, p, n)));
    }

    [TestCase(true, "no assertion of the RTL failed")]
    [TestCase(false, "--set assertions=true")]
    public void Assertions_are_advised_only_where_they_are_off(bool on, string advice)
    {
        AcsException error = Refuses(Layer(asserts: on), layer => Mvm(layer, Stranger, FirstMvm), Stranger, "MVM");
        Assert.That(error.Remedy, Does.Contain(advice));
    }

    [Test]
    public void What_the_rtl_does_before_the_first_layer_is_refused()
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions());

        var error = Assert.Throws<AcsException>(() => rtl.Rtl.Run([ChipCommand.Start(rtl.Rtl.Cycle + 10, Stranger, true)], []))!;

        Assert.That((error.Code, error.Core, error.Where), Is.EqualTo((ErrorCode.LockstepOrderMismatch, (int?)Stranger, $"core {Stranger}")));
    }

    private static LayerRun Layer(IMvmObserver? observer = null, bool asserts = false)
    {
        var done = new uint[ChipGeometry.Cores];
        Array.Fill(done, FirstMvm);
        return new LayerRun(Chip, (CrossbarStep)Program.Steps[0], 0, 4, Positions, done, null, observer) { Asserts = asserts };
    }

    private void Mvm(LayerRun layer, int tile, uint sequence) => layer.OnMvm(tile, sequence, true, new sbyte[Size], _p, _n);

    private static AcsException Refuses(LayerRun layer, Action<LayerRun> act, int tile, string told)
    {
        var error = Assert.Throws<AcsException>(() => act(layer))!;
        Assert.That((error.Code, error.Core, error.Actual), Is.EqualTo((ErrorCode.LockstepOrderMismatch, (int?)tile, told)));
        return error;
    }

    private sealed class Kept : IMvmObserver
    {
        public sbyte[] Inputs { get; private set; } = [];

        public ushort[] P { get; private set; } = [];

        public ushort[] N { get; private set; } = [];

        public bool OnMvm(in MvmRecord record)
        {
            (Inputs, P, N) = (record.Inputs.ToArray(), record.CountsP.ToArray(), record.CountsN.ToArray());
            return true;
        }
    }
}
