namespace AnalogCoSim.Verilator.Models;

/// <summary>What an instance of a model begins with.</summary>
public sealed record ModelStart
{
    /// <summary>Seed of <c>$random</c> and of random power-up; at least 1, since 0 would mean any.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Plusargs, each as <c>+NAME</c> or <c>+NAME=VALUE</c>; for models that were built to take them.</summary>
    public IReadOnlyList<string> PlusArgs { get; init; } = [];

    /// <summary>Whether what the RTL prints is kept for <see cref="VerilatedModel.TakeOutput"/> instead of going to <see cref="RtlOutput.Line"/>.</summary>
    public bool CapturesOutput { get; init; }

    /// <summary>Refuses what is no plusarg: Verilator's own options would change what a run does.</summary>
    /// <param name="argument">The argument.</param>
    /// <returns>The same.</returns>
    /// <exception cref="ArgumentException">It does not begin with <c>+</c>, or is one of Verilator's.</exception>
    internal static string Checked(string argument) => argument is ['+', ..] && !argument.StartsWith("+verilator+", StringComparison.Ordinal)
        ? argument
        : throw new ArgumentException($"A plusarg is +NAME or +NAME=VALUE, not {argument}.", nameof(argument));
}
