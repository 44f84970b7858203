using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>Keys of arguments <c>key=value</c>.</summary>
public static class OverrideKeys
{
    /// <summary>The key of an argument.</summary>
    /// <param name="argument">Dotted keys, an equals sign and a value.</param>
    /// <returns>Dotted keys by their present names, without blanks around them.</returns>
    public static string Of(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return string.Join('.', FormerKeys.InArgument(argument, typeof(Scenario)).Split('=')[0].Split('.', StringSplitOptions.TrimEntries));
    }

    /// <summary>Refuses arguments of which one takes back what another one sets: on a command line that is a slip.</summary>
    /// <param name="given">Arguments with the words by which the user gave them, in order.</param>
    /// <exception cref="AcsException">ACS0901 naming both.</exception>
    public static void RefuseLost(IReadOnlyList<(string Argument, string Words)> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        for (int later = 1; later < given.Count; later++)
        {
            string key = Of(given[later].Argument);
            if (given.Take(later).FirstOrDefault(one => Of(one.Argument) == key || Of(one.Argument).StartsWith(key + ".", StringComparison.Ordinal)) is { Words: { } lost })
            {
                throw new AcsException(ErrorCode.CommandLine, $"Two options set '{key}'.", $"{lost} and {given[later].Words}", "each key once", "the first of them would be lost", "Leave one of them out.");
            }
        }
    }
}
