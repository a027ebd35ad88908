using System.Collections.Immutable;
using SweepDsl.Runtime.Network;

namespace SweepDsl.Runtime.Data;

/// <summary>A data set in memory, ready for training: parts taken, statistics measured.</summary>
public sealed class Dataset
{
    /// <summary>Measures and fingerprints what is given.</summary>
    /// <param name="name">The word in the YAML.</param>
    /// <param name="classNames">A name for each label.</param>
    /// <param name="train">What is trained on, after <c>train_examples</c> and <c>validation_fraction</c>.</param>
    /// <param name="validation">What was held out of the training set; null when nothing was.</param>
    /// <param name="test">The test set, after <c>test_examples</c>.</param>
    /// <param name="normalization">How pixels become inputs.</param>
    public Dataset(
        string name, ImmutableArray<string> classNames, ExampleSet train, ExampleSet? validation, ExampleSet test, Normalization normalization)
    {
        Name = name;
        ClassNames = classNames;
        Train = train;
        Validation = validation;
        Test = test;
        Statistics = ChannelStatistics.Measure(train);
        Scaling = PixelScaling.For(normalization, Statistics);
        Fingerprint = DatasetFingerprint.Compute(this);
    }

    /// <summary>The word in the YAML.</summary>
    public string Name { get; }

    /// <summary>A name for each label.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>What is trained on, after <c>train_examples</c> and <c>validation_fraction</c>.</summary>
    public ExampleSet Train { get; }

    /// <summary>What was held out of the training set; null when nothing was.</summary>
    public ExampleSet? Validation { get; }

    /// <summary>The test set, after <c>test_examples</c>.</summary>
    public ExampleSet Test { get; }

    /// <summary>Shape of one image.</summary>
    public FeatureShape Shape => Train.Shape;

    /// <summary>Mean and spread of each channel over <see cref="Train"/>.</summary>
    public ImmutableArray<ChannelStatistics> Statistics { get; }

    /// <summary>How the pixels of each channel become inputs, in all parts.</summary>
    public ImmutableArray<PixelScaling> Scaling { get; }

    /// <summary>SHA-256, as 64 lowercase hexadecimal digits, of everything a result depends on here: class names, shape, labels and pixels of all parts.</summary>
    public string Fingerprint { get; }
}
