namespace AnalogCoSim.Verilator.Building;

/// <summary>How much a model writes when it is asked for waves.</summary>
internal static class WaveScope
{
    /// <summary>Finds out whether opening waves of one model registers all models of its context, as in Verilators later than 5.006; they can then be registered one by one.</summary>
    /// <param name="modelSource">Text of <see cref="DirectEvaluation.ModelSource"/>; empty when there is none.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsWholeContext(string modelSource) => modelSource.Contains("::traceBaseModel(VerilatedTraceBaseC* tfp, int levels, int options)", StringComparison.Ordinal);

    /// <summary>Tells <c>acs_waves.h</c>.</summary>
    /// <param name="modelSource">As above.</param>
    /// <returns>A compiler flag.</returns>
    public static string Define(string modelSource) => $"-DACS_TRACES_CONTEXT={(IsWholeContext(modelSource) ? 1 : 0)}";
}
