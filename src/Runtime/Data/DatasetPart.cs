namespace SweepDsl.Runtime.Data;

/// <summary>The parts that a data set comes in. The values are part of the random streams and never change.</summary>
internal enum DatasetPart
{
    /// <summary>What is trained on, and what validation is held out of.</summary>
    Train = 0,

    /// <summary>What is tested on.</summary>
    Test = 1,
}
