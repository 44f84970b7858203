using System.Globalization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Results;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Running;

/// <summary>The commands that repeat a run or one of its images, or record its golden trace, to be copied into a shell at the repository's root.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">How it ran.</param>
public sealed class RepeatCommand(Scenario scenario, RunOptions options)
{
    /// <summary>The whole run.</summary>
    /// <returns>Command line.</returns>
    public string Whole() => Run();

    /// <summary>One image of the run.</summary>
    /// <param name="image">Image number.</param>
    /// <returns>Command line.</returns>
    public string Image(int image) => string.Create(CultureInfo.InvariantCulture, $"{Run("data.first", "data.count")} --set data.first={image} --set data.count=1");

    /// <summary>What records the golden trace of the scenario, of all images that it names.</summary>
    /// <returns>Command line.</returns>
    public string Record() => Line("golden", options.ScenarioPath, Settings(["engine", "threads", "data.first", "data.count"]));

    /// <summary>A command with its settings.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="path">Scenario or sweep.</param>
    /// <param name="settings">Arguments <c>key=value</c>.</param>
    /// <param name="others">Other options, with a blank before them.</param>
    /// <returns>Command line, with present names of keys and quoted where a shell wants it.</returns>
    internal static string Line(string command, string path, IEnumerable<string> settings, string others = "") =>
        RepeatLine.Of($"{CalledName.Acs} {command}", path, settings.Select(argument => FormerKeys.InArgument(argument, typeof(Scenario))), others);

    private string Run(params string[] without) => Line(
        "run",
        options.ScenarioPath,
        Settings([.. without, "seed", "engine"]),
        string.Create(CultureInfo.InvariantCulture, $" --seed {scenario.Seed} --engine {ObjectShape.WordOf(scenario.Engine.ToString())}"));

    private IEnumerable<string> Settings(string[] without) => options.Overrides.Where(argument => !without.Contains(OverrideKeys.Of(argument)));
}
