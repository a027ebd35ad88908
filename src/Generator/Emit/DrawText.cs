using System.Globalization;
using SweepDsl.Dsl.Expressions;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Generator.Emit;

/// <summary>Distributions as C#.</summary>
internal static class DrawText
{
    public static string Of(Draw draw) => $"new {RuntimeNames.Search}" + draw switch
    {
        UniformDraw uniform => $"UniformDistribution({Ends(uniform.Min, uniform.Max)})",
        IntUniformDraw whole => $"IntUniformDistribution(Min: {Integer(whole.Min)}, Max: {Integer(whole.Max)})",
        LogUniformDraw log => $"LogUniformDistribution({Ends(log.Min, log.Max)})",
        LogUniformValuesDraw log => $"LogUniformValuesDistribution({Ends(log.Min, log.Max)})",
        InvLogUniformDraw inverse => $"InvLogUniformDistribution({Ends(inverse.Min, inverse.Max)})",
        InvLogUniformValuesDraw inverse => $"InvLogUniformValuesDistribution({Ends(inverse.Min, inverse.Max)})",
        NormalDraw normal => $"NormalDistribution(Mu: {Number(normal.Mu)}, Sigma: {Number(normal.Sigma)})",
        LogNormalDraw log => $"LogNormalDistribution(Mu: {Number(log.Mu)}, Sigma: {Number(log.Sigma)})",
        BetaDraw beta => $"BetaDistribution(A: {Number(beta.A)}, B: {Number(beta.B)})",
        QuantizedDraw quantized => $"QuantizedDistribution({Of(quantized.Inner)}, Quantum: {Number(quantized.Quantum)})",
        SpacedDraw spaced => $"SpacedDistribution({Ends(spaced.Min, spaced.Max)}, Count: {Integer(spaced.Count)}, IsLogarithmic: {(spaced.HasEqualRatios ? "true" : "false")})",
        _ => throw new ArgumentOutOfRangeException(nameof(draw), draw, "Unknown distribution."),
    };

    private static string Ends(double min, double max) => $"Min: {Number(min)}, Max: {Number(max)}";

    private static string Number(double value) => CSharpRenderer.Literal(value);

    private static string Integer(int value) => value == int.MinValue ? "int.MinValue" : value.ToString(CultureInfo.InvariantCulture);
}
