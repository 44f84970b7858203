namespace AnalogCoSim.Chip.Program;

/// <summary>One step of a chip program: a <see cref="CrossbarStep"/> runs on cores, all others are host steps (<see cref="Host.HostStep"/>).</summary>
/// <remarks>All that other rooms need to know of a kind of step is asked of the step or stands in its <see cref="StepKind"/>, so a new kind is one class and one line in <see cref="Files.StepKinds"/>.</remarks>
public abstract record ProgramStep
{
    private protected ProgramStep()
    {
    }

    /// <summary>Name of the network node (or the last of a fused group) it stands for.</summary>
    public required string Name { get; init; }

    /// <summary>Index of the input tensor.</summary>
    public required int Input { get; init; }

    /// <summary>Index of the output tensor.</summary>
    public required int Output { get; init; }

    /// <summary>What kind of step it is.</summary>
    public abstract StepKind Kind { get; }

    /// <summary>Indices of all tensors that it reads.</summary>
    public virtual IReadOnlyList<int> Reads => [Input];

    /// <summary>MVMs of all its cores for one image; 0 on the host.</summary>
    public virtual int MvmsPerImage => 0;

    /// <summary>Its cores, chain by chain, head to tail; none on the host.</summary>
    public virtual IReadOnlyList<CoreSlice> Slices => [];

    /// <summary>Writes what <see cref="StepKind.Read"/> reads, besides name and tensors.</summary>
    /// <param name="writer">Takes lines and arrays.</param>
    public abstract void Write(StepWriter writer);

    /// <summary>Finds contradictions between the step and its tensors, which exist.</summary>
    /// <param name="check">Knows the tensors and takes what is wrong.</param>
    public abstract void Check(StepCheck check);

    /// <summary>What tables and reports say about it.</summary>
    /// <returns>The description.</returns>
    public virtual StepDescription Describe() => new(Kind.Title);
}
