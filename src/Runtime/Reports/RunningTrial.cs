using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports;

/// <summary>How far a trial under way is.</summary>
/// <param name="trial">The trial.</param>
/// <param name="startedAt">When it began, by the sweep's clock.</param>
/// <param name="shareAtStart">Seconds that one of the trials under way had had of the sweep by then.</param>
internal sealed class RunningTrial(Trial trial, long startedAt, double shareAtStart)
{
    /// <summary>The trial.</summary>
    public Trial Trial { get; } = trial;

    /// <summary>When it began, by the sweep's clock.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>Seconds that one of the trials under way had had of the sweep when it began.</summary>
    public double ShareAtStart { get; } = shareAtStart;

    /// <summary>Updates that it has made, and has in all.</summary>
    public (long Done, long Total) Updates { get; private set; }

    /// <summary>Its last evaluation; null before the first.</summary>
    public Evaluation? Last { get; set; }

    /// <summary>Share of it that is done.</summary>
    public double Fraction => Updates.Total > 0 ? (double)Updates.Done / Updates.Total : 0;

    /// <summary>Share of it that earlier sessions did.</summary>
    public double FractionAtStart { get; private set; }

    /// <summary>It is so far.</summary>
    public void Advance(long update, long totalUpdates)
    {
        bool isFirst = Updates.Total == 0;
        Updates = (update, totalUpdates);
        if (isFirst)
        {
            // A resumed trial did the first part in another session.
            FractionAtStart = Fraction;
        }
    }
}
