using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SweepDsl.Dsl.Expressions;

namespace SweepDsl.Dsl.Tests;

/// <summary>The C# of an expression computes what the evaluator computed at build time, overflows and all.</summary>
public sealed class RendererAgreementTests
{
    private const int Seed = 20_240_611;
    private const int Examples = 4000;

    private static readonly string[] Parameters = ["i: { values: [3, 7] }", "k: { values: [2, 5] }", "f: { values: [0.5, 2.25] }", "t: { values: [true, false] }", "w: { values: [sgd, adam] }"];

    private static readonly (int I, int K, double F, bool T, string W)[] Points =
    [
        (3, 2, 0.5, true, "sgd"), (7, 5, 2.25, false, "adam"), (0, 0, 0, true, "adam"), (-1, 1, -0.0, false, ""), (int.MaxValue, 2, 1e300, true, "sgd"),
        (int.MinValue, -1, -1e-300, false, "x\"y"), (64, -64, 1024, true, "sgd"),
    ];

    [Test]
    public void Rendered_expressions_compute_the_same_as_the_evaluator()
    {
        ExpressionTexts texts = new(Seed);
        Expression[] expressions = [.. Enumerable.Range(0, 250).Select(_ => texts.Next()).Select(text => ExpressionStudy.TryParse(text, Parameters)).OfType<Expression>()];
        Assert.That(expressions, Has.Length.GreaterThan(120), "Most random expressions should be valid.");

        MethodInfo[] compiled = Compile(expressions);

        foreach ((int i, int k, double f, bool t, string w) in Points)
        {
            Evaluator evaluator = new(
                new Dictionary<string, Expression> { ["i"] = new IntegerLiteral(i), ["k"] = new IntegerLiteral(k), ["f"] = new NumberLiteral(f), ["t"] = new TruthLiteral(t), ["w"] = new TextLiteral(w) },
                Examples);
            for (int n = 0; n < expressions.Length; n++)
            {
                string rendered = Run(compiled[n], i, k, f, t, w);
                string evaluated = evaluator.TryEvaluate(expressions[n], out Expression? value, out string? failure) ? Text(value) : failure;
                Assert.That(rendered, Is.EqualTo(evaluated), $"{CSharpRenderer.Render(expressions[n])} at i={i} k={k} f={f} t={t} w={w} (seed {Seed})");
            }
        }
    }

    private static string Text(Expression value) => value switch
    {
        IntegerLiteral integer => integer.Value.ToString(),
        NumberLiteral number => Text(number.Value),
        TruthLiteral truth => truth.Value.ToString(),
        _ => ((TextLiteral)value).Value,
    };

    // log2 is not to the last bit the same in .NET Standard.
    private static string Text(double value) => (value == 0 ? 0 : value).ToString("G13");

    private static string Run(MethodInfo method, params object[] arguments)
    {
        try
        {
            return method.Invoke(null, arguments) switch
            {
                double number when double.IsNaN(number) => "not a number",
                double number when double.IsInfinity(number) => "infinite",
                double number => Text(number),
                object value => value.ToString()!,
                null => "null",
            };
        }
        catch (TargetInvocationException exception) when (exception.InnerException is OverflowException)
        {
            return "beyond the range of integers, -2147483648 to 2147483647";
        }
        catch (TargetInvocationException exception) when (exception.InnerException is DivideByZeroException)
        {
            return "a remainder of a division by zero";
        }
    }

    private static MethodInfo[] Compile(Expression[] expressions)
    {
        string methods = string.Join('\n', expressions.Select((expression, n) =>
            $"public static {Keyword(expression.Type)} E{n}(int i, int k, double f, bool t, string w) => {CSharpRenderer.Render(expression, name => name, Examples.ToString())};"));
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Rendered",
            [CSharpSyntaxTree.ParseText($"#pragma warning disable\npublic static class Rendered {{ {methods} }}")],
            platform.Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.That(compilation.Emit(image).Diagnostics, Is.Empty);
        image.Position = 0;
        Type type = new AssemblyLoadContext("Rendered", isCollectible: true).LoadFromStream(image).GetType("Rendered")!;
        return [.. expressions.Select((_, n) => type.GetMethod($"E{n}")!)];
    }

    private static string Keyword(ScalarType type) => type switch
    {
        ScalarType.Integer => "int",
        ScalarType.Number => "double",
        ScalarType.Truth => "bool",
        _ => "string",
    };
}
