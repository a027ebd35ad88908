using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SweepDsl.Generator.Diagnostics;

namespace SweepDsl.Generator.Tests.Diagnostics;

public sealed class DiagnosticCatalogueTests
{
    private static readonly DiagnosticDescriptor[] All =
    [
        .. Dsl.Diagnostics.DiagnosticCatalogue.All.Select(ExperimentDiagnostics.Translate),
        ExperimentDiagnostics.NameClash,
        .. typeof(KernelDiagnostics).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    [Test]
    public void No_id_is_used_twice()
    {
        Assert.That(All.Select(descriptor => descriptor.Id), Is.Unique);
    }

    [Test]
    public void Every_rule_is_tracked_in_a_release()
    {
        IEnumerable<string> rows = All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)
            .Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}");

        Assert.That(ReleasedRows(), Is.EqualTo(rows), "AnalyzerReleases.*.md must list every rule, in order.");
    }

    [Test]
    public void Every_rule_has_a_title_and_a_help_link()
    {
        Assert.That(All.Select(descriptor => descriptor.HelpLinkUri), Is.All.EqualTo("README.md#diagnostics").Or.StartsWith("docs/confounds.md#").Or.StartsWith("docs/search.md#"));
        Assert.That(All.Select(descriptor => descriptor.Title.ToString()), Is.All.Not.Empty);
    }

    private static string[] ReleasedRows([CallerFilePath] string callerPath = "")
    {
        string generator = Path.Combine(Path.GetDirectoryName(callerPath)!, "../../../src/Generator");
        return
        [
            .. new[] { "Shipped", "Unshipped" }
                .SelectMany(kind => File.ReadLines(Path.Combine(generator, $"AnalyzerReleases.{kind}.md")))
                .Where(line => line.StartsWith("SWEEP", StringComparison.Ordinal)),
        ];
    }
}
