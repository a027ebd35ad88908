using System.Collections.Immutable;
using SweepDsl.Dsl;
using Microsoft.CodeAnalysis;
using SweepDsl.Generator.Models;

namespace SweepDsl.Generator.Pipeline;

/// <summary>A type that is to be generated, and the file it comes from.</summary>
internal sealed record TypeOrigin(string TypeName, SourceLocation Start)
{
    public static TypeOrigin? Of<T>(Parsed<T> parsed)
        where T : class, ITypeModel, IEquatable<T> => parsed.Model is { } model ? new(model.TypeName, parsed.Start) : null;
}

/// <summary>Types that several files would make: none of them is generated.</summary>
internal sealed record TypeClashes(ValueList<string> TypeNames, ValueList<DiagnosticInfo> Diagnostics)
{
    public static TypeClashes Find(IEnumerable<TypeOrigin> origins, DiagnosticDescriptor descriptor)
    {
        // File names are compared without case: generated files are, too.
        List<IGrouping<string, TypeOrigin>> clashes = origins
            .GroupBy(origin => origin.TypeName, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        return new(
            clashes.SelectMany(group => group.Select(origin => origin.TypeName)).Distinct().ToValueList(),
            clashes.SelectMany(clash => Report(clash, descriptor)).ToValueList());
    }

    private static IEnumerable<DiagnosticInfo> Report(IGrouping<string, TypeOrigin> clash, DiagnosticDescriptor descriptor)
    {
        ImmutableArray<TypeOrigin> origins = clash.OrderBy(origin => origin.Start.Path, StringComparer.Ordinal).ToImmutableArray();
        string files = string.Join(", ", origins.Select(origin => $"'{Path.GetFileName(origin.Start.Path)}'"));
        return origins.Select(origin => DiagnosticInfo.Create(descriptor, origin.Start, origin.TypeName, files));
    }
}
