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
    ];

    [Test]
    public void Advancing_counts_the_update_and_looks_its_learning_rate_up()
    {
        BenchArray control = BenchArray.Of([40u, 1u, 3u, 0u]);
        BenchArray rates = BenchArray.Of([0.1f, 0.2f, 0.3f], isExact: true);
        Optimizer optimizer = new(new SgdOptimizer());

        Bench.Run(Advance(optimizer, control, rates, batch: 20), [control, rates, .. optimizer.Arrays]);

        Assert.That(control.Integers, Is.EqualTo(new[] { 60u, 2u, 3u, 0u }));
        Assert.That(optimizer.Current.Integers[..2], Is.EqualTo(new[] { 2u, 3u }));
        Assert.That(optimizer.Current.Floats[2], Is.EqualTo(0.2f));
    }

    [Test]
    public void The_last_learning_rate_holds_for_all_later_updates()
    {
        BenchArray control = BenchArray.Of([0u, 9u, 0u, 0u]);
        BenchArray rates = BenchArray.Of([0.1f, 0.2f], isExact: true);
        Optimizer optimizer = new(new SgdOptimizer());

        Bench.Run(Advance(optimizer, control, rates, batch: 1), [control, rates, .. optimizer.Arrays]);

        Assert.That(optimizer.Current.Floats[2], Is.EqualTo(0.2f));
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
        Optimizer optimizer = new(rule);

        Bench.Run(
            slopes.SelectMany(gradient => new[]
            {
                Advance(optimizer, control, rates, batch: 1),
                StepKernels.Update(
                    rule, parameters.View, gradient.View, states.View, optimizer.Hyper.View, optimizer.Current.View, optimizer.PerUpdate.View, "update"),
            }),
            [control, rates, parameters, states, .. slopes, .. optimizer.Arrays]);

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
        foreach (uint update in new[] { 0u, 9u, 999u, 99_999u })
        {
            BenchArray control = BenchArray.Of([0u, update, 0u, 0u]);
            BenchArray rates = BenchArray.Of([1f], isExact: true);
            AdamOptimizer adam = new();
            Optimizer optimizer = new(adam);

            Bench.Run(Advance(optimizer, control, rates, batch: 1), [control, rates, .. optimizer.Arrays]);

            double[] expected = [1 - Math.Pow((float)adam.Beta1, update + 1), 1 - Math.Pow((float)adam.Beta2, update + 1)];
            AssertClose("adam, correction", optimizer.PerUpdate, expected, [.. expected.Select(value => 64 * ErrorBound.UnitRoundoff * value)]);
        }
    }

    private static Dispatch Advance(Optimizer optimizer, BenchArray control, BenchArray rates, int batch) => StepKernels.Advance(
        optimizer.Rule, batch, control.View, rates.View, optimizer.Hyper.View, optimizer.Current.View, optimizer.PerUpdate.View, "advance");

    private sealed class Optimizer(OptimizerDefinition rule)
    {
        public OptimizerDefinition Rule { get; } = rule;

        public BenchArray Hyper { get; } = BenchArray.Of(rule.HyperBits.AsSpan());

        public BenchArray Current { get; } = BenchArray.Room(4);

        public BenchArray PerUpdate { get; } = BenchArray.Room(rule.PerUpdateCount);

        public BenchArray[] Arrays => [Hyper, Current, PerUpdate];
    }
}
