namespace SweepDsl.Runtime.Training;

/// <summary>What becomes of a trial after an evaluation.</summary>
public enum TrialVerdict
{
    /// <summary>It is trained on.</summary>
    GoOn,

    /// <summary>It cannot be told yet: trials before it have not come as far.</summary>
    Wait,

    /// <summary>It ends here, for others did better.</summary>
    Prune,
}
