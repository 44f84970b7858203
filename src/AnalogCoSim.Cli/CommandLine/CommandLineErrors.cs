using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Turns what the parser refused into one coded error with the nearest known word.</summary>
internal static class CommandLineErrors
{
    /// <summary>Throws if the arguments cannot be run.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <exception cref="AcsException">ACS0901.</exception>
    public static void ThrowIfAny(ParseResult parsed)
    {
        // Help and version answer whatever else is on the line.
        if (parsed.Action is not (null or CommandBody or ParseErrorAction))
        {
            return;
        }

        Command command = parsed.CommandResult.Command;
        string? unknown = parsed.UnmatchedTokens is [string first, ..] ? first : OptionTakenForArgument(parsed);
        if (unknown is not null)
        {
            throw Unknown(unknown, parsed, command);
        }

        string path = PathOf(parsed.CommandResult);
        if (parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(option => OptionValues.Objection(option, path)).FirstOrDefault(found => found is not null) is { } number)
        {
            throw number;
        }

        if (parsed.Errors.Count > 0)
        {
            throw new AcsException(
                ErrorCode.CommandLine,
                parsed.Errors[0].Message,
                where: path,
                remedy: $"{path} --help");
        }
    }

    /// <summary>The words of a command, e.g. <c>acs measure analog</c>.</summary>
    /// <param name="result">The command as parsed.</param>
    /// <returns>Its words.</returns>
    public static string PathOf(CommandResult result)
    {
        var words = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult step; at = at.Parent)
        {
            words.Push(step.Command is RootCommand ? "acs" : step.Command.Name);
        }

        return string.Join(' ', words);
    }

    // The parser hands unknown options to an argument that takes any number of words.
    private static string? OptionTakenForArgument(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .FirstOrDefault(value => value.Length > 1 && value[0] == '-');

    private static AcsException Unknown(string word, ParseResult parsed, Command command)
    {
        bool isOption = word.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
            : command.Subcommands.Select(sub => sub.Name);
        string path = PathOf(parsed.CommandResult);
        string? nearest = NearestName.Of(word.Split('=')[0], known);
        string what = isOption ? $"Unknown option '{word}'." : $"Unknown {(command.Subcommands.Count > 0 ? "command" : "argument")} '{word}'.";
        return new AcsException(
            ErrorCode.CommandLine,
            what,
            where: path,
            expected: nearest is null ? null : $"did you mean '{nearest}'?",
            remedy: $"{path} --help");
    }
}
