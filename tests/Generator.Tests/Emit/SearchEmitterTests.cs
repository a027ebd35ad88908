using SweepDsl.Dsl;
using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Generator.Emit;
using SweepDsl.Generator.Models;
using SweepDsl.Generator.Tests.Fixtures;

namespace SweepDsl.Generator.Tests.Emit;

/// <summary>Searches from YAML to C# that compiles without warning.</summary>
public sealed class SearchEmitterTests
{
    private static readonly NumberRange NotNegative = new(0, true, double.PositiveInfinity, false);

    private static readonly Vocabulary Words = new(
        default,
        ValueList.Of(
            new OptimizerWord("adam", "", default),
            new OptimizerWord("sgd", "", ValueList.Of(
                new HyperParameter("momentum", ScalarType.Number, 0, NumberRange.Share),
                new HyperParameter("weight_decay", ScalarType.Number, 0, NotNegative),
                new HyperParameter("nesterov", ScalarType.Truth, 0, NumberRange.Everything)))));

    [TestCase("Drawn", Searches.Drawn)]
    [TestCase("Tuned", Searches.Tuned)]
    [TestCase("Conditional", Searches.Conditional)]
    public void A_search_reads_as_if_written_by_hand(string name, string yaml)
    {
        string code = Emit(yaml);

        Snapshot.Verify($"Search.{name}", Search(code));
        Assert.That(GeneratedCode.Compile(code), Is.Empty);
    }

    [TestCase(Searches.Fixed, "new([], _ =>", "SearchMethod.Bayes", "HyperbandTermination(Eta: 3.0) { MaxIter = 9, BracketCount = 2, IsStrict = false }", "double rate = k == 1 ? 0.1 : 0.2;")]
    [TestCase(Searches.Exponents, "LogUniformDistribution(Min: -9.0, Max: -2.0)", "AshaTermination(MinIter: 2, MaxIter: 8, Eta: 3.0)", "InvLogUniformDistribution(Min: 2.0, Max: 9.0)", "LogNormalDistribution(Mu: 3.0, Sigma: 0.25), Quantum: 1.0)")]
    public void Other_searches_compile_too(string yaml, params string[] parts)
    {
        string code = Emit(yaml);

        Assert.That(GeneratedCode.Compile(code), Is.Empty);
        foreach (string part in parts)
        {
            Assert.That(code.Replace("[],\n            drawn =>", "new([], _ =>"), Does.Contain(part));
        }
    }

    private static string Emit(string yaml)
    {
        ParseResult result = ExperimentParser.Parse("search.yaml", yaml, Words);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return ExperimentEmitter.Emit(new ExperimentClass("search.yaml", result.Model!)).ToString();
    }

    // From how points are chosen to the space, and the parameters: the network and the training have snapshots of their own.
    private static string Search(string code)
    {
        int sweep = code.IndexOf("public override global::SweepDsl.Runtime.Sweeps.SweepDefinition", StringComparison.Ordinal);
        int network = code.IndexOf("    /// <inheritdoc/>\n    /// <remarks>", sweep, StringComparison.Ordinal);
        network = network < 0 ? code.IndexOf("public override global::SweepDsl.Runtime.Network", sweep, StringComparison.Ordinal) : network;
        int parameters = code.IndexOf("    /// <summary>The parameters of a point of the sweep.", StringComparison.Ordinal);
        return string.Concat("    ", code.AsSpan(sweep, network - sweep), code.AsSpan(parameters));
    }
}
