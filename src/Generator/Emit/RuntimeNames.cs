namespace SweepDsl.Generator.Emit;

/// <summary>Namespaces of the runtime, as they stand before a type's name in generated code, where no name of the user's can come in between.</summary>
internal static class RuntimeNames
{
    public const string Kernels = "global::SweepDsl.Runtime.Kernels.";
    public const string Network = "global::SweepDsl.Runtime.Network.";
    public const string Data = "global::SweepDsl.Runtime.Data.";
    public const string Training = "global::SweepDsl.Runtime.Training.";
    public const string Schedules = "global::SweepDsl.Runtime.Training.Schedules.";
    public const string Sweeps = "global::SweepDsl.Runtime.Sweeps.";
    public const string Results = "global::SweepDsl.Runtime.Sweeps.Results.";
    public const string Search = "global::SweepDsl.Runtime.Sweeps.Search.";
}
