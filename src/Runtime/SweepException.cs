namespace SweepDsl.Runtime;

/// <summary>An error the user can act on: the runner prints its message, without a stack, and exits with its code.</summary>
/// <param name="exitCode">The runner's exit code.</param>
/// <param name="message">What is wrong, where, what was expected, and what to do.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class SweepException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The runner's exit code.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
