using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Yaml;

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
        catch (Exception inner) when (inner is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // What the scanner throws at some kinds of garbage, and the tree at values without keys.
            ParsingEvent? last = parser.Current;
            throw new YamlException(last?.Start ?? Mark.Empty, last?.End ?? Mark.Empty, inner.Message, inner);
        }
    }
}
