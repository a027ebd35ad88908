using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;
using YamlDotNet.Core;

namespace SweepDsl.Dsl.Binding;

/// <summary>
/// Nested parameters that bear the name of a key under a word of training set it: with <c>optimizer: adam</c> the parameter <c>optimizer.beta1</c> stands for <c>optimizer: { adam: { beta1: ${optimizer.beta1} } }</c>,
/// and is checked as if that had been written.
/// </summary>
internal sealed class NestedSettings(CheckContext context, MappingRule training)
{
    private const string Section = "training";

    /// <summary>The tree with what the parameters set.</summary>
    public YamlNode Apply(YamlNode root, IReadOnlyList<DeclaredParameter> parameters)
    {
        foreach (DeclaredParameter parameter in parameters.Where(parameter => parameter.Name.IndexOf('.') >= 0))
        {
            if (root is MappingNode mapping && mapping.Find(Section) is MappingNode section)
            {
                string[] parts = parameter.Name.Split(['.'], 2);
                root = Replace(mapping, Section, Replace(section, parts[0], node => Set(node, parts[0], parts[1], parameter)));
            }
        }

        return root;
    }

    private YamlNode Set(YamlNode node, string setting, string key, DeclaredParameter parameter)
    {
        (string? word, YamlNode? arguments) = node switch
        {
            ScalarNode scalar => (scalar.Value, null),
            MappingNode { Entries.Count: 1 } only => (only.Entries[0].Key.Value, only.Entries[0].Value),
            _ => ((string?)null, (YamlNode?)null),
        };
        if (word is null || training.Find(setting)?.Value is not VariantRule variants || variants.Find(word)?.Arguments?.Find(key) is null || arguments is not (null or MappingNode or ScalarNode { Value: "" }))
        {
            return node;
        }

        MappingNode given = arguments as MappingNode ?? new MappingNode([], node.Span);
        if (given.Entries.FirstOrDefault(entry => entry.Key.Value == key) is { } twice)
        {
            context.Report(DiagnosticCatalogue.SetTwice, twice.Key.Span, $"'{key}' is set here and by the parameter '{parameter.Name}' under 'sweep'. Delete one of the two.");
            context.UsedParameters.Add(parameter.Name);
            return node;
        }

        MappingEntry set = new(Plain(key, parameter.Span), Plain($"${{{parameter.Name}}}", parameter.Span));
        SourceSpan place = node is MappingNode own ? own.Entries[0].Key.Span : node.Span;
        return new MappingNode([new MappingEntry(Plain(word, place), new MappingNode([.. given.Entries, set], given.Span))], node.Span);
    }

    private static ScalarNode Plain(string value, SourceSpan span) => new(value, ScalarStyle.Plain, span);

    private static MappingNode Replace(MappingNode mapping, string key, YamlNode value) => Replace(mapping, key, _ => value);

    private static MappingNode Replace(MappingNode mapping, string key, Func<YamlNode, YamlNode> change) =>
        mapping with { Entries = [.. mapping.Entries.Select(entry => entry.Key.Value == key ? entry with { Value = change(entry.Value) } : entry)] };
}
