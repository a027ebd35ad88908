namespace SweepDsl.Runtime.Data;

/// <summary>What random numbers are for: streams of different purposes share no number. The values are part of every result and never change.</summary>
public enum RandomPurpose
{
    /// <summary>The order of examples in an epoch.</summary>
    Order = 1,

    /// <summary>Initial weights.</summary>
    InitialWeights = 2,

    /// <summary>Dropout masks.</summary>
    Dropout = 3,

    /// <summary>Random changes of training images.</summary>
    Augmentation = 4,

    /// <summary>Which examples a part of a data set holds.</summary>
    Subset = 5,

    /// <summary>Which training examples are held out for validation.</summary>
    Validation = 6,

    /// <summary>The images of the <c>glyphs</c> data set.</summary>
    Glyphs = 7,

    /// <summary>The order of a shuffled grid.</summary>
    GridOrder = 8,

    /// <summary>The points of a search.</summary>
    SearchPoints = 9,

    /// <summary>Which points a search by a model looks at.</summary>
    Proposals = 12,

    /// <summary>What training examples are mixed with.</summary>
    Mixup = 13,

    /// <summary>Which values a bootstrap's resamples hold.</summary>
    Bootstrap = 16,
}
