using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SweepDsl.Dsl;
using SweepDsl.Generator.Glsl;
using SweepDsl.Generator.Pipeline;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Pipeline;

/// <summary>What passes through the pipelines compares by value and keeps nothing of a compilation alive.</summary>
public sealed class ModelTests
{
    private static readonly Vocabulary Words = VocabularyBuilder.Build(
        [ActivationParser.Parse("relu.glsl", SourceText.From(Snippets.Relu), default).Model!, new("identity", "", false)],
        [OptimizerParser.Parse("sgd.glsl", SourceText.From(Snippets.Adam), default).Model!]);

    private static object[] Results() =>
    [
        KernelParser.Parse("a.comp", SourceText.From(Snippets.Kernel + "\n#include <colour>"), default),
        OptimizerParser.Parse("b.glsl", SourceText.From(Snippets.Adam), default),
        ActivationParser.Parse("c.glsl", SourceText.From("@"), default),
        ExperimentReader.Read("d.yaml", SourceText.From(Experiments.Plain), Words, default),
        ExperimentReader.Read("e.yaml", SourceText.From("name: [\n"), Words, default),
        Words,
    ];

    [Test]
    public void The_same_input_twice_makes_equal_models_that_are_not_the_same()
    {
        foreach ((object first, object second) in Results().Zip(Results()))
        {
            Assert.That(second, Is.EqualTo(first).And.Not.SameAs(first).Or.SameAs(Words));
            Assert.That(second.GetHashCode(), Is.EqualTo(first.GetHashCode()));
        }
    }

    [Test]
    public void No_model_holds_symbols_syntax_locations_or_texts()
    {
        foreach (object result in Results())
        {
            AssertPlain(result, new HashSet<object>(ReferenceEqualityComparer.Instance), result.GetType().Name);
        }
    }

    private static void AssertPlain(object? value, HashSet<object> seen, string path)
    {
        // Descriptors are constants of the generator.
        if (value is null or string or DiagnosticDescriptor || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.That(value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or SourceText or Exception or Delegate, Is.False, path);
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                AssertPlain(item, seen, path + "[]");
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertPlain(field.GetValue(value), seen, $"{path}.{field.Name}");
            }
        }
    }
}
