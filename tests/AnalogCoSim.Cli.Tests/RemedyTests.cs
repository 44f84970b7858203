using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using AnalogCoSim.Cli.Commands;

namespace AnalogCoSim.Cli.Tests;

/// <summary>What an error, a help text, a script or a README tells the user to type exists: commands, their options, and keys of <c>--set</c>.</summary>
[TestFixture]
public sealed partial class RemedyTests
{
    private static readonly RootCommand Root = AcsCommandLine.CreateRoot();

    // Options of other programs that our texts name, after the name of the program.
    private static readonly string[] OtherPrograms = ["verilator", "npm", "apt-get", "dotnet", "git", "testfloat_gen", "g++", "testbench", "scripts/test.sh", "scripts/setup.sh", "scripts/nightly.sh", "pip", "python3"];

    private static readonly string[] Everywhere = ["--help", "--version"];

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Path.Combine(AcsProcess.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Select(path => Path.GetRelativePath(AcsProcess.Root, path))
        .Order(StringComparer.Ordinal);

    [Test]
    public void Every_command_that_a_text_names_exists_with_its_options()
    {
        IEnumerable<string> wrong = Texts().SelectMany(text => Commands(text.Text).Select(found => (text.Place, found.Command, Wrong: Objection(found.Command, found.Words)))).Where(found => found.Wrong is not null)
            .Select(found => $"{found.Place}: {found.Wrong}");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_option_that_an_error_names_exists()
    {
        string[] known = [.. All(Root).SelectMany(command => command.Options).SelectMany(option => option.Aliases.Prepend(option.Name)).Distinct()];
        var wrong = new List<string>();
        foreach (string file in Sources)
        {
            foreach (string error in Errors(File.ReadAllText(Path.Combine(AcsProcess.Root, file))))
            {
                string ours = string.Join(' ', Literals(error).Where(literal => !OtherPrograms.Any(program => literal.Contains(program + " ", StringComparison.Ordinal))));
                wrong.AddRange(OptionWord().Matches(ours).Select(match => match.Value).Where(option => !known.Contains(option) && !Everywhere.Contains(option)).Select(option => $"{file}: {option} in {ours}"));
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_key_that_a_text_sets_exists()
    {
        IEnumerable<string> wrong = Texts().SelectMany(text => SetKey().Matches(text.Text).Select(match => (text.Place, Key: match.Groups[1].Value)))
            .Where(found => !Exists("scenario.schema.json", found.Key) && !Exists("sweep.schema.json", found.Key))
            .Select(found => $"{found.Place}: --set {found.Key}=");
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("acs run FILE --trace")]
    [TestCase("acs goldn FILE")]
    [TestCase("acs measure nothing")]
    [TestCase("acs bench engine")]
    public void A_wrong_text_is_found(string text) => Assert.That(Commands(text).Any(found => Objection(found.Command, found.Words) is not null), Is.True);

    // String literals of the sources and what stands between backquotes or on the lines of scripts and pages.
    private static IEnumerable<(string Place, string Text)> Texts()
    {
        foreach (string file in Sources)
        {
            foreach (string literal in Literals(File.ReadAllText(Path.Combine(AcsProcess.Root, file))))
            {
                yield return (file, literal);
            }
        }

        foreach (string page in Pages.Present)
        {
            foreach (Match quoted in Quoted().Matches(Pages.Read(page)))
            {
                yield return (page, quoted.Value);
            }
        }
    }

    private static IEnumerable<(string Command, string Words)> Commands(string text) => CommandWord().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string? Objection(string name, string rest)
    {
        if (Root.Subcommands.FirstOrDefault(command => command.Name == name) is not { } at)
        {
            return $"there is no command 'acs {name}'";
        }

        string[] words = rest.Split((char[])[' ', '\n', ',', ';', '(', ')', '`', '\'', '"', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (at.Subcommands.Count > 0 && words.Length > 0 && LowerWord().IsMatch(words[0]))
        {
            if (at.Subcommands.FirstOrDefault(command => command.Name == words[0]) is not { } below)
            {
                return $"there is no command 'acs {name} {words[0]}'";
            }

            at = below;
        }

        // Until the next program of the text.
        IEnumerable<string> own = words.TakeWhile(word => !OtherPrograms.Contains(word) && word is not "acs" and not "scripts/acs").Where(word => word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2);
        string? unknown = own.Select(word => OptionWord().Match(word).Value).FirstOrDefault(option => option.Length > 0 && !Everywhere.Contains(option) && !Has(at, option));
        return unknown is null ? null : $"'acs {name}' has no option {unknown}";
    }

    private static bool Has(Command command, string option) =>
        (command.Subcommands.Count > 0 ? All(command) : [command]).Any(one => one.Options.Any(known => known.Name == option || known.Aliases.Contains(option)));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static bool Exists(string schema, string key)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AcsProcess.Root, "testbenches", schema)));
        JsonElement at = document.RootElement;
        return key.Split('.').All(part => at.TryGetProperty("properties", out JsonElement keys) && keys.TryGetProperty(part, out at));
    }

    /// <summary>Arguments of each construction of an error.</summary>
    private static IEnumerable<string> Errors(string source)
    {
        foreach (Match start in ErrorStart().Matches(source))
        {
            int depth = 1;
            int at = start.Index + start.Length;
            for (; at < source.Length && depth > 0; at++)
            {
                depth += source[at] switch { '(' => 1, ')' => -1, _ => 0 };
            }

            yield return source[start.Index..at];
        }
    }

    private static IEnumerable<string> Literals(string source) => Literal().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex("\"((?:[^\"\\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("`[^`\\n]+`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?<![A-Za-z0-9_.-])acs ([a-z][a-z0-9-]*)(?![a-z]*:)([^|&#,;]*)")]
    private static partial Regex CommandWord();

    [GeneratedRegex("(?<![A-Za-z0-9-])--[a-z][a-z0-9-]*")]
    private static partial Regex OptionWord();

    [GeneratedRegex("--set '?([A-Za-z][A-Za-z0-9.]*)=")]
    private static partial Regex SetKey();

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex LowerWord();

    [GeneratedRegex("new AcsException\\(|new\\(\\s*ErrorCode")]
    private static partial Regex ErrorStart();
}
