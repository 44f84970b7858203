using System.CommandLine;
using AnalogCoSim.Cli.Output;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>One invocation of one command: its arguments, its outputs and its cancellation.</summary>
/// <param name="Arguments">The parsed arguments.</param>
/// <param name="Console">Where results, progress and errors go.</param>
/// <param name="Cancellation">Set by Ctrl-C.</param>
internal sealed record CliSession(ParseResult Arguments, CliConsole Console, CancellationToken Cancellation)
{
    /// <summary>The value of an option, its default if not given.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="option">The option.</param>
    /// <returns>Its value.</returns>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    /// <summary>The value of an argument.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <returns>Its value.</returns>
    public T Get<T>(Argument<T> argument) => Arguments.GetRequiredValue(argument);

    /// <summary>Whether an option was written on the command line.</summary>
    /// <param name="option">The option.</param>
    /// <returns>True if so.</returns>
    public bool Has(Option option) => Arguments.GetResult(option) is { Implicit: false };
}
