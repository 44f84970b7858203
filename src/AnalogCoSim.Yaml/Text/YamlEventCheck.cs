using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AnalogCoSim.Yaml.Text;

/// <summary>Goes through the events of one YAML text and refuses what <see cref="StrictYaml"/> does not read.</summary>
internal sealed class YamlEventCheck
{
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
    private int _documents;
    private int _nodes;

    public void See(ParsingEvent next)
    {
        switch (next)
        {
            case DocumentStart when ++_documents > 1:
                throw Refused(next, "A second document begins here; a file holds one.");
            case AnchorAlias alias:
                RefuseKey(alias);
                Count(alias, _anchors.TryGetValue(alias.Value.Value, out int size) ? size : throw Refused(alias, "The alias refers to a node around it, or to none."));
                break;
            case Scalar scalar:
                CheckTag(scalar);
                CheckKey(scalar);
                Count(scalar, 1);
                Remember(scalar.Anchor, 1);
                break;
            case MappingStart or SequenceStart:
                RefuseKey(next);
                Open((NodeEvent)next);
                break;
            case MappingEnd or SequenceEnd:
                Frame closed = _open.Pop();
                Remember(closed.Anchor, _nodes - closed.NodesBefore);
                break;
        }
    }

    private static YamlException Refused(ParsingEvent at, string why) => new(at.Start, at.End, why);

    private static void CheckTag(NodeEvent node)
    {
        // A lone "!" only says that a scalar is no number.
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            throw Refused(node, $"The tag '{node.Tag.Value}' is not known here; leave it out.");
        }
    }

    private void Open(NodeEvent node)
    {
        CheckTag(node);
        if (_open.Count == StrictYaml.MostDepth)
        {
            throw Refused(node, $"The text is nested deeper than {StrictYaml.MostDepth} levels.");
        }

        int before = _nodes;
        Count(node, 1);
        _open.Push(new Frame(node is MappingStart ? new HashSet<string>(StringComparer.Ordinal) : null, node.Anchor, before));
    }

    private void Count(ParsingEvent node, int size)
    {
        _nodes += size;
        if (_nodes > StrictYaml.MostNodes)
        {
            throw Refused(node, $"The text stands for more than {StrictYaml.MostNodes} values.");
        }
    }

    private void Remember(AnchorName anchor, int size)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = size;
        }
    }

    /// <summary>Keys and values take turns in a mapping.</summary>
    private bool NextIsKey() => _open.TryPeek(out Frame? frame) && frame.Keys is not null && (frame.KeyIsNext = !frame.KeyIsNext);

    private void RefuseKey(ParsingEvent node)
    {
        if (NextIsKey())
        {
            throw Refused(node, "A key is a plain word.");
        }
    }

    private void CheckKey(Scalar scalar)
    {
        if (NextIsKey() && !_open.Peek().Keys!.Add(scalar.Value))
        {
            throw Refused(scalar, $"The key '{scalar.Value}' stands twice.");
        }
    }

    private sealed class Frame(HashSet<string>? keys, AnchorName anchor, int nodesBefore)
    {
        public HashSet<string>? Keys => keys;

        public AnchorName Anchor => anchor;

        public int NodesBefore => nodesBefore;

        // False before the first key, so that the first turn makes it true.
        public bool KeyIsNext { get; set; }
    }
}
