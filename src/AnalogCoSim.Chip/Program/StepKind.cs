namespace AnalogCoSim.Chip.Program;

/// <summary>A kind of step: how files and people call it, and how it is read.</summary>
/// <param name="word">Name in program files, e.g. <c>max_pool</c>.</param>
/// <param name="title">Name for people, e.g. <c>max pool</c>.</param>
/// <param name="read">Makes a step of the fields that <see cref="ProgramStep.Write"/> wrote.</param>
public sealed class StepKind(string word, string title, Func<StepReader, ProgramStep> read)
{
    /// <summary>Name in program files.</summary>
    public string Word { get; } = word;

    /// <summary>Name for people.</summary>
    public string Title { get; } = title;

    /// <summary>Reads a step.</summary>
    /// <param name="reader">Its fields.</param>
    /// <returns>The step.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0801 with line and column.</exception>
    public ProgramStep Read(StepReader reader) => read(reader);
}
