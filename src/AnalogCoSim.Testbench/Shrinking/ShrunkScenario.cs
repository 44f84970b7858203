using System.Globalization;
using System.Text;
using System.Text.Json;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Stimulus;

namespace AnalogCoSim.Testbench.Shrinking;

/// <summary>A scenario that drives given transactions and nothing else, as YAML text.</summary>
public static class ShrunkScenario
{
    /// <summary>Writes the text.</summary>
    /// <param name="scenario">The scenario that failed.</param>
    /// <param name="result">What is left of its transactions.</param>
    /// <param name="folder">Folder that the text will lie in: paths of the block are relative to it.</param>
    /// <param name="comment">What the first line says.</param>
    /// <returns>YAML; runs as it is and writes waves.</returns>
    public static string Write(BlockScenario scenario, ShrinkResult result, string folder, string comment)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {comment}\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {scenario.Name}-shrunk\n");
        text.Append(CultureInfo.InvariantCulture, $"description: {Quote($"The failure of {scenario.Name} with seed {scenario.Seed}, reduced.")}\n");
        AppendDut(text, scenario, folder);
        text.Append(CultureInfo.InvariantCulture, $"model: {scenario.Model}\nseed: {scenario.Seed}\ntimeout: {scenario.Timeout}\n");
        text.Append("stimulus:\n  - name: shrunk\n    transactions:\n");
        text.Append(TransactionFile.Write(result.Transactions, 6));
        text.Append("record: { waves: true, shrink: false }\n");
        return text.ToString();
    }

    private static void AppendDut(StringBuilder text, BlockScenario scenario, string folder)
    {
        DutSection dut = scenario.Dut;
        string from = Path.GetDirectoryName(Path.GetFullPath(scenario.Path))!;
        text.Append(CultureInfo.InvariantCulture, $"dut:\n  files: {Paths(dut.Files)}\n");
        if (dut.Includes.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  includes: {Paths(dut.Includes)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  top: {dut.Top}\n");
        if (dut.Parameters.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  parameters: {{ {string.Join(", ", dut.Parameters.Select(one => $"{one.Key}: {Quote(one.Value)}"))} }}\n");
        }

        if (dut.Defines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  defines: [{string.Join(", ", dut.Defines.Select(Quote))}]\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  clock: {Quote(dut.Clock)}\n  clockPicoseconds: {dut.ClockPicoseconds}\n  assertions: {(dut.Assertions ? "true" : "false")}\n");
        if (dut.Reset is { } reset)
        {
            text.Append(CultureInfo.InvariantCulture, $"  reset: {Quote(reset)}\n");
        }

        string Paths(IEnumerable<string> paths) =>
            $"[{string.Join(", ", paths.Select(path => Quote(Path.GetRelativePath(folder, Path.GetFullPath(Path.Combine(from, path))).Replace('\\', '/'))))}]";
    }

    // A JSON string is a YAML string.
    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
