namespace AnalogCoSim.Chip.Program;

/// <summary>Everything both engines need to run one network on the chip: tensors, steps in order, weights and register values.</summary>
/// <remarks>Made by the compiler, stored as YAML plus npz (<see cref="Files.ChipProgramFile"/>). Activations are INT8 in CHW order with one scale a tensor.</remarks>
public sealed record ChipProgram
{
    /// <summary>Name of the network.</summary>
    public required string Name { get; init; }

    /// <summary>How an image becomes the INT8 input tensor.</summary>
    public required InputEncoding Input { get; init; }

    /// <summary>Whether the network was exported for images as [n, h, w, c]; tensor 0 itself is channels first.</summary>
    public bool InputChannelsLast { get; init; }

    /// <summary>All activation tensors; tensor 0 is the input.</summary>
    public required IReadOnlyList<TensorSpec> Tensors { get; init; }

    /// <summary>Steps in the order of execution; the last one's output is the network's.</summary>
    public required IReadOnlyList<ProgramStep> Steps { get; init; }

    /// <summary>All core slices of all steps; a core that several steps use is there in each.</summary>
    public IEnumerable<CoreSlice> Slices => Steps.SelectMany(step => step.Slices);

    /// <summary>The cores in use, each once.</summary>
    public IEnumerable<CoreSlice> Cores => Slices.DistinctBy(slice => slice.Core);

    /// <summary>The steps that run on cores, in order.</summary>
    public IEnumerable<CrossbarStep> CrossbarSteps => Steps.OfType<CrossbarStep>();

    /// <summary>The chains of all crossbar steps, each once: a chain that several steps use is that of the first.</summary>
    public IEnumerable<ColumnGroup> Chains => CrossbarSteps.SelectMany(step => step.Groups).DistinctBy(group => group.Chain[0].Core);
}
