namespace SweepDsl.Runtime.Training;

/// <summary>What is to be trained in a round, as far as it decides how trials are spread over a device.</summary>
public sealed record Workload
{
    /// <summary>Number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Bytes of the largest of them, as far as they were planned.</summary>
    public long LargestTrialBytes { get; init; }

    /// <summary>Whether trials end after some seconds: then all must have the same share of the device, also the last one.</summary>
    public bool IsTimed { get; init; }

    /// <summary>How many trials the user wants to share a command stream.</summary>
    public PackSize Pack { get; init; }

    /// <summary>The work of trials.</summary>
    public static Workload Of(IReadOnlyList<TrialRequest> requests, long largestTrialBytes, PackSize pack) => new()
    {
        Trials = requests.Count,
        LargestTrialBytes = largestTrialBytes,
        IsTimed = requests.Any(request => request.Training.Budgets.Any(budget => budget.Unit == BudgetUnit.Seconds)),
        Pack = pack,
    };
}
