using System.Text;
using SweepDsl.Dsl.Binding;
using SweepDsl.Dsl.Confounds;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;
using SweepDsl.Dsl.Schema;
using SweepDsl.Dsl.Syntax;

namespace SweepDsl.Dsl;

/// <summary>Reads experiments. Whatever the bytes, the answer is a result, never an exception (but for cancellation).</summary>
public static class ExperimentParser
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file's bytes, which must be UTF-8 with or without a byte order mark.</summary>
    /// <param name="path">The file's path, for those who report; it is not opened.</param>
    /// <param name="bytes">The file's content, whatever it is.</param>
    /// <param name="vocabulary">The words for activations and optimizers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ParseResult Parse(string path, byte[] bytes, Vocabulary vocabulary, CancellationToken cancellation = default)
    {
        if (bytes.Length > TextInspector.LargestFile)
        {
            DiagnosticBag diagnostics = new();
            TextInspector.ReportTooLarge(new SourceText(""), diagnostics);
            return new ParseResult(path, null, diagnostics.ToSortedList());
        }

        int start = bytes.Take(ByteOrderMark.Length).SequenceEqual(ByteOrderMark) ? ByteOrderMark.Length : 0;
        return ParseText(path, Encoding.UTF8.GetString(bytes, start, bytes.Length - start), vocabulary, cancellation);
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">The file's path, for those who report; it is not opened.</param>
    /// <param name="text">The file's content; U+FFFD in it is taken for bytes that could not be decoded.</param>
    /// <param name="vocabulary">The words for activations and optimizers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ParseResult Parse(string path, string text, Vocabulary vocabulary, CancellationToken cancellation = default) =>
        ParseText(path, text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text, vocabulary, cancellation);

    private static ParseResult ParseText(string path, string text, Vocabulary vocabulary, CancellationToken cancellation)
    {
        DiagnosticBag diagnostics = new();
        SourceText source = new(text);
        ExperimentModel? model = null;
        List<FoundConfound> confounds = [];
        if (TextInspector.Inspect(source, diagnostics) && new YamlReader(source, diagnostics, cancellation).Read() is { } root)
        {
            CheckContext context = new(source, diagnostics, cancellation);
            model = new ExperimentBinder(context, LanguageSchema.Create(vocabulary)).Bind(root);
            confounds = context.Confounds;
        }

        return new ParseResult(path, diagnostics.HasErrors ? null : model, diagnostics.ToSortedList())
        {
            Confounds = diagnostics.HasErrors ? default : confounds.OrderBy(confound => confound.Span.Start.Offset).ThenBy(confound => confound.Rule.Id, StringComparer.Ordinal).ToValueList(),
        };
    }
}
