using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Generator.Tests.Fixtures;
using SyntaxNode = Microsoft.CodeAnalysis.SyntaxNode;

namespace SweepDsl.Generator.Tests.Emit;

/// <summary>No text of the YAML gets out of its literal or comment: hostile text makes the same members as harmless text, and means itself.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Hostile =
    [
        "\"; } public static int Injected = 1; //",
        "*/ public class Injected { } /*",
        "\"\"\" + Injected + \"\"\"",
        "one\npublic class Injected { }",
        "one\rpublic class Injected { }",
        "one\u0085public class Injected { }",
        "one\u2028public class Injected { }",
        "one\u2029public class Injected { }",
        "#line 1 \"other.cs\"\n#error injected",
        "{0} {{ }} {Environment.Exit(1)}",
        "</summary><script>alert(1)</script>]]>",
        "\\u0022; Injected(); //",
        "\u202E\u2066 reversed \0 \uD800 \uFFFE",
        "'\\\"`$@",
    ];

    [TestCaseSource(nameof(Hostile))]
    public void Text_in_descriptions_words_and_paths_changes_no_member(string text)
    {
        string hostile = With(text);
        string harmless = With("harmless");

        Assert.That(Shape(hostile), Is.EqualTo(Shape(harmless)));
        Assert.That(GeneratedCode.Compile(hostile), Is.Empty);
    }

    [TestCaseSource(nameof(Hostile))]
    public void Text_in_literals_means_itself(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(With(text)).GetRoot();

        IEnumerable<string> literals = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(token => token.ValueText);

        Assert.That(literals.Count(literal => literal == text), Is.EqualTo(3));
    }

    [TestCaseSource(nameof(Hostile))]
    public void Names_lose_what_no_identifier_may_have(string text)
    {
        // The language refuses such names; the emitter does not rely on it.
        string hostile = Experiments.Model("a" + text).With(Experiments.Integers("b" + text, 1, 2), Experiments.Integers("c" + text, 1, 2)).Emit();
        string harmless = Experiments.Model("a").With(Experiments.Integers("b", 1, 2), Experiments.Integers("c", 1, 2)).Emit();

        Assert.That(GeneratedCode.Compile(hostile), Is.Empty);
        Assert.That(Members(hostile), Has.Length.EqualTo(Members(harmless).Length));
    }

    private static string With(string text)
    {
        Dsl.Model.ExperimentModel model = Experiments.Model("plain", text);
        return (model with { Training = model.Training with { InitFrom = new TextLiteral(text) } }).With(Experiments.Words("word", text, "other")).Emit();
    }

    /// <summary>Kinds of all nodes, and the names of all members: all that matters but the values of literals.</summary>
    private static string Shape(string code)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(code).GetRoot();
        return string.Join('\n', root.DescendantNodes().Select(node => node.Kind().ToString())) + string.Join('\n', Members(code));
    }

    private static string[] Members(string code) =>
    [
        .. CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Select(member => member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => member.Kind().ToString(),
        }),
    ];
}
