using SweepDsl.Runtime.Data;

namespace SweepDsl.Runtime.Tests.Data;

public sealed class PhiloxTests
{
    // Random123, tests/kat_vectors, the lines of philox4x32 with 10 rounds: counter, key, result.
    [TestCase(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [TestCase(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [TestCase(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Known_answers_of_Random123(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        Assert.That(new Philox(k0, k1).Draw(c0, c1, c2, c3), Is.EqualTo(new PhiloxBlock(r0, r1, r2, r3)));
    }

    [Test]
    public void The_10000th_number_of_the_standard_engine_is_the_one_that_Cpp26_requires()
    {
        // std::philox4x32 starts with the key (20111115, 0) and counts from 0, four numbers a block.
        PhiloxBlock last = new Philox(20111115u, 0u).Draw(2499);

        Assert.That(last.Word3, Is.EqualTo(1955073260u));
    }

    [Test]
    public void A_key_holds_seed_purpose_and_layer()
    {
        Assert.That(new Philox(7, RandomPurpose.Dropout, 5), Is.EqualTo(new Philox(7u, 3u | (5u << 8))));
        Assert.That(new Philox(-1, RandomPurpose.Order), Is.EqualTo(new Philox(0xffffffffu, 1u)));
        Assert.That(() => new Philox(0, RandomPurpose.Order, 1 << 24), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Philox(0, RandomPurpose.Order, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(0u, 0f)]
    [TestCase(255u, 0f)]
    [TestCase(256u, 1f / 16777216)]
    [TestCase(0xffffffffu, 16777215f / 16777216)]
    public void Uniform_floats_are_the_top_24_bits(uint word, float expected)
    {
        Assert.That(new PhiloxBlock(word, 0, 0, 0).UniformFloat(), Is.EqualTo(expected));
    }

    [Test]
    public void Uniform_doubles_are_below_one()
    {
        Assert.That(new PhiloxBlock(0, 0, 0, 0).UniformDouble(), Is.Zero);
        Assert.That(new PhiloxBlock(0xffffffff, 0xffffffff, 0, 0).UniformDouble(), Is.EqualTo(1 - Math.Pow(2, -53)));
        Assert.That(new PhiloxBlock(0x80000000, 0, 0, 0).UniformDouble(), Is.EqualTo(0.5));
    }

    [TestCase(0u, 10u, 0u)]
    [TestCase(0xffffffffu, 10u, 9u)]
    [TestCase(0xffffffffu, 1u, 0u)]
    [TestCase(0x80000000u, 3u, 1u)]
    [TestCase(0xffffffffu, 0xffffffffu, 0xfffffffeu)]
    public void Bounded_draws_stay_below_the_bound(uint word, uint bound, uint expected)
    {
        Assert.That(new PhiloxBlock(word, 0, 0, 0).Below(bound), Is.EqualTo(expected));
    }

    [Test]
    public void Normals_are_finite_at_the_ends_of_the_range()
    {
        Assert.That(new PhiloxBlock(0, 0, 0, 0).Normal(), Is.Zero);
        Assert.That(new PhiloxBlock(0xffffffff, 0xffffffff, 0, 0).Normal(), Is.EqualTo(Math.Sqrt(106 * Math.Log(2))).Within(1e-12));
    }

    [Test]
    public void Normals_have_the_moments_of_the_standard_normal()
    {
        const int n = 100_000;
        Philox random = new(3, RandomPurpose.InitialWeights);

        double[] draws = [.. Enumerable.Range(0, n).Select(i => random.Draw(0, 0, (uint)i).Normal())];

        // Five standard errors of each moment: 1, sqrt(2), sqrt(15) and sqrt(96) over sqrt(n).
        double unit = 5 / Math.Sqrt(n);
        Assert.That(draws.Average(), Is.Zero.Within(unit));
        Assert.That(draws.Average(x => x * x), Is.EqualTo(1).Within(Math.Sqrt(2) * unit));
        Assert.That(draws.Average(x => x * x * x), Is.Zero.Within(Math.Sqrt(15) * unit));
        Assert.That(draws.Average(x => x * x * x * x), Is.EqualTo(3).Within(Math.Sqrt(96) * unit));
    }
}
