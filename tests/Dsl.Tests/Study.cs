using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Tests;

/// <summary>Builds small experiments around the one part that a test is about. A § marks where a diagnostic is expected and is taken out.</summary>
internal static class Study
{
    private const char Marker = '§';

    /// <summary>An experiment in which some top-level keys are replaced; each argument begins with its key.</summary>
    public static string With(params string[] sections)
    {
        Dictionary<string, string> parts = new()
        {
            ["name"] = "name: study",
            ["dataset"] = "dataset: glyphs",
            ["model"] = "model:\n  layers:\n    - dense: 10",
            ["training"] = Training("batch_size: 32"),
        };
        foreach (string section in sections)
        {
            string key = section.Split(':')[0].Trim(Marker);
            parts[parts.ContainsKey(key) || key is "description" or "sweep" ? key : section] = section;
        }

        return string.Join('\n', parts.Values) + "\n";
    }

    /// <summary>The section <c>training</c> with some keys added or replaced.</summary>
    public static string Training(params string[] lines)
    {
        Dictionary<string, string> keys = new()
        {
            ["loss"] = "loss: softmax_cross_entropy",
            ["optimizer"] = "optimizer: adam",
            ["learning_rate"] = "learning_rate: 0.001",
            ["budget"] = "budget: { epochs: 1 }",
        };
        foreach (string line in lines)
        {
            keys[line.Split(':')[0].Trim(Marker)] = line;
        }

        return "training:\n" + string.Concat(keys.Values.Select(line => $"  {line}\n")).TrimEnd('\n');
    }

    /// <summary>The section <c>training</c> with several budgets, between commas.</summary>
    public static string Budgets(string budgets) => Training("batch_size: 32", $"budgets: [ {budgets} ]").Replace("  budget: { epochs: 1 }\n", "");

    /// <summary>The section <c>model</c> with these layers.</summary>
    public static string Layers(params string[] layers) => "model:\n  layers:\n" + string.Join('\n', layers.Select(layer => $"    - {layer}"));

    /// <summary>The section <c>sweep</c> with these parameters.</summary>
    public static string Parameters(params string[] parameters) => "sweep:\n  parameters:\n" + string.Join('\n', parameters.Select(parameter => $"    {parameter}"));

    /// <summary>What becomes of a text, without warnings about its method: few of these studies are meant to answer anything.</summary>
    public static ParseResult Parse(string text) => WithoutMethod(Judge(text));

    /// <summary>A result without warnings about the study's method.</summary>
    public static ParseResult WithoutMethod(ParseResult result) =>
        result with { Diagnostics = result.Diagnostics.Where(diagnostic => !diagnostic.Id.StartsWith("SWEEP06", StringComparison.Ordinal)).ToValueList() };

    /// <summary>What becomes of a text, warnings about its method included.</summary>
    public static ParseResult Judge(string text) => ExperimentParser.Parse("study.yaml", text, BuiltInVocabulary.Value);

    /// <summary>The model of an experiment that must have no diagnostic.</summary>
    public static ExperimentModel Model(params string[] sections)
    {
        ParseResult result = Parse(With(sections));
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Model!;
    }

    /// <summary>The only diagnostic of a marked text, which must have this id and begin at the marker.</summary>
    public static Diagnostic Fault(string id, string marked)
    {
        (string text, string position) = Unmark(marked);
        ParseResult result = Parse(text);
        string found = string.Join('\n', result.Diagnostics);
        Assert.That(result.Diagnostics, Has.Count.EqualTo(1), found);
        Diagnostic diagnostic = result.Diagnostics[0];
        Assert.That(diagnostic.Id, Is.EqualTo(id), found);
        Assert.That(diagnostic.Span.Start.ToString(), Is.EqualTo(position), found);
        Assert.That(diagnostic.Span.End.Offset, Is.GreaterThanOrEqualTo(diagnostic.Span.Start.Offset));
        Assert.That(result.Model, Is.Null);
        return diagnostic;
    }

    private static (string Text, string Position) Unmark(string marked)
    {
        int place = marked.IndexOf(Marker);
        string before = marked[..place];
        int line = before.Count(c => c == '\n');
        return (marked.Remove(place, 1), $"({line + 1},{place - before.LastIndexOf('\n')})");
    }
}
