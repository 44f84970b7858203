using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>What the host loads and injects during one crossbar step of one image: inputs of every core and residual packets, in one block.</summary>
internal sealed class LayerData
{
    private const int Size = ChipGeometry.CrossbarSize;

    private readonly CrossbarStep _step;
    private readonly CoreRun?[] _ofTile = new CoreRun?[ChipGeometry.Cores];
    private readonly ChainRun?[] _ofTail = new ChainRun?[ChipGeometry.Cores];

    /// <summary>Lays out the block; nothing is in it yet.</summary>
    /// <param name="step">The step.</param>
    /// <param name="positions">Positions that run.</param>
    /// <param name="mvmsOfTile">MVMs of every tile before this step.</param>
    public LayerData(CrossbarStep step, int positions, uint[] mvmsOfTile)
    {
        _step = step;
        Positions = positions;
        Cores = [.. step.Groups.SelectMany(group => group.Chain.Zip(ChainDelays.Of(group))).Select((core, k) => Core(core.First, core.Second, k, mvmsOfTile))];
        int offset = (Cores.Length * Positions * Size) + Im2ColPlan.Slack;
        Chains = [.. step.Groups.Select(group => Chain(group, ref offset))];
        Bytes = new sbyte[offset];
        foreach (CoreRun core in Cores)
        {
            _ofTile[core.Slice.Core] = core;
        }

        foreach (ChainRun chain in Chains)
        {
            _ofTail[chain.Group.Chain[^1].Core] = chain;
        }
    }

    /// <summary>Positions that run, from the first one on.</summary>
    public int Positions { get; }

    /// <summary>The block.</summary>
    public sbyte[] Bytes { get; }

    /// <summary>Cores of the step.</summary>
    public CoreRun[] Cores { get; }

    /// <summary>Chains of the step.</summary>
    public ChainRun[] Chains { get; }

    /// <summary>The core of a tile; null where the step does not use it.</summary>
    public CoreRun? OfTile(int tile) => _ofTile[tile];

    /// <summary>The chain of which a tile is the tail; null where there is none.</summary>
    public ChainRun? OfTail(int tile) => _ofTail[tile];

    /// <summary>Inputs of a core; shape [count, 256].</summary>
    public Span<sbyte> Inputs(CoreRun core, int first, int count = 1) => Bytes.AsSpan(core.InputOffset + (first * Size), count * Size);

    /// <summary>Fills in the inputs of all cores.</summary>
    /// <param name="tensor">Shape of the input tensor.</param>
    /// <param name="input">Input tensor.</param>
    public void Gather(TensorSpec tensor, ReadOnlySpan<sbyte> input)
    {
        var plan = new Im2ColPlan(_step, tensor);
        var frame = new sbyte[plan.FrameLength];
        var inputs = new sbyte[(Positions * Size) + Im2ColPlan.Slack];
        plan.Pad(input, frame);
        foreach (CoreRun core in Cores)
        {
            plan.Gather(frame, core.Slice, 0, Positions, inputs);
            inputs.AsSpan(0, Positions * Size).CopyTo(Inputs(core, 0, Positions));
        }
    }

    /// <summary>Fills in the residual packets.</summary>
    /// <param name="residual">Residual tensor; empty without.</param>
    public void PlaceResidual(ReadOnlySpan<sbyte> residual)
    {
        foreach (ChainRun chain in Chains.Where(chain => chain.ResidualOffset >= 0))
        {
            int length = chain.Group.ChannelCount;
            for (int i = 0; i < Positions * length; i++)
            {
                Bytes[chain.ResidualOffset + i] = residual[((chain.Group.FirstChannel + (i % length)) * _step.Geometry.Positions) + (i / length)];
            }
        }
    }

    private CoreRun Core(CoreSlice slice, int delay, int index, uint[] mvmsOfTile) => new()
    {
        Slice = slice,
        Delay = delay,
        InputOffset = index * Positions * Size,
        FirstMvm = mvmsOfTile[slice.Core],
        CountsP = new ushort[Positions * Size],
        CountsN = new ushort[Positions * Size],
    };

    private ChainRun Chain(ColumnGroup group, ref int offset)
    {
        int residual = _step.Residual is null ? -1 : offset;
        offset += _step.Residual is null ? 0 : Positions * group.ChannelCount;
        return new ChainRun { Group = group, ResidualOffset = residual };
    }
}
