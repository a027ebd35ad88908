using System.Text;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl;
using SweepDsl.Dsl.Confounds;
using SweepDsl.Generator.Diagnostics;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>Reads a YAML file as the compiler hands it over: already decoded.</summary>
internal static class ExperimentReader
{
    private const string NameKey = "name:";

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    public static ReadExperiment Read(string path, SourceText source, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        ParseResult result = Parse(path, source, vocabulary, cancellationToken);
        ExperimentClass? model = result.Model is { } experiment ? new(Path.GetFileName(path), experiment) : null;
        Parsed<ExperimentClass> parsed = new(model, NameLocation(path, source), result.Diagnostics.Select(diagnostic => ExperimentDiagnostics.Translate(path, diagnostic)).ToValueList());
        return new(parsed, model is null ? null : TextOf(model, source, result.Confounds));
    }

    private static ExperimentText TextOf(ExperimentClass model, SourceText source, ValueList<FoundConfound> confounds) => new(
        model.TypeName,
        model.FileName,
        source.ToString().Split(LineEnds, StringSplitOptions.None).ToValueList(),
        confounds.Select(confound => new MethodRemark(
            confound.Rule.Id, confound.Rule.Title, confound.Message, confound.Span.Start.Line + 1, confound.Span.Start.Column + 1, confound.Accepted)).ToValueList());

    /// <summary>
    /// The compiler reads what is no UTF-8 in an encoding of its own choice, and says so in <see cref="SourceText.Encoding"/>. Analyzers must not open files,
    /// so the bytes are had back by encoding the text again, and the parser then finds the first that is no UTF-8.
    /// </summary>
    private static ParseResult Parse(string path, SourceText source, Vocabulary vocabulary, CancellationToken cancellationToken) =>
        source.Encoding is null or UTF8Encoding
            ? ExperimentParser.Parse(path, source.ToString(), vocabulary, cancellationToken)
            : ExperimentParser.Parse(path, [.. source.Encoding.GetPreamble(), .. source.Encoding.GetBytes(source.ToString())], vocabulary, cancellationToken);

    /// <summary>Where the file says the experiment's name, for reports about it; the file's beginning when that is not plain to see.</summary>
    private static SourceLocation NameLocation(string path, SourceText source)
    {
        foreach (TextLine line in source.Lines)
        {
            string text = source.ToString(line.Span);
            if (text.StartsWith(NameKey, StringComparison.Ordinal))
            {
                int start = line.Start + NameKey.Length;
                string value = text.Substring(NameKey.Length);
                int blanks = value.Length - value.TrimStart().Length;
                return SourceLocation.Of(path, source, new TextSpan(start + blanks, value.Trim().Length));
            }
        }

        return SourceLocation.Of(path, source, new TextSpan(0, 0));
    }
}
