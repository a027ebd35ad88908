using NUnit.Framework.Constraints;

namespace SweepDsl.Runtime.Tests.Data;

/// <summary>What every error of data must be: exit code 4 and a sentence that says what.</summary>
internal static class DataFaults
{
    public static IResolveConstraint Saying(params string[] parts) => Throws.InstanceOf<SweepException>().With
        .Matches<SweepException>(fault => fault.ExitCode == ExitCode.Data && parts.All(part => fault.Message.Contains(part, StringComparison.Ordinal)));
}
