using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Counts of one crossbar step of one image: taken over where another engine has them, computed where not.</summary>
/// <param name="chip">The chip.</param>
/// <param name="image">Image number.</param>
/// <param name="step">Index of the step.</param>
/// <param name="data">Inputs of the step; the counts go into its cores.</param>
/// <param name="known">Counts that are known already; null computes all.</param>
internal sealed class LayerCounts(ProgrammedChip chip, int image, int step, LayerData data, ICountSource? known)
{
    private const int Size = ChipGeometry.CrossbarSize;
    private const int Batch = 256;

    private readonly MvmAddress[] _addresses = new MvmAddress[Batch];

    /// <summary>The address of an MVM of the step.</summary>
    /// <param name="core">Core number.</param>
    /// <param name="position">Output position.</param>
    /// <returns>The address.</returns>
    public MvmAddress Address(int core, int position) => chip.Counts.Address(image, step, core, position);

    /// <summary>Gives all counts of a core.</summary>
    /// <param name="core">The core.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public void Convert(CoreRun core, CancellationToken cancellation)
    {
        for (int first = 0; first < data.Positions; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, data.Positions - first);
            MvmAddress address = Address(core.Slice.Core, first);
            for (int k = 0; k < count; k++)
            {
                _addresses[k] = address.Next(k);
            }

            if (!Known(core, first, count))
            {
                Compute(core, first, count);
            }
        }
    }

    /// <summary>Computes the counts of an MVM anew, for the inputs that stand in the data now.</summary>
    /// <param name="core">The core.</param>
    /// <param name="position">Output position.</param>
    public void Recompute(CoreRun core, int position)
    {
        _addresses[0] = Address(core.Slice.Core, position);
        Compute(core, position, 1);
    }

    private void Compute(CoreRun core, int first, int count) => chip.Macro(core.Slice.Core).Compute(
        data.Inputs(core, first, count),
        _addresses.AsSpan(0, count),
        chip.ModeOf(image),
        core.CountsP.AsSpan(first * Size, count * Size),
        core.CountsN.AsSpan(first * Size, count * Size));

    private bool Known(CoreRun core, int first, int count)
    {
        for (int position = first; position < first + count; position++)
        {
            int at = position * Size;
            if (known?.TryGet(_addresses[position - first], data.Inputs(core, position), core.CountsP.AsSpan(at, Size), core.CountsN.AsSpan(at, Size)) != true)
            {
                return false;
            }
        }

        return true;
    }
}
