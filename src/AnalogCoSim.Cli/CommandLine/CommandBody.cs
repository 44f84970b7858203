using System.CommandLine;
using System.CommandLine.Invocation;
using AnalogCoSim.Cli.Output;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Joins a command to the function that does its work, and keeps the examples its help shows.</summary>
/// <param name="body">The work; returns the exit code.</param>
/// <param name="examples">Command lines shown by <c>--help</c>.</param>
internal sealed class CommandBody(Func<CliSession, int> body, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <summary>Command lines shown by <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Outputs of this process; set once, before a command is invoked.</summary>
    public CliConsole Console { get; set; } = new(json: false);

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult) => body(new CliSession(parseResult, Console, Cancellation));
}
