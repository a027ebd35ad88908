using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SweepDsl.Generator.Tests.Architecture;

/// <summary>Dependencies run one way: Dsl below Generator; Runtime by itself, and in it each stage of the work knows the earlier ones alone.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Stages = ["Vulkan", "Kernels", "Network", "Data", "Training", "Sweeps", "Benchmarks", "Reports", "Cli"];

    [Test]
    public void The_language_knows_neither_Roslyn_nor_the_runtime()
    {
        Assert.That(References("src/Dsl/SweepDsl.Dsl.csproj"), Is.EquivalentTo(new[] { "PolySharp", "YamlDotNet" }));
        Assert.That(Mentions("src/Dsl", @"\bMicrosoft\.CodeAnalysis\b|\bSweepDsl\.(Runtime|Generator)\b"), Is.Empty);
    }

    [Test]
    public void The_runtime_knows_neither_YAML_nor_Roslyn_nor_the_language()
    {
        string[] names = [.. Assembly.Load("SweepDsl.Runtime").GetReferencedAssemblies().Select(reference => reference.Name!)];

        Assert.That(names, Has.None.StartsWith("Microsoft.CodeAnalysis").And.None.EqualTo("YamlDotNet").And.None.StartsWith("SweepDsl."));
    }

    [Test]
    public void The_generator_knows_nothing_of_the_runtime_but_its_names()
    {
        string[] names = [.. typeof(SweepDsl.Generator.Pipeline.KernelGenerator).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

        Assert.That(names, Has.None.EqualTo("SweepDsl.Runtime"));
        Assert.That(References("src/Generator/SweepDsl.Generator.csproj"), Is.EquivalentTo(new[] { "Microsoft.CodeAnalysis.CSharp", "PolySharp", "YamlDotNet" }));
    }

    [Test]
    public void Unsafe_code_lives_with_Vulkan_alone()
    {
        Assert.That(
            Repository.Sources("src").Where(path => HasToken(path, SyntaxKind.UnsafeKeyword)).Select(Relative).Where(path => !path.StartsWith("src/Runtime/Vulkan/", StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public void The_runtime_uses_no_reflection_and_no_dynamic_typing()
    {
        Assert.That(Mentions("src/Runtime", @"\bSystem\.Reflection\.Emit\b|\bActivator\.|\bGetType\(\)\.Get(Method|Propert|Field)|\bdynamic\s+\w+\s*[=;]"), Is.Empty);
    }

    [TestCaseSource(nameof(Stages))]
    public void A_stage_of_the_runtime_knows_the_earlier_ones_alone(string stage)
    {
        string folder = Path.Combine("src/Runtime", stage);
        string[] later = Stages[(Array.IndexOf(Stages, stage) + 1)..];

        string[] found = Directory.Exists(Path.Combine(Repository.Root, folder))
            ? [.. Repository.Sources(folder).SelectMany(path => Namespaces(path).Where(used => later.Any(name => Names(used, name))).Select(used => $"{Relative(path)}: {used}"))]
            : [];

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Every_file_of_the_runtime_stands_in_the_folder_of_its_namespace()
    {
        IEnumerable<string> astray = Repository.Sources("src/Runtime").Where(path =>
        {
            string? declared = Root(path).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            string stage = Relative(path).Split('/') is [_, _, var folder, _, ..] ? "." + folder : "";
            return declared is not null
                && declared.StartsWith("SweepDsl.", StringComparison.Ordinal)
                && declared != $"SweepDsl.Runtime{stage}"
                && !declared.StartsWith($"SweepDsl.Runtime{stage}.", StringComparison.Ordinal);
        });

        Assert.That(astray.Select(Relative), Is.Empty);
    }

    /// <summary>Packages and projects that a project file names.</summary>
    private static string[] References(string project) =>
    [
        .. XDocument.Load(Path.Combine(Repository.Root, project)).Descendants()
            .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference")
            .Select(element => (string)element.Attribute("Include")!),
    ];

    /// <summary>Files with a match in their code, comments left out.</summary>
    private static string[] Mentions(string folder, string pattern) =>
        [.. Repository.Sources(folder).Where(path => Regex.IsMatch(Code(path), pattern)).Select(Relative)];

    /// <summary>Namespaces that a file uses: by using directives and by qualified names.</summary>
    private static IEnumerable<string> Namespaces(string path) =>
        Regex.Matches(Code(path), @"\bSweepDsl\.Runtime(\.\w+)+").Select(match => match.Value);

    private static bool Names(string used, string stage) =>
        used == $"SweepDsl.Runtime.{stage}" || used.StartsWith($"SweepDsl.Runtime.{stage}.", StringComparison.Ordinal);

    private static bool HasToken(string path, SyntaxKind kind) => Root(path).DescendantTokens().Any(token => token.IsKind(kind));

    private static string Code(string path) => string.Concat(Root(path).DescendantTokens().Select(token => token.Text + (token.HasTrailingTrivia ? " " : "")));

    private static CompilationUnitSyntax Root(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetCompilationUnitRoot();

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
