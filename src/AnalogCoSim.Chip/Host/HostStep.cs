using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>A step that the chip leaves to its host; its arithmetic is the one implementation that all engines use.</summary>
/// <remarks>Roundings: <see cref="Core.Numerics.Quantiser.ToInt8"/>.</remarks>
public abstract record HostStep : ProgramStep
{
    /// <summary>Runs the step for one image. Does not allocate.</summary>
    /// <param name="tensors">Reads those of <see cref="ProgramStep.Reads"/>, writes all elements of the output tensor.</param>
    public abstract void Execute(HostTensors tensors);
}
