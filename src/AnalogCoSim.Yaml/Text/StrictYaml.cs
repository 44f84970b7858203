using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Text;

/// <summary>The one way in which YAML files are read: a single document without tags, of bounded depth and size, keys that are plain words and stand once.</summary>
/// <remarks>
/// The text is gone through event by event before a tree is made of it: YamlDotNet makes trees and compares keys by recursion, so that deep or self-referring
/// text ends the process, and aliases of aliases take for ever.
/// </remarks>
public static class StrictYaml
{
    /// <summary>Deepest nesting.</summary>
    public const int MostDepth = 64;

    /// <summary>Most nodes, each alias counted as all that it stands for.</summary>
    public const int MostNodes = 200_000;

    /// <summary>Reads a document.</summary>
    /// <param name="text">YAML text.</param>
    /// <returns>Its root; null for text without a document.</returns>
    /// <exception cref="YamlException">The text is not such YAML; located.</exception>
    public static YamlNode? Read(string text)
    {
        Check(text);
        var stream = new YamlStream();
        Guarded(text, stream.Load);
        return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
    }

    /// <summary>Checks text that another reader goes on to read.</summary>
    /// <param name="text">YAML text.</param>
    /// <exception cref="YamlException">As <see cref="Read"/>.</exception>
    public static void Check(string text)
    {
        var check = new YamlEventCheck();
        Guarded(text, parser =>
        {
            while (parser.MoveNext())
            {
                check.See(parser.Current!);
            }
        });
    }

    private static void Guarded(string text, Action<IParser> read)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            read(parser);
        }
        catch (YamlException inner) when (IndentingTab(text, inner) is { } tab)
        {
            // The scanner names the beginning of what it was in, or of the text.
            throw new YamlException(tab, tab, "A tab indents this line; YAML wants blanks.", inner);
        }
        catch (Exception inner) when (inner is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // What the scanner throws at some kinds of garbage, and the tree at values without keys.
            Mark last = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(last, last, "A bracket or quote is not closed here, or a key or a value is missing.", inner);
        }
    }

    // The first tab among the blanks that begin a line, from where the scanner stopped; null where it stopped for another reason.
    private static Mark? IndentingTab(string text, YamlException error)
    {
        if (!error.Message.Contains(" tab ", StringComparison.Ordinal))
        {
            return null;
        }

        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (long line = Math.Max(1, error.Start.Line); line <= lines.Length; line++)
        {
            string blanks = lines[line - 1][..^lines[line - 1].TrimStart(' ', '\t').Length];
            int tab = blanks.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0)
            {
                return new Mark(0, line, tab + 1);
            }
        }

        return null;
    }
}
