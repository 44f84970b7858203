using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Rtl.Engine;

/// <content>What the host does beyond what the network asks for.</content>
public sealed partial class RtlEngine
{
    // While the first MVM is converted and drained, and the second one begins.
    private const int LeastClocksBeforeReset = 60;
    private const int ClocksOfResets = 400;

    private ulong _last = ulong.MaxValue;

    /// <summary>What the host does beyond what the network asks for.</summary>
    public HostPlan Host { get; init; } = new();

    /// <inheritdoc />
    public HostActs HostActs { get; private set; }

    private IReadOnlyList<ConfigWrite> WritesMeanwhile(CrossbarStep step, int turn)
    {
        IReadOnlyList<ConfigWrite> writes = Host.Reconfigure ? RestingCores.Writes(_chip, step, turn) : [];
        HostActs = HostActs with { Writes = HostActs.Writes + writes.Count };
        return writes;
    }

    // Begins the first layer, resets the chip in the midst of it, at another moment for each image, and loads all registers anew.
    private void BreakOff(int image, CancellationToken cancellation)
    {
        int index = Program.Steps.ToList().FindIndex(step => step is CrossbarStep);
        if (index < 0)
        {
            return;
        }

        var step = (CrossbarStep)Program.Steps[index];
        _layer = new LayerRun(_chip, step, index, image, Math.Min(3, step.Geometry.Positions), _mvmsOfTile, Counts, null) { Asserts = Asserts, ImageBegin = _rtl.Cycle };
        _last = _rtl.Cycle + (ulong)(Latency(_chip.ModeOf(image)) + LeastClocksBeforeReset + (int)((uint)image * 97 % ClocksOfResets));
        try
        {
            Located(image, index, step, step.Residual is { } tensor ? _tensors[tensor] : default, cancellation);
        }
        finally
        {
            _last = ulong.MaxValue;
        }

        _rtl.Reset();
        Array.Clear(_mvmsOfTile);
        _rtl.Configure([.. ChipConfiguration.Of(_chip.Program, _chip.Registers)]);
        HostActs = HostActs with { Resets = HostActs.Resets + 1 };
    }
}
