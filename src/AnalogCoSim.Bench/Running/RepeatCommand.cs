using System.Globalization;
using System.Text;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;

namespace AnalogCoSim.Bench.Running;

/// <summary>The command that repeats a run or one of its images, to be copied into a shell at the repository's root.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">How it ran.</param>
public sealed class RepeatCommand(Scenario scenario, RunOptions options)
{
    /// <summary>The whole run.</summary>
    /// <returns>Command line.</returns>
    public string Whole()
    {
        var text = new StringBuilder("scripts/acs run ");
        text.Append(Quote(DataRoots.Shown(options.ScenarioPath)));
        text.Append(CultureInfo.InvariantCulture, $" --seed {scenario.Seed} --engine {ObjectShape.WordOf(scenario.Engine.ToString())}");
        foreach (string argument in options.Overrides.Where(a => !a.StartsWith("seed=", StringComparison.Ordinal) && !a.StartsWith("engine=", StringComparison.Ordinal)))
        {
            text.Append(" --set ").Append(Quote(FormerKeys.InArgument(argument, typeof(Scenario))));
        }

        return text.ToString();
    }

    /// <summary>One image of the run.</summary>
    /// <param name="image">Image number.</param>
    /// <returns>Command line.</returns>
    public string Image(int image) => string.Create(CultureInfo.InvariantCulture, $"{Whole()} --set data.first={image} --set data.count=1");

    private static string Quote(string argument) =>
        argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+".Contains(c, StringComparison.Ordinal)) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
