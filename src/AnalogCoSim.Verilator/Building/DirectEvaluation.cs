using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Finds out whether a model may be evaluated without the frame that Verilator puts around it.</summary>
/// <remarks>
/// Verilator's <c>eval()</c> initialises on its first call and then looks three times into thread-local storage, for messages of other threads of the same model. A model
/// without threads, which has been evaluated once, can do without; in a shared library these look-ups cost as much as a tenth of an idle tile.
/// </remarks>
internal static partial class DirectEvaluation
{
    /// <summary>Name of the source with the frame.</summary>
    public const string ModelSource = "Vmodel.cpp";

    /// <summary>The function inside the frame.</summary>
    public const string Function = "Vmodel___024root___eval";

    /// <summary>A frame as this Verilator writes it; stands for the generated text in build keys.</summary>
    public const string Example =
        "void Vmodel::eval_step() {\n    Verilated::mtaskId(0);\n    " + Call + "\n    Verilated::endOfThreadMTask(q);\n    Verilated::endOfEval(q);\n}\n";

    private const string Call = Function + "(&(vlSymsp->TOP));";

    private static readonly string[] Harmless = ["//", "VL_DEBUG_IF(", "Verilated::mtaskId(0);", "Verilated::endOfThreadMTask(", "Verilated::endOfEval("];

    /// <summary>Tells whether the frame holds nothing else that matters.</summary>
    /// <param name="source">Text of <see cref="ModelSource"/>.</param>
    /// <returns>True when every statement of the frame is known.</returns>
    public static bool IsPossible(string source)
    {
        string body = FirstCall().Replace(DebugOnly().Replace(Frame().Match(source).Groups["body"].Value, string.Empty), string.Empty);
        string[] lines = [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return lines.Count(line => line == Call) == 1
            && lines.All(line => line == Call || Harmless.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^void Vmodel::eval_step\(\) \{\n(?<body>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^#ifdef VL_DEBUG.*?^#endif[^\n]*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex DebugOnly();

    [GeneratedRegex(@"^    if \(VL_UNLIKELY\(!vlSymsp->__Vm_didInit\)\) \{.*?^    \}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FirstCall();
}
