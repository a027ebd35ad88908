using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SweepDsl.Generator.Models;

/// <summary>A place in an input file as plain data, unlike <see cref="Location"/>, which may keep a compilation alive.</summary>
public sealed record SourceLocation(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceLocation Of(string path, SourceText text, TextSpan span) => new(path, span, text.Lines.GetLinePositionSpan(span));

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
