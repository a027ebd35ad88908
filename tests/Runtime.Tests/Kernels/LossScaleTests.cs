using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Planning;
using SweepDsl.Runtime.Tests.Vulkan;

namespace SweepDsl.Runtime.Tests.Kernels;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class LossScaleTests(string deviceIndex) : KernelFixture(deviceIndex)
{
    [TestCase(0u, 512f, 7u, 0u, 512f, 7u, TestName = "The_first_update_has_none_before_it")]
    [TestCase(1u, 512f, 7u, 0u, 512f, 8u, TestName = "A_good_update_is_counted")]
    [TestCase(9u, 512f, 7u, 1u, 256f, 0u, TestName = "An_overflow_halves_the_scale")]
    [TestCase(9u, 512f, 1998u, 0u, 512f, 1999u, TestName = "1999_good_updates_change_nothing")]
    [TestCase(9u, 512f, 1999u, 0u, 1024f, 0u, TestName = "2000_good_updates_double_the_scale")]
    [TestCase(9u, 5.9604644775390625e-8f, 0u, 1u, 5.9604644775390625e-8f, 0u, TestName = "The_scale_stays_above_zero")]
    [TestCase(9u, 1.8446744e19f, 1999u, 0u, 1.8446744e19f, 0u, TestName = "The_scale_stays_finite")]
    public void A_step_begins_by_judging_the_update_before(uint update, float scale, uint good, uint notFinite, float newScale, uint newGood)
    {
        (BenchArray control, BenchArray state) = (BenchArray.Of([0u, update, 0u, 0u]), State(scale, good, notFinite));

        Bench.Run(LossScaleKernels.Settle(control.View, state.View, "settle"), control, state);

        Assert.That(state.Integers, Is.EqualTo(new[] { BitConverter.SingleToUInt32Bits(newScale), newGood, 0u, 0u }));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_is_found_wherever_it_is(float value)
    {
        const int Count = 131;
        foreach (int place in new[] { 0, 1, 2, 3, 4, 77, 127, 128, 130 })
        {
            float[] gradients = new float[Count];
            Array.Fill(gradients, float.MaxValue);
            gradients[place] = value;
            (BenchArray array, BenchArray state) = (BenchArray.Of(gradients, isExact: true), State(8, 3, 0));

            Bench.Run(LossScaleKernels.Check(array.View, state.View, "check"), array, state);

            Assert.That(state.Integers, Is.EqualTo(new[] { BitConverter.SingleToUInt32Bits(8), 3u, 1u, 0u }), $"at {place}");
        }
    }

    [Test]
    public void Large_gradients_are_finite()
    {
        (BenchArray array, BenchArray state) = (BenchArray.Of([float.MaxValue, -float.MaxValue, 0, 1e-44f, 3], isExact: true), State(8, 3, 0));

        Bench.Run(LossScaleKernels.Check(array.View, state.View, "check"), array, state);

        Assert.That(state.Integers[2], Is.Zero);
    }

    [Test]
    public void An_overflow_skips_one_update_and_halves_the_scale_and_the_next_update_is_the_unscaled_one()
    {
        AdamOptimizer rule = new();
        double[] start = Values(1, 131);
        double[] slopes = Values(2, start.Length);
        float[] scaled = [.. slopes.Select(slope => (float)slope * 32768)];
        float[] overflowing = [.. scaled];
        overflowing[100] = float.PositiveInfinity;
        BenchArray state = State(65536, 5, 0);

        (float[] parameters, float[] kept, uint[] control) = Train(rule, start, state, overflowing, scaled);
        (float[] expected, float[] expectedKept, _) = Train(rule, start, null, new float[start.Length], [.. slopes.Select(slope => (float)slope)]);

        // The skipped update counts: the one after it is the second, by its learning rate and corrections. Gradients of 0 leave nothing of themselves.
        Assert.That(parameters, Is.EqualTo(expected));
        Assert.That(kept, Is.EqualTo(expectedKept));
        Assert.That(control[..2], Is.EqualTo(new[] { 2u, 2u }));
        Assert.That(state.Integers, Is.EqualTo(new[] { BitConverter.SingleToUInt32Bits(32768), 0u, 0u, 0u }));
    }

    private (float[] Parameters, float[] Kept, uint[] Control) Train(OptimizerDefinition rule, double[] start, BenchArray? state, params float[][] gradients)
    {
        BenchArray parameters = BenchArray.Of([.. start.Select(value => (float)value)], isExact: true);
        BenchArray kept = BenchArray.Of(new float[start.Length * rule.StateNames.Length]);
        (BenchArray control, BenchArray rates, BenchArray hyper) = (BenchArray.Of(new uint[4]), BenchArray.Of([0.5f, 0.25f], isExact: true), BenchArray.Of(rule.HyperBits.AsSpan()));
        (BenchArray loss, BenchArray losses) = (BenchArray.Of([0f]), BenchArray.Of([0f], isExact: true));
        BenchArray[] slopes = [.. gradients.Select(gradient => BenchArray.Of(gradient, isExact: true))];

        Bench.Run(
            slopes.SelectMany(gradient => Step(gradient.View)),
            [parameters, kept, control, rates, hyper, loss, losses, .. slopes, .. state is null ? Array.Empty<BenchArray>() : [state]]);

        return (parameters.Floats, kept.Floats, control.Integers);

        IEnumerable<Dispatch> Step(BufferView gradient)
        {
            if (state is not null)
            {
                yield return LossScaleKernels.Settle(control.View, state.View, "settle");
            }

            yield return LossKernels.Record(1, loss.View, control.View, losses.View, "record");
            if (state is not null)
            {
                yield return LossScaleKernels.Check(gradient, state.View, "check");
            }

            yield return StepKernels.Update(rule, parameters.View, gradient, kept.View, hyper.View, control.View, rates.View, state?.View, null, "update");
        }
    }

    private static BenchArray State(float scale, uint good, uint notFinite) => BenchArray.Of([BitConverter.SingleToUInt32Bits(scale), good, notFinite, 0u]);
}
