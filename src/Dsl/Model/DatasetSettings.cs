namespace SweepDsl.Dsl.Model;

/// <summary>The data of an experiment.</summary>
public sealed record DatasetSettings
{
    /// <summary>The data set.</summary>
    public required DatasetSource Source { get; init; }

    /// <summary>Size of a seeded, class-balanced part of the training set; null takes the source's default.</summary>
    public required int? TrainExamples { get; init; }

    /// <summary>Size of a seeded, class-balanced part of the test set; null takes the source's default.</summary>
    public required int? TestExamples { get; init; }

    /// <summary>Share of the training examples held out for validation, from 0 to below 1.</summary>
    public required double ValidationFraction { get; init; }

    /// <summary>How pixels become inputs.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>Random changes of training images, in order.</summary>
    public required ValueList<Augmentation> Augmentations { get; init; }
}

/// <summary>How pixels become inputs.</summary>
public enum Normalization
{
    /// <summary>Each channel minus its mean, divided by its standard deviation.</summary>
    PerChannel,

    /// <summary>Divided by 255.</summary>
    Unit,

    /// <summary>As they are.</summary>
    None,
}
