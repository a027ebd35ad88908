using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Training.Packing;

/// <summary>What a trial runs next: one program a number of times. An epoch is a row of phases: full batches, the last batch, and the batches of each evaluation.</summary>
/// <param name="Program">The program.</param>
/// <param name="Runs">How often.</param>
/// <param name="IsTraining">Whether a run makes an update; otherwise it measures.</param>
/// <param name="MultiplyAdds">About what a run costs, in multiply-adds.</param>
internal readonly record struct Phase(BoundProgram Program, int Runs, bool IsTraining, double MultiplyAdds)
{
    /// <summary>What it costs is equal for equal kinds.</summary>
    public int Kind => Program.CostKind;

    /// <summary>What a run costs.</summary>
    public RunCost Cost => new(Kind, MultiplyAdds);
}
