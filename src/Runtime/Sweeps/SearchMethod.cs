namespace SweepDsl.Runtime.Sweeps;

/// <summary>How points are chosen.</summary>
public enum SearchMethod
{
    /// <summary>All combinations.</summary>
    Grid,

    /// <summary>Each point drawn by itself.</summary>
    Random,

    /// <summary>Each point drawn where the results so far promise most.</summary>
    Bayes,
}
