using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>The standard help followed by examples that can be copied.</summary>
/// <param name="standard">The parser's own help.</param>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    private static readonly string[] RootExamples =
    [
        "acs doctor                                                    what is installed, what is missing",
        "acs run testbenches/chip_inference/scenarios/quickstart.yaml  a network on the chip, RTL against reference",
        "acs conformance fp16 --vectors DIR                            the FP16 units against Berkeley TestFloat",
    ];

    /// <summary>Puts this help in the place of the parser's own.</summary>
    /// <param name="root">The root command.</param>
    public static void Attach(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        standard.MaxWidth = Console.IsOutputRedirected ? 120 : Math.Max(80, Console.WindowWidth);
        int exitCode = standard.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        IReadOnlyList<string> examples = command is RootCommand ? RootExamples : ExamplesOf(command);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        }

        foreach (string example in examples)
        {
            output.WriteLine("  " + CalledName.In(example));
        }

        if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine("Exit codes: 0 met, 1 expectation missed, mismatch or nothing judged, 2 bad input, 3 tool missing, 4 internal error, 130 cancelled.");
        }

        return exitCode;
    }

    // A command that only groups others shows theirs.
    private static IReadOnlyList<string> ExamplesOf(Command command) =>
        command.Action is CommandBody body ? body.Examples : [.. command.Subcommands.SelectMany(ExamplesOf)];
}
