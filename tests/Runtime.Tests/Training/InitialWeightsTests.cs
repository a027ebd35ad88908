using SweepDsl.Runtime.Network;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Tests.Training;

/// <summary>What initial weights are drawn from and what they depend on.</summary>
public sealed class InitialWeightsTests
{
    private const int FanIn = 200;
    private const int FanOut = 300;

    [TestCase(Initializer.HeNormal, 2.0 / FanIn)]
    [TestCase(Initializer.HeUniform, 2.0 / FanIn)]
    [TestCase(Initializer.GlorotNormal, 2.0 / (FanIn + FanOut))]
    [TestCase(Initializer.GlorotUniform, 2.0 / (FanIn + FanOut))]
    [TestCase(Initializer.LecunNormal, 1.0 / FanIn)]
    [TestCase(Initializer.PyTorch, 1.0 / (3 * FanIn))]
    public void Weights_have_mean_zero_and_the_initializers_variance(Initializer initializer, double variance)
    {
        float[] weights = InitialWeights.Draw(Weight(initializer), seed: 7);

        // 60,000 draws: the mean is within 5 of its standard errors, the variance within 3 %.
        Assert.That(weights.Average(w => (double)w), Is.EqualTo(0).Within(5 * Math.Sqrt(variance / weights.Length)));
        Assert.That(weights.Average(w => (double)w * w), Is.EqualTo(variance).Within(0.03 * variance));
    }

    [TestCase(Initializer.HeUniform, 2.0 / FanIn * 3)]
    [TestCase(Initializer.GlorotUniform, 2.0 / (FanIn + FanOut) * 3)]
    [TestCase(Initializer.PyTorch, 1.0 / FanIn)]
    public void Uniform_weights_keep_within_their_bound(Initializer initializer, double squaredBound)
    {
        float[] weights = InitialWeights.Draw(Weight(initializer), seed: 7);

        Assert.That(weights.Max(Math.Abs), Is.LessThanOrEqualTo((float)Math.Sqrt(squaredBound)).And.GreaterThan(0.99f * (float)Math.Sqrt(squaredBound)));
    }

    [Test]
    public void Biases_are_zero_unless_PyTorch_draws_them()
    {
        Assert.That(InitialWeights.Draw(Bias(Initializer.HeNormal), seed: 1), Is.All.Zero);
        Assert.That(InitialWeights.Draw(Bias(Initializer.PyTorch), seed: 1), Is.All.Not.Zero);
    }

    [Test]
    public void Seeds_layers_and_roles_draw_different_values_and_equal_ones_the_same()
    {
        float[] weights = InitialWeights.Draw(Weight(Initializer.PyTorch), seed: 1);

        Assert.Multiple(() =>
        {
            Assert.That(InitialWeights.Draw(Weight(Initializer.PyTorch), seed: 1), Is.EqualTo(weights));
            Assert.That(InitialWeights.Draw(Weight(Initializer.PyTorch), seed: 2), Is.Not.EqualTo(weights));
            Assert.That(InitialWeights.Draw(Weight(Initializer.PyTorch) with { Layer = 4 }, seed: 1), Is.Not.EqualTo(weights));
            Assert.That(InitialWeights.Draw(Bias(Initializer.PyTorch), seed: 1), Is.Not.EqualTo(weights.Take(FanOut)));
        });
    }

    private static ParameterTensor Weight(Initializer initializer) => new(
        "layers.3.weight", 3, ParameterRole.Weight, new DenseWeightLayout(new FeatureShape(FanIn), FanOut), FanIn, FanOut, initializer, FloatOffset: 0);

    private static ParameterTensor Bias(Initializer initializer) => new(
        "layers.3.bias", 3, ParameterRole.Bias, new BiasLayout(FanOut), FanIn, FanOut, initializer, FloatOffset: 0);
}
