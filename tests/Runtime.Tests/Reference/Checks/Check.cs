namespace SweepDsl.Runtime.Tests.Reference.Checks;

/// <summary>A statement about an operation that can be tried on any implementation of it: the reference, which must hold it, and the mutants.</summary>
/// <param name="Name">The statement, as a sentence.</param>
/// <param name="Run">Tries it.</param>
public sealed record Check<T>(string Name, Func<T, Comparison> Run)
{
    public override string ToString() => Name;
}
