using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports;

/// <summary>Names of trials for other tools: <c>batch_size=32,seed=0</c>.</summary>
internal static class RunName
{
    private const int Longest = 120;

    /// <summary>The name for people.</summary>
    public static string Of(TrialRecord trial) => Trial.NameOf(trial.Parameters, trial.Seed, trial.Budget);

    /// <summary>
    /// The name as that of a folder, on every system: letters, digits and a few signs that no shell and no file system has another use for. Where that or its length changes the name, the
    /// trial's identity follows it, so that no two trials share a folder.
    /// </summary>
    /// <param name="trial">The trial.</param>
    /// <param name="isTaken">Whether another trial has that name.</param>
    public static string FolderOf(TrialRecord trial, Func<string, bool> isTaken)
    {
        string name = Of(trial);
        string safe = string.Concat(name.Take(Longest).Select(sign => char.IsAsciiLetterOrDigit(sign) || "=,._+-".Contains(sign) ? sign : '_'));
        return safe == name && !isTaken(safe) ? safe : $"{safe}-{trial.Id}";
    }
}
