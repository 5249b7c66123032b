using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>Finds the sections of a list file and their entries in the text, by the marks of the YAML parser.</summary>
/// <remarks>For text that the configuration's own reader, which bounds depth and size, has read before.</remarks>
internal sealed class ListOutlineReader
{
    private const int SectionDepth = 1, EntryDepth = 2;

    private readonly string _text;
    private readonly Dictionary<string, SectionOutline> _sections = new(StringComparer.Ordinal);
    private readonly List<(int Start, int End)> _entries = [];
    private readonly Stack<bool> _isFlow = new();
    private string? _key;
    private int _keyEnd;
    private SectionOutline? _open;

    private ListOutlineReader(string text) => _text = text;

    /// <summary>The root is a mapping in braces, where nothing can be appended in lines.</summary>
    public bool IsFlowRoot { get; private set; }

    /// <summary>Column of the sections' keys.</summary>
    public int KeyColumn { get; private set; }

    private static ListOutlineReader Read(string text)
    {
        var reader = new ListOutlineReader(text);
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        while (parser.MoveNext())
        {
            reader.Take(parser.Current!);
        }

        return reader;
    }

    /// <summary>Null when the text is no YAML.</summary>
    public static ListOutlineReader? TryRead(string text)
    {
        try
        {
            return Read(text);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The parser is not ours, and throws more than its own exceptions.
            return null;
        }
    }

    public SectionOutline Find(string section) => _sections.GetValueOrDefault(section, SectionOutline.Missing);

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case MappingStart { Style: var style } start:
                Begin(start, style is MappingStyle.Flow);
                break;
            case SequenceStart { Style: var style } start:
                Begin(start, style is SequenceStyle.Flow);
                break;
            case MappingEnd or SequenceEnd:
                End(current);
                break;
            case Scalar when _isFlow.Count == SectionDepth && _key is null:
                (_key, _keyEnd) = (((Scalar)current).Value, (int)current.End.Index);
                break;
            case Scalar or AnchorAlias:
                TakeLeaf(current);
                break;
            default:
                break;
        }
    }

    private void Begin(ParsingEvent start, bool isFlow)
    {
        if (_isFlow.Count == 0)
        {
            (IsFlowRoot, KeyColumn) = (isFlow, (int)start.Start.Column - 1);
        }
        else if (_isFlow.Count == SectionDepth && _key is not null)
        {
            _open = start is SequenceStart
                ? new SectionOutline { Style = isFlow ? SectionStyle.Flow : SectionStyle.Block, KeyEnd = _keyEnd, HyphenColumn = (int)start.Start.Column - 1 }
                : new SectionOutline { Style = SectionStyle.Other };
        }
        else if (_isFlow.Count == EntryDepth)
        {
            _entries.Add(((int)start.Start.Index, (int)start.Start.Index));
        }

        _isFlow.Push(isFlow);
    }

    private void End(ParsingEvent end)
    {
        // A pair in a list that has no braces of its own ([a: b]) ends where its value does.
        int bracket = (int)end.Start.Index;
        bool hasBracket = _isFlow.Pop() && bracket < _text.Length && _text[bracket] == (end is MappingEnd ? '}' : ']');
        if (hasBracket && _isFlow.Count >= EntryDepth)
        {
            Extend(bracket + 1);
        }

        if (_isFlow.Count == SectionDepth && _key is not null)
        {
            Close(_open! with { CloseBracket = bracket, Entries = [.. _entries] });
        }
    }

    private void TakeLeaf(ParsingEvent leaf)
    {
        var (start, end) = ((int)leaf.Start.Index, (int)leaf.End.Index);
        if (_isFlow.Count == SectionDepth)
        {
            bool isEmpty = leaf is Scalar { Value.Length: 0, Style: ScalarStyle.Plain } && start == end;
            Close(new SectionOutline { Style = isEmpty ? SectionStyle.Empty : SectionStyle.Other, KeyEnd = _keyEnd, HyphenColumn = KeyColumn + 2 });
            return;
        }

        if (_isFlow.Count == EntryDepth)
        {
            _entries.Add((start, start));
        }

        // An empty value has no place of its own, and the mark of a block scalar's end may lie lines below.
        if (_isFlow.Count >= EntryDepth && end > start)
        {
            Extend(_text.AsSpan(0, end).TrimEnd().Length);
        }
    }

    private void Extend(int end)
    {
        if (_entries.Count > 0 && end > _entries[^1].End)
        {
            _entries[^1] = (_entries[^1].Start, end);
        }
    }

    private void Close(SectionOutline section)
    {
        _sections.TryAdd(_key!, section);
        _entries.Clear();
        (_key, _open) = (null, null);
    }
}
