using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Reports;

/// <summary>What a run tells of itself while it works, to a person or to a program. Its calls may come from any thread; once it is disposed nothing moves any more, and what it is told is written as it is.</summary>
public interface IRunDisplay : ISweepObserver, IDisposable
{
    /// <summary>Takes how far downloads are; null where they are shown by other means.</summary>
    IProgress<DownloadProgress>? Downloads => null;

    /// <summary>The run is over, and all that it leaves is stored.</summary>
    void End(RunEnd end)
    {
    }
}
