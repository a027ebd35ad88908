namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>Its budget was used up.</summary>
    Finished,

    /// <summary>Its loss became infinite or not a number.</summary>
    Diverged,

    /// <summary>It was given up because others did better.</summary>
    Pruned,

    /// <summary>It could not be run to its end.</summary>
    Failed,
}

/// <summary>The words of <c>result.json</c> for how trials end.</summary>
public static class TrialStatusWord
{
    /// <summary>The word of a status.</summary>
    public static string Of(TrialStatus status) => status switch
    {
        TrialStatus.Finished => "finished",
        TrialStatus.Diverged => "diverged",
        TrialStatus.Pruned => "pruned",
        TrialStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    /// <summary>The status of a word.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static TrialStatus Parse(string? word) => word switch
    {
        "finished" => TrialStatus.Finished,
        "diverged" => TrialStatus.Diverged,
        "pruned" => TrialStatus.Pruned,
        "failed" => TrialStatus.Failed,
        _ => throw new FormatException($"'{word}' is no status."),
    };
}
