namespace SweepDsl.Runtime.Sweeps.Search;

/// <summary>In which order the points of a grid are trained.</summary>
public enum GridOrder
{
    /// <summary>As listed: the last dimension varies fastest.</summary>
    Listed,

    /// <summary>At random, by the study's search seed.</summary>
    Shuffled,

    /// <summary>Ends and middle of every dimension first, then the middles between them, and so on: a study that is broken off has covered the whole grid, only less finely.</summary>
    CoarseToFine,
}
