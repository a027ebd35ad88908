using SweepDsl.Dsl.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SweepDsl.Dsl.Syntax;

/// <summary>Makes a tree of the parser's events. It follows no alias, and stops at a depth that neither it nor the parser can stumble over.</summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 32;
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly Parser _parser;

    // Where reading stopped for good: after a syntax error or beyond the deepest nesting.
    private bool _hasStopped;

    public YamlReader(SourceText source, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        _source = source;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    /// <summary>The root of the only document; null when there is none or the text is broken.</summary>
    public YamlNode? Read()
    {
        YamlNode? root = null;
        bool isFirstDocument = true;
        while (Next())
        {
            switch (_parser.Current)
            {
                case DocumentStart start when !isFirstDocument:
                    _diagnostics.Report(
                        DiagnosticCatalogue.SeveralDocuments, SpanOf(start), "A second document begins here, but a file holds one experiment. Put each into a file of its own.");
                    return null;
                case DocumentStart start:
                    isFirstDocument = false;
                    ReportTagDirective(start);
                    if (Next())
                    {
                        root = Node(depth: 0);
                    }

                    break;
            }
        }

        if (_hasStopped)
        {
            return null;
        }

        if (root is null or ScalarNode { Value: "", Style: ScalarStyle.Plain })
        {
            _diagnostics.Report(DiagnosticCatalogue.EmptyFile, _source.Span(0, 0), "The file is empty; an experiment needs at least name, dataset, model and training.");
            return null;
        }

        return root;
    }

    private static bool HasForeignTag(DocumentStart start) =>
        start.Tags?.Any(tag => !(tag.Handle == "!" && tag.Prefix == "!") && !(tag.Handle == "!!" && tag.Prefix == "tag:yaml.org,2002:")) == true;

    private void ReportTagDirective(DocumentStart start)
    {
        if (HasForeignTag(start))
        {
            _diagnostics.Report(DiagnosticCatalogue.Tag, SpanOf(start), "Tags are not part of the language. Delete the %TAG directive.");
        }
    }

    private bool Next()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_hasStopped)
        {
            return false;
        }

        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException exception)
        {
            if (exception.Message.Contains("tab") && TabThatIndents(exception.End) is { } tab)
            {
                ReportInvalid(tab, "a tab indents this line, and YAML takes spaces only");
                return false;
            }

            SourcePosition start = _source.PositionOf(exception.Start);
            SourcePosition end = _source.PositionOf(exception.End);
            ReportInvalid(new SourceSpan(start, end.Offset > start.Offset ? end : start), exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            // Broken text has made YAML parsers fail in their own code before; to the user that is a syntax error as well.
            SourcePosition place = _parser.Current is null ? _source.PositionAt(0) : _source.PositionOf(_parser.Current.End);
            ReportInvalid(new SourceSpan(place, place), "it cannot be read after this point");
        }

        return false;
    }

    // The parser reports such a tab at what it was reading before, which may be lines above, or the mapping around it.
    private SourceSpan? TabThatIndents(in Mark end)
    {
        int read = Math.Max(_source.PositionOf(end).Offset, _parser.Current is null ? 0 : _source.PositionOf(_parser.Current.End).Offset);
        return _source.FirstTabThatIndents(fromLine: _source.PositionAt(read).Line);
    }

    private void ReportInvalid(SourceSpan span, string reason)
    {
        _hasStopped = true;
        bool mayBeExpression = _source.LineAt(span.Start).Contains("${");
        string hint = mayBeExpression ? " An expression that holds ': ' or ' #', or stands within [ ] or { }, must be put between quotes: \"${…}\"." : " Check indentation, quotes and brackets.";
        _diagnostics.Report(DiagnosticCatalogue.InvalidYaml, span, $"This is not valid YAML: {reason.TrimEnd('.')}.{hint}");
    }

    private YamlNode Node(int depth)
    {
        ParsingEvent first = _parser.Current!;
        SourceSpan span = SpanOf(first);
        if (first is AnchorAlias alias)
        {
            ReportAnchor(span, $"*{alias.Value}");
            return new BrokenNode(span);
        }

        if (first is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            ReportAnchor(span, $"&{anchored.Anchor}");
        }

        if (first is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _diagnostics.Report(
                DiagnosticCatalogue.Tag, span, $"The tag {Wording.Quote(tagged.Tag.ToString())} is not part of the language, and types need none: 1e-5 is a number as it is. Delete it.");
        }

        if (depth == DeepestNesting && first is SequenceStart or MappingStart)
        {
            _hasStopped = true;
            _diagnostics.Report(DiagnosticCatalogue.NestedTooDeep, span, $"Lists and mappings are nested deeper than {DeepestNesting} here, which no experiment needs. Flatten them.");
            return new BrokenNode(span);
        }

        return first switch
        {
            Scalar scalar => ScalarOf(scalar),
            SequenceStart => Sequence(span, depth + 1),
            MappingStart => Mapping(span, depth + 1),
            _ => new BrokenNode(span),
        };
    }

    private void ReportAnchor(SourceSpan span, string name) => _diagnostics.Report(
        DiagnosticCatalogue.AnchorOrAlias, span, $"Anchors and aliases such as {Wording.Quote(name)} are not part of the language. Write the value itself.");

    private YamlNode ScalarOf(Scalar scalar)
    {
        SourceSpan span = SpanOf(scalar);
        char? forbidden = scalar.Value.Cast<char?>().FirstOrDefault(c => CharacterRules.IsForbidden(c!.Value));
        bool hasLoneSurrogate = Enumerable.Range(0, scalar.Value.Length).Any(i => CharacterRules.IsLoneSurrogate(scalar.Value, i));
        if (forbidden is null && !hasLoneSurrogate)
        {
            return new ScalarNode(scalar.Value, scalar.Style, span);
        }

        // Escapes in double quotes can say what the text itself may not hold.
        string which = forbidden is null ? "half of a surrogate pair" : $"U+{(int)forbidden.Value:X4}";
        _diagnostics.Report(DiagnosticCatalogue.ForbiddenCharacter, span, $"An escape in this text stands for a character that is not allowed ({which}). Delete it.");
        return new BrokenNode(span);
    }

    private SequenceNode Sequence(SourceSpan start, int depth)
    {
        List<YamlNode> items = [];
        while (Next() && _parser.Current is not SequenceEnd)
        {
            items.Add(Node(depth));
        }

        return new SequenceNode(items, WithEnd(start));
    }

    private MappingNode Mapping(SourceSpan start, int depth)
    {
        List<MappingEntry> entries = [];
        Dictionary<string, SourceSpan> keys = [];
        while (Next() && _parser.Current is not MappingEnd)
        {
            YamlNode key = Node(depth);
            if (!Next())
            {
                break;
            }

            YamlNode value = Node(depth);
            if (key is not ScalarNode word)
            {
                ReportKey(key);
            }
            else if (keys.TryGetValue(word.Value, out SourceSpan earlier))
            {
                _diagnostics.Report(
                    DiagnosticCatalogue.DuplicateKey, word.Span, $"The key {Wording.Quote(word.Value)} stands at {word.Span.Start} and already at {earlier.Start}. Keep one of the two.");
            }
            else
            {
                keys.Add(word.Value, word.Span);
                entries.Add(new MappingEntry(word, value));
            }
        }

        // A pair within [ ] is a mapping of which the parser does not say where it begins.
        bool hasNoStart = start.Start.Offset == 0 && depth > 1 && entries.Count > 0;
        return new MappingNode(entries, WithEnd(hasNoStart ? entries[0].Key.Span : start));
    }

    private void ReportKey(YamlNode key)
    {
        if (key is not BrokenNode)
        {
            _diagnostics.Report(DiagnosticCatalogue.KeyIsNoWord, key.Span, "A key must be a word, not a list or a mapping.");
        }
    }

    private SourceSpan WithEnd(SourceSpan start) => _parser.Current is { } end && _source.PositionOf(end.End) is var position && position.Offset > start.End.Offset
        ? new SourceSpan(start.Start, position)
        : start;

    private SourceSpan SpanOf(ParsingEvent parsed)
    {
        SourcePosition start = _source.PositionOf(parsed.Start);
        SourcePosition end = _source.PositionOf(parsed.End);
        return new SourceSpan(start, end.Offset > start.Offset ? end : start);
    }
}
