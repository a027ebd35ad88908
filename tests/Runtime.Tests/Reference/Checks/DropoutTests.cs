namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>An implementation of dropout: the mask, and its application in both passes.</summary>
public sealed record DropoutImplementation(
    Func<uint, int, uint, uint[], int, double, double[]> Mask,
    Func<double[], double[], double[]> Forward,
    Func<double[], double[], double[]> Backward)
{
    /// <summary>The reference.</summary>
    public static DropoutImplementation Reference { get; } = new(
        (seed, layer, epoch, examples, elements, rate) => ReferenceDropout.Mask(seed, layer, epoch, examples, elements, rate),
        ReferenceDropout.Apply,
        ReferenceDropout.Apply);
}

/// <summary>The reference of dropout holds every check, and every mutant of it fails one.</summary>
public sealed class DropoutTests
{
    private static readonly DropoutImplementation Right = DropoutImplementation.Reference;

    private static IEnumerable<Check<DropoutImplementation>> Checks =>
    [
        new("The backward pass agrees with differences", AgreesWithDifferences),
        new("What is kept is scaled by 1 / (1 - rate)", KeptIsScaled),
        new("The share that is dropped is the rate", ShareIsRate),
        new("Rate 0 is the identity", d => Equality.Of(d.Mask(1, 2, 3, [4, 5], 6, 0), [.. Enumerable.Repeat(1.0, 12)])),
        new("The mask is of the example, wherever it stands in the batch", MaskFollowsExample),
        new("Seed, layer, epoch, example and element each change the mask", EverythingCounts),
    ];

    private static IEnumerable<Mutant<DropoutImplementation>> Mutants =>
    [
        new("Nothing is scaled", Right with { Mask = (s, l, e, x, n, r) => [.. Right.Mask(s, l, e, x, n, r).Select(m => m > 0 ? 1.0 : 0)] }),
        new("It scales by 1 - rate", Right with { Mask = (s, l, e, x, n, r) => [.. Right.Mask(s, l, e, x, n, r).Select(m => m > 0 ? 1 - r : 0)] }),
        new("It keeps what it should drop", Right with { Mask = (s, l, e, x, n, r) => [.. Right.Mask(s, l, e, x, n, r).Select(m => m > 0 ? 0 : 1 / (1 - r))] }),
        new("The mask is of the place in the batch", Right with { Mask = (s, l, e, x, n, r) => Right.Mask(s, l, e, [.. x.Select((_, b) => (uint)b)], n, r) }),
        new("The epoch does not count", Right with { Mask = (s, l, _, x, n, r) => Right.Mask(s, l, 0, x, n, r) }),
        new("The layer does not count", Right with { Mask = (s, _, e, x, n, r) => Right.Mask(s, 0, e, x, n, r) }),
        new("The seed does not count", Right with { Mask = (_, l, e, x, n, r) => Right.Mask(0, l, e, x, n, r) }),
        new("All elements of an example share a draw", Right with { Mask = (s, l, e, x, n, r) => [.. Right.Mask(s, l, e, x, 1, r).SelectMany(m => Enumerable.Repeat(m, n))] }),
        new("The backward pass forgets the mask", Right with { Backward = (dy, _) => dy }),
        new("The backward pass forgets the scale", Right with { Backward = (dy, mask) => [.. dy.Select((d, i) => mask[i] > 0 ? d : 0)] }),
    ];

    [TestCaseSource(nameof(Checks))]
    public void Reference_holds(Check<DropoutImplementation> check) => check.Run(Right).AssertWithin(check.Name);

    [TestCaseSource(nameof(Mutants))]
    public void Mutant_is_caught(Mutant<DropoutImplementation> mutant) => mutant.AssertCaught(Checks);

    // The known answers that the generator's authors publish for zeros, ones and digits of pi.
    [TestCase(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [TestCase(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [TestCase(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Philox_gives_the_published_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, string expected)
    {
        uint[] block = ReferencePhilox.Block([c0, c1, c2, c3], [k0, k1]);

        Assert.That(string.Join(' ', block.Select(word => $"{word:x8}")), Is.EqualTo(expected));
    }

    private static Comparison AgreesWithDifferences(DropoutImplementation dropout)
    {
        double[] mask = dropout.Mask(7, 1, 2, [3, 1, 4], 5, 0.4);
        return GradientCheck.Jacobian(new DifferentiableFunction(
            [Draw.Uniform(1, mask.Length)],
            at => dropout.Forward(at[0], mask),
            (_, dy) => [dropout.Backward(dy, mask)]));
    }

    private static Comparison KeptIsScaled(DropoutImplementation dropout)
    {
        double[] mask = dropout.Mask(7, 1, 2, [3, 1, 4], 50, 0.25);
        return Equality.Of(mask, [.. mask.Select(m => m == 0 ? 0 : 4.0 / 3)]);
    }

    private static Comparison ShareIsRate(DropoutImplementation dropout)
    {
        // 20,000 draws at 0.1: four standard deviations are 0.0085.
        double[] mask = dropout.Mask(11, 3, 1, [.. Enumerable.Range(0, 20).Select(i => (uint)i)], 1000, 0.1);
        return Comparison.Of([mask.Count(m => m == 0) / 20_000.0], [0.1], [0.0085]);
    }

    private static Comparison MaskFollowsExample(DropoutImplementation dropout) =>
        Equality.Of(dropout.Mask(1, 2, 3, [9, 5], 40, 0.5), [.. dropout.Mask(1, 2, 3, [9], 40, 0.5), .. dropout.Mask(1, 2, 3, [5], 40, 0.5)]);

    private static Comparison EverythingCounts(DropoutImplementation dropout)
    {
        double[] mask = dropout.Mask(1, 2, 3, [4], 40, 0.5);
        bool allDiffer = new[]
        {
            dropout.Mask(2, 2, 3, [4], 40, 0.5),
            dropout.Mask(1, 3, 3, [4], 40, 0.5),
            dropout.Mask(1, 2, 4, [4], 40, 0.5),
            dropout.Mask(1, 2, 3, [5], 40, 0.5),
            [.. mask.Skip(1), mask[0]],
        }.All(other => !other.SequenceEqual(mask));
        return Equality.Of(allDiffer ? 1 : 0, 1);
    }
}
