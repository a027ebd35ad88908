using SweepDsl.Dsl.Diagnostics;
using YamlDotNet.Core;

namespace SweepDsl.Dsl.Syntax;

/// <summary>A node of the YAML with its place.</summary>
internal abstract record YamlNode(SourceSpan Span);

/// <summary>A word, a number or a text.</summary>
internal sealed record ScalarNode(string Value, ScalarStyle Style, SourceSpan Span) : YamlNode(Span);

/// <summary>A list.</summary>
internal sealed record SequenceNode(IReadOnlyList<YamlNode> Items, SourceSpan Span) : YamlNode(Span);

/// <summary>Keys and values, in order; no key stands twice.</summary>
internal sealed record MappingNode(IReadOnlyList<MappingEntry> Entries, SourceSpan Span) : YamlNode(Span)
{
    /// <summary>The value of a key, if it is there.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;
}

/// <summary>What was reported already and must not be judged again.</summary>
internal sealed record BrokenNode(SourceSpan Span) : YamlNode(Span);

/// <summary>A key and its value.</summary>
internal sealed record MappingEntry(ScalarNode Key, YamlNode Value);
