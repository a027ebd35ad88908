namespace SweepDsl.Runtime.Training;

/// <summary>The memory of a trainer's device.</summary>
/// <param name="DataBytes">Bytes that the data set takes.</param>
/// <param name="FreeBytes">Bytes that trials may take.</param>
public readonly record struct TrainerMemory(long DataBytes, long FreeBytes);
