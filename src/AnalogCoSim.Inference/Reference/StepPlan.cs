using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Reference;

/// <summary>What the reference engine prepares once for each step.</summary>
internal sealed class StepPlan
{
    private readonly Dictionary<int, LdpuLanes> _lanes = [];

    public StepPlan(ProgrammedChip chip, ProgramStep step, int index)
    {
        Step = step;
        Index = index;
        if (step is CrossbarStep crossbar)
        {
            Crossbar = crossbar;
            Im2Col = new Im2ColPlan(crossbar, chip.Program.Tensors[step.Input]);
            Positions = crossbar.Geometry.Positions;
            foreach (CoreSlice slice in crossbar.Slices)
            {
                _lanes[slice.Core] = new LdpuLanes(chip.Registers(slice.Core));
            }
        }
    }

    public ProgramStep Step { get; }

    public int Index { get; }

    /// <summary>Null for host steps.</summary>
    public CrossbarStep? Crossbar { get; }

    /// <summary>Null for host steps.</summary>
    public Im2ColPlan? Im2Col { get; }

    public int Positions { get; }

    public LdpuLanes Lanes(int core) => _lanes[core];
}
