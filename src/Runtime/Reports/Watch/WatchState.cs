namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>How a study stands that is watched.</summary>
internal enum WatchState
{
    /// <summary>Nothing was run in its folder yet.</summary>
    NotRun,

    /// <summary>A process works in its folder.</summary>
    Running,

    /// <summary>Trials have not ended, and no process works at them.</summary>
    Waiting,

    /// <summary>All trials have ended, and no process works in its folder.</summary>
    Ended,

    /// <summary>What was stored cannot be read.</summary>
    Damaged,

    /// <summary>Who serves the page stops.</summary>
    Closed,
}
