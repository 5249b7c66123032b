using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace InboundFilter.Daemon.Configuration.Yaml;

/// <summary>Makes the node tree of one YAML document, bounded in depth and size, and collects what is wrong with it.</summary>
/// <remarks>Built from the parser's events and without recursion, so that neither nesting nor aliases of aliases can exhaust us.</remarks>
internal sealed class YamlTreeReader
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most nodes of a file, aliases counted with all that they stand for.</summary>
    public const int MaxNodes = 8_000_000;

    /// <summary>Most nodes that all aliases of a file stand for. Each is read as often as it is named, so that a few lines could keep us busy.</summary>
    public const int MaxAliasNodes = 100_000;

    private readonly string _file;
    private readonly ProblemList _problems;
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<AnchorName, (ConfigNode Node, int Size)> _anchors = [];
    private ConfigNode? _root;
    private int _nodes;
    private int _aliasNodes;
    private int _line = 1;
    private bool _stopped;

    private YamlTreeReader(string file, ProblemList problems) => (_file, _problems) = (file, problems);

    /// <summary>Reads a document. False after a problem that leaves no tree; the root is null when the document is empty.</summary>
    public static bool TryRead(string text, string file, ProblemList problems, out ConfigNode? root)
    {
        var reader = new YamlTreeReader(file, problems);
        bool isRead = reader.ReadAll(text);
        root = isRead && reader._root is not ScalarNode { IsNull: true } ? reader._root : null;
        return isRead;
    }

    private bool ReadAll(string text)
    {
        int documents = 0;
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            while (!_stopped && parser.MoveNext() && parser.Current is { } current)
            {
                if (current is DocumentStart && ++documents > 1)
                {
                    Stop(current.Start, "a second document begins here", "keep one document in a file and remove the line ---");
                    break;
                }

                _line = At(current.Start).Line;
                Take(current);
            }
        }
        catch (YamlException fault)
        {
            Stop(fault.Start, $"not readable as YAML: {Shortened(fault.Message)}", "check indentation, quotes and brackets on this line and the one before");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The parser is not ours, and a file must never be able to end the daemon.
            Stop(new Place(_file, _line), "not readable as YAML from here on", "check indentation, quotes and brackets on this line and those after it");
        }

        return !_stopped;
    }

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case Scalar scalar:
                bool isPlain = scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty;
                TakeScalar(new ScalarNode(At(scalar.Start), scalar.Value, isPlain), scalar.Anchor);
                break;
            case AnchorAlias alias:
                TakeAlias(alias);
                break;
            case MappingStart or SequenceStart when _open.Count >= MaxDepth:
                Stop(current.Start, $"nested deeper than {MaxDepth} levels", "the file is not what it should be, or lacks a closing bracket");
                break;
            case MappingStart start:
                _open.Push(new Frame(At(start.Start), start.Anchor, IsMapping: true, _nodes));
                break;
            case SequenceStart start:
                _open.Push(new Frame(At(start.Start), start.Anchor, IsMapping: false, _nodes));
                break;
            case MappingEnd or SequenceEnd:
                Close(_open.Pop());
                break;
            default:
                break;
        }
    }

    private void TakeScalar(ScalarNode node, AnchorName anchor)
    {
        if (_open.TryPeek(out var frame) && frame.WantsKey)
        {
            frame.BeginEntry(node, this);
            return;
        }

        Attach(node, anchor, size: 1);
    }

    private void TakeAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            Stop(alias.Start, $"the alias *{alias.Value} stands for itself or for nothing", "give the anchor before the alias, outside of it");
        }
        else if (_open.TryPeek(out var frame) && frame.WantsKey)
        {
            frame.BeginEntry(target.Node, this);
        }
        else if (target.Size > MaxAliasNodes - _aliasNodes)
        {
            Stop(alias.Start, $"the aliases up to here stand for more than {MaxAliasNodes} values", "write the values once, without anchors and aliases");
        }
        else
        {
            _aliasNodes += target.Size;
            Attach(target.Node, AnchorName.Empty, target.Size);
        }
    }

    private void Close(Frame frame)
    {
        int size = _nodes - frame.NodesBefore;
        _nodes = frame.NodesBefore;
        Attach(frame.ToNode(), frame.Anchor, size + 1);
    }

    private void Attach(ConfigNode node, AnchorName anchor, int size)
    {
        _nodes += size;
        if (_nodes > MaxNodes)
        {
            Stop(node.Place, $"more than {MaxNodes} values", "put long lists into plain text files and name these with file:");
            return;
        }

        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (node, size);
        }

        if (_open.TryPeek(out var frame))
        {
            frame.Add(node, this);
        }
        else
        {
            _root = node;
        }
    }

    private Place At(Mark mark) => new(_file, (int)Math.Min(mark.Line, int.MaxValue));

    private void Stop(Mark mark, string problem, string? fix) => Stop(At(mark), problem, fix);

    private void Stop(Place place, string problem, string? fix)
    {
        _problems.Fault(place, problem, fix);
        _stopped = true;
    }

    // The parser's message may repeat the position, which the place says already.
    private static string Shortened(string message)
    {
        int at = message.StartsWith("(Line", StringComparison.Ordinal) ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (at < 0 ? message : message[(at + 3)..]).TrimEnd('.').ReplaceLineEndings(" ");
    }

    /// <summary>A mapping or sequence whose end has not been met.</summary>
    private sealed record Frame(Place Place, AnchorName Anchor, bool IsMapping, int NodesBefore)
    {
        private readonly List<ConfigNode> _items = [];
        private readonly List<MappingEntry> _entries = [];
        private readonly HashSet<string> _keys = [];
        private ScalarNode? _key;
        private bool _skipsValue;
        private bool _isFaulty;

        public bool WantsKey => IsMapping && _key is null && !_skipsValue;

        public void BeginEntry(ConfigNode key, YamlTreeReader reader)
        {
            if (key is not ScalarNode scalar)
            {
                SkipEntry(key, reader, $"a key must be a word, not {key.Describe()}", "quote the value if it begins with { or [");
            }
            else if (_keys.Add(scalar.Text))
            {
                _key = scalar;
            }
            else
            {
                int first = _entries.Find(entry => entry.Key == scalar.Text).Place.Line;
                SkipEntry(key, reader, $"the key {key.Describe()} stands here twice", $"keep one of them; the other is at line {first}");
            }
        }

        public void Add(ConfigNode node, YamlTreeReader reader)
        {
            if (!IsMapping)
            {
                _items.Add(node);
            }
            else if (_key is { } key)
            {
                _entries.Add(new MappingEntry(key.Text, key.Place, node));
                _key = null;
            }
            else if (_skipsValue)
            {
                _skipsValue = false;
            }
            else
            {
                BeginEntry(node, reader);
            }
        }

        private void SkipEntry(ConfigNode key, YamlTreeReader reader, string problem, string fix)
        {
            reader._problems.Fault(key.Place, problem, fix);
            (_skipsValue, _isFaulty) = (true, true);
        }

        public ConfigNode ToNode() =>
            IsMapping ? new MappingNode(Place, _entries, _isFaulty) : new SequenceNode(Place, _items);
    }
}
