using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Watch;

/// <summary>A results folder that is looked at again and again, and read only when something was stored since. One caller at a time.</summary>
/// <param name="results">The folder; another process writes in it, and it may not be there yet.</param>
internal sealed class WatchedStudy(ResultsFolder results)
{
    private StudyStamp? _stamp;
    private WatchSnapshot _snapshot = new(WatchState.NotRun, Text: null, Document([]));

    /// <summary>Looks again.</summary>
    /// <returns>The same snapshot as before when nothing was stored since.</returns>
    public WatchSnapshot Look()
    {
        // Taken before the study is read: what is stored meanwhile is seen the next time.
        var stamp = StudyStamp.Of(results);
        if (stamp != _stamp)
        {
            _snapshot = Read(stamp.IsInUse);
            _stamp = stamp;
        }

        return _snapshot;
    }

    private WatchSnapshot Read(bool isInUse)
    {
        try
        {
            var study = ReportedStudy.Read(results);
            bool hasEnded = study.Study.Trials.All(trial => trial.Result is not null || trial.Damage is not null);
            return new WatchSnapshot(isInUse ? WatchState.Running : hasEnded ? WatchState.Ended : WatchState.Waiting, Text: null, Document([study]));
        }
        catch (SweepException error)
        {
            // What was seen of the study before is worth more than nothing.
            return new WatchSnapshot(results.HasResults ? WatchState.Damaged : WatchState.NotRun, error.Message, _snapshot.Document);
        }
    }

    private static byte[] Document(IReadOnlyList<ReportedStudy> studies)
    {
        using MemoryStream stream = new();
        ReportDocument.Write(stream, studies);
        return stream.ToArray();
    }
}
