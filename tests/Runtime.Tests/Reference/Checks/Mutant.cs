namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>An implementation with one deliberate mistake. The checks must catch it, or they prove nothing.</summary>
/// <param name="Name">The mistake.</param>
/// <param name="Implementation">The wrong implementation.</param>
public sealed record Mutant<T>(string Name, T Implementation)
{
    public override string ToString() => Name;

    /// <summary>Fails the test when every check holds for the mutant.</summary>
    public void AssertCaught(IEnumerable<Check<T>> checks)
    {
        Check<T>? catching = checks.FirstOrDefault(check => !check.Run(Implementation).IsWithin);
        Assert.That(catching, Is.Not.Null, $"No check catches the mutant '{Name}'");
        TestContext.Out.WriteLine($"Caught by: {catching!.Name}");
    }
}
