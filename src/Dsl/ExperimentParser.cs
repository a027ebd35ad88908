using System.Text;
using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl;

/// <summary>Reads experiments.</summary>
public static class ExperimentParser
{
    /// <summary>Reads a file's bytes, which must be UTF-8 with or without a byte order mark.</summary>
    /// <param name="path">The file's path, for messages that speak of it; it is not opened.</param>
    /// <param name="bytes">The file's content, whatever it is.</param>
    /// <param name="vocabulary">The words for activations and optimizers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ParseResult Parse(string path, byte[] bytes, Vocabulary vocabulary, CancellationToken cancellation = default) =>
        Parse(path, Encoding.UTF8.GetString(bytes), vocabulary, cancellation);

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">The file's path, for messages that speak of it; it is not opened.</param>
    /// <param name="text">The file's content, without a byte order mark; U+FFFD in it is taken for bytes that could not be decoded.</param>
    /// <param name="vocabulary">The words for activations and optimizers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ParseResult Parse(string path, string text, Vocabulary vocabulary, CancellationToken cancellation = default) =>
        new(null, ValueList.Of<Diagnostic>());
}
