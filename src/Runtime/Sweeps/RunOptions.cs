using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Sweeps;

/// <summary>How trials are run.</summary>
/// <param name="Fresh">Whether what the selected trials left is deleted first.</param>
/// <param name="LogUpdates">Whether the batch loss of every update is stored.</param>
/// <param name="Pack">How many trials share a command stream.</param>
public readonly record struct RunOptions(bool Fresh, bool LogUpdates, PackSize Pack = default);
