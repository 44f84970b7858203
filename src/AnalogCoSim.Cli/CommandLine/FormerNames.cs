using System.CommandLine;
using System.CommandLine.Parsing;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Commands that were called by an alias: each is the command's name in earlier versions.</summary>
internal static class FormerNames
{
    /// <summary>What to say about them.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <returns>One line for each.</returns>
    public static IEnumerable<string> Hints(ParseResult parsed)
    {
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult step; at = at.Parent)
        {
            if (step.Command.Aliases.Contains(step.IdentifierToken.Value))
            {
                yield return $"the command '{step.IdentifierToken.Value}' is now called '{step.Command.Name}'; the old name still works.";
            }
        }
    }
}
