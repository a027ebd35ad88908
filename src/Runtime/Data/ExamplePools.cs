using System.Collections.Immutable;

namespace SweepDsl.Runtime.Data;

/// <summary>What a source offers: its classes and its two parts.</summary>
/// <param name="ClassNames">A name for each label.</param>
/// <param name="Train">What training and validation examples are chosen from.</param>
/// <param name="Test">What test examples are chosen from.</param>
internal sealed record ExamplePools(ImmutableArray<string> ClassNames, ExamplePool Train, ExamplePool Test);
