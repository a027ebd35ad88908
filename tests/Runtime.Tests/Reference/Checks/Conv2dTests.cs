namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>The reference convolution holds every check, and every mutant of it fails one.</summary>
public sealed class Conv2dTests
{
    [TestCaseSource(typeof(Conv2dChecks), nameof(Conv2dChecks.All))]
    public void Reference_holds(Check<Conv2dImplementation> check) => check.Run(Conv2dImplementation.Reference).AssertWithin(check.Name);

    [TestCaseSource(typeof(Conv2dMutants), nameof(Conv2dMutants.All))]
    public void Mutant_is_caught(Mutant<Conv2dImplementation> mutant) => mutant.AssertCaught(Conv2dChecks.All);

    [Test]
    public void Magnitudes_are_the_sums_of_absolute_products()
    {
        Window2d window = new(2, 2, 1, 2);

        BoundedSum y = ReferenceConv2d.Forward([1, -2, 3, 4], [-5, 6], [-7], 1, window, 1, 1);

        Assert.That(y.Values, Is.EqualTo(new double[] { -5 - 12 - 7, -15 + 24 - 7 }));
        Assert.That(y.Magnitudes, Is.EqualTo(new double[] { 5 + 12 + 7, 15 + 24 + 7 }));
        Assert.That(y.Terms, Is.EqualTo(3));
    }
}
