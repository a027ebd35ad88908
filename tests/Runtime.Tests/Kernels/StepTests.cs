using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Reference;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class StepTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    private static readonly OptimizerDefinition[] Rules =
    [
        new SgdOptimizer(),
        new SgdOptimizer { Momentum = 0.9, WeightDecay = 0.01 },
        new SgdOptimizer { Momentum = 0.8, Nesterov = true },
        new AdamOptimizer(),
        new AdamOptimizer { Beta1 = 0.5, Beta2 = 0.9, WeightDecay = 0.1 },
        new AdamwOptimizer(),
        new AdamwOptimizer { WeightDecay = 0 },
        new RmspropOptimizer(),
        new RmspropOptimizer { Decay = 0.9, Momentum = 0.8, WeightDecay = 0.1, Epsilon = 0.01 },
        new AdagradOptimizer(),
        new AdagradOptimizer { LearningRateDecay = 0.3, InitialSum = 0.2, WeightDecay = 0.1, Epsilon = 0.01 },
        new LionOptimizer(),
        new LionOptimizer { Beta1 = 0.7, Beta2 = 0.8, WeightDecay = 0.1 },
    ];

    [TestCase(1u, 0.1f)]
    [TestCase(2u, 0.2f)]
    [TestCase(3u, 0.3f)]
    [TestCase(9u, 0.3f, TestName = "The_learning_rates_begin_anew_with_each_epoch")]
    [TestCase(4_000_000_000u, 0.1f, TestName = "There_is_a_learning_rate_for_very_late_updates")]
    public void Each_update_has_its_learning_rate(uint update, float rate)
    {
        BenchArray rates = BenchArray.Of([0.1f, 0.2f, 0.3f], isExact: true);

        Assert.That(UpdatedOnce(new SgdOptimizer(), update, rates, parameter: 0, gradient: -1), Is.EqualTo(rate));
    }

    [Test]
    public void An_evaluation_moves_its_position_alone()
    {
        BenchArray control = BenchArray.Of([5u, 6u, 7u, 8u]);

        Bench.Run(StepKernels.AdvancePosition(100, control.View, "advance"), control);

        Assert.That(control.Integers, Is.EqualTo(new[] { 105u, 6u, 7u, 8u }));
    }

    [TestCaseSource(nameof(Rules))]
    public void Updates_follow_the_rule(OptimizerDefinition rule)
    {
        const int Count = 131;
        const int Updates = 7;
        const float Rate = 0.01f;
        double[] start = Values(1, Count);
        double[][] gradients = [.. Enumerable.Range(0, Updates).Select(update => Values(2 + update, Count))];
        BenchArray control = BenchArray.Of(new uint[4]);
        BenchArray rates = BenchArray.Of([Rate], isExact: true);
        BenchArray parameters = BenchArray.Of([.. start.Select(value => (float)value)], isExact: true);
        BenchArray states = BenchArray.Of(new float[Count * rule.StateNames.Length]);
        BenchArray[] slopes = [.. gradients.Select(gradient => BenchArray.Of(gradient))];
        (BenchArray hyper, BenchArray loss, BenchArray losses) = (BenchArray.Of(rule.HyperBits.AsSpan()), BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));

        Bench.Run(
            slopes.SelectMany(gradient => new[]
            {
                LossKernels.Record(1, loss.View, control.View, losses.View, "record"),
                StepKernels.Update(rule, parameters.View, gradient.View, states.View, hyper.View, control.View, rates.View, null, null, "update"),
            }),
            [control, rates, parameters, states, hyper, loss, losses, .. slopes]);

        double[] expected = [.. start];
        double[] expectedStates = new double[states.Floats.Length];
        ReferenceOptimizer reference = ReferenceOptimizer.Of(rule);
        for (int update = 1; update <= Updates; update++)
        {
            reference.Update(expected, gradients[update - 1], expectedStates, update, Rate);
        }

        // Each update moves a parameter by at most a few learning rates (in which roundings of its own arithmetic count 16 times) and rounds the parameter once.
        AssertClose(rule.Name, parameters, expected, [.. expected.Select(value => Updates * ErrorBound.UnitRoundoff * (Math.Abs(value) + 1 + (16 * 5 * Rate)))]);
        AssertClose($"{rule.Name}, state", states, expectedStates, [.. expectedStates.Select(value => Updates * 16 * ErrorBound.UnitRoundoff * (Math.Abs(value) + 0.1))]);
    }

    [Test]
    public void Bias_correction_is_right_after_the_first_update_and_after_many()
    {
        foreach (uint update in new[] { 1u, 10u, 1000u, 100_000u })
        {
            AdamOptimizer adam = new();
            BenchArray rates = BenchArray.Of([1f], isExact: true);

            // From moments of 1 a gradient of 1 keeps them, and the step is the root of the second correction by the first.
            float parameter = UpdatedOnce(adam, update, rates, parameter: 0, gradient: 1);

            double expected = -Math.Sqrt(1 - Math.Pow((float)adam.Beta2, update)) / (1 - Math.Pow((float)adam.Beta1, update));
            Assert.That(parameter, Is.EqualTo(expected).Within(64 * ErrorBound.UnitRoundoff * Math.Abs(expected)), $"update {update}");
        }
    }

    /// <summary>One parameter after one update; all that the optimizer keeps of it was 1.</summary>
    private float UpdatedOnce(OptimizerDefinition rule, uint update, BenchArray rates, float parameter, float gradient)
    {
        (BenchArray parameters, BenchArray gradients) = (BenchArray.Of([parameter], isExact: true), BenchArray.Of([gradient]));
        BenchArray states = BenchArray.Of([.. Enumerable.Repeat(1f, rule.StateNames.Length)]);
        (BenchArray hyper, BenchArray control) = (BenchArray.Of(rule.HyperBits.AsSpan()), BenchArray.Of([0u, update, 0u, 0u]));

        Bench.Run(
            StepKernels.Update(rule, parameters.View, gradients.View, states.View, hyper.View, control.View, rates.View, null, null, "update"),
            parameters, gradients, states, hyper, control, rates);

        return parameters.Floats[0];
    }
}
