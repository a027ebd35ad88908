namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>The family of kernels that a user forces by the environment, to compare families or to go round a driver's fault.</summary>
public static class KernelFamilyOverride
{
    /// <summary>The environment variable: <c>register</c>, <c>tiled</c> or <c>cooperative</c>.</summary>
    public const string Variable = "SWEEP_KERNELS";

    /// <summary>The forced family; null when none is.</summary>
    /// <exception cref="SweepException">The variable names no family.</exception>
    public static KernelFamily? FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    internal static KernelFamily? Parse(string? text) => text switch
    {
        null or "" => null,
        "register" => KernelFamily.Register,
        "tiled" => KernelFamily.Tiled,
        "cooperative" => KernelFamily.Cooperative,
        _ => throw new SweepException(ExitCode.Usage, $"{Variable} is '{text}' in the environment; it must be 'register', 'tiled' or 'cooperative', or not set to let the device decide."),
    };
}
