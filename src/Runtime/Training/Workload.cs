namespace SweepDsl.Runtime.Training;

/// <summary>What is to be trained in a round, as far as it decides how trials are spread over a device.</summary>
public sealed record Workload
{
    /// <summary>The trials.</summary>
    public required IReadOnlyList<TrialRequest> Requests { get; init; }

    /// <summary>Bytes of the largest of them that fits the device.</summary>
    public long TrialBytes { get; init; }

    /// <summary>How many a device may hold at once while each waits for others: more than 1 in a study that ends trials early.</summary>
    public int Held { get; init; } = 1;

    /// <summary>How many trials the user wants to share a command stream.</summary>
    public PackSize Pack { get; init; }

    /// <summary>Whether trials end after some seconds: then all must have the same share of the device, also the last one.</summary>
    public bool IsTimed => Requests.Any(request => request.Training.Budgets.Any(budget => budget.Unit == BudgetUnit.Seconds));
}
