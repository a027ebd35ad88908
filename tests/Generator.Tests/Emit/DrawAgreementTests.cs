using SweepDsl.Dsl.Model;
using SweepDsl.Runtime.Sweeps.Search;

namespace SweepDsl.Generator.Tests.Emit;

/// <summary>The language judges distributions by their ends and levels, the runtime draws from them: they must agree.</summary>
public sealed class DrawAgreementTests
{
    // Nine digits are kept of what is drawn from a range without gaps, and 1 - 1e-9, where the upper tail is cut, is rounded in double.
    private const double Tolerance = 1e-6;

    private static readonly TestCaseData[] Pairs =
    [
        new(new UniformDraw(-2, 3), new UniformDistribution(-2, 3)),
        new(new IntUniformDraw(-3, 9), new IntUniformDistribution(-3, 9)),
        new(new LogUniformDraw(-9, -2), new LogUniformDistribution(-9, -2)),
        new(new LogUniformValuesDraw(1e-4, 0.1), new LogUniformValuesDistribution(1e-4, 0.1)),
        new(new InvLogUniformDraw(2, 9), new InvLogUniformDistribution(2, 9)),
        new(new InvLogUniformValuesDraw(1e-4, 0.1), new InvLogUniformValuesDistribution(1e-4, 0.1)),
        new(new NormalDraw(0.5, 2), new NormalDistribution(0.5, 2)),
        new(new LogNormalDraw(-4, 1.5), new LogNormalDistribution(-4, 1.5)),
        new(new BetaDraw(2, 3), new BetaDistribution(2, 3)),
        new(new QuantizedDraw(new UniformDraw(0, 1), 0.1), new QuantizedDistribution(new UniformDistribution(0, 1), 0.1)),
        new(new QuantizedDraw(new UniformDraw(3.4, 29.7), 7), new QuantizedDistribution(new UniformDistribution(3.4, 29.7), 7)),
        new(new QuantizedDraw(new NormalDraw(64, 20), 4), new QuantizedDistribution(new NormalDistribution(64, 20), 4)),
        new(new QuantizedDraw(new LogNormalDraw(3, 1), 1), new QuantizedDistribution(new LogNormalDistribution(3, 1), 1)),
        new(new QuantizedDraw(new BetaDraw(2, 3), 0.05), new QuantizedDistribution(new BetaDistribution(2, 3), 0.05)),
        new(new SpacedDraw(1e-4, 0.1, 7, true), new SpacedDistribution(1e-4, 0.1, 7, true)),
        new(new SpacedDraw(-1, 2, 5, false), new SpacedDistribution(-1, 2, 5, false)),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Ends_and_levels_are_those_that_the_runtime_draws(Draw draw, Distribution distribution)
    {
        Assert.That(draw.LevelCount, Is.EqualTo(distribution.LevelCount));
        Assert.That(draw.Lowest, Is.EqualTo(distribution.Quantile(0)).Within(Tolerance).Percent);
        Assert.That(draw.Highest, Is.EqualTo(distribution.Quantile(1)).Within(Tolerance).Percent);
        for (long level = 0; level < draw.LevelCount; level++)
        {
            Assert.That(draw.Level(level), Is.EqualTo(distribution.Level(level)));
        }
    }
}
