namespace SweepDsl.Runtime.Sweeps.Store;

/// <summary>Finds the trial whose network is to be used.</summary>
public static class BestTrial
{
    /// <summary>
    /// The finished trial with the best value of the study's metric; of equal ones the first in the order of the sweep. A trial of the search inside a point only where there is no other.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="filter">Conditions that it must meet; null for none.</param>
    /// <exception cref="SweepException">A condition names no parameter, or no trial meets all (exit code 2), or none of them finished (exit code 5).</exception>
    public static StoredTrial Of(StoredStudy study, TrialFilter? filter)
    {
        MetricDefinition metric = study.Record.Metric;
        var finished =
            (from trial in filter?.Select(study.Trials) ?? study.Trials
             let value = trial.Result?.MetricOf(metric.Name)
             where value is not null and not double.NaN
             group (Trial: trial, Value: value.Value) by trial.Trial.IsTuning into kind
             orderby kind.Key
             select kind.ToList()).FirstOrDefault([]);
        return finished.Count == 0
            ? throw new SweepException(
                ExitCode.Results, $"No trial{(filter is null ? "" : $" that meets {filter.Option}")} finished with a value of {metric.Name}, so there is no network to take. Run the study first, or to its end.")
            : (metric.Goal == MetricGoal.Minimize ? finished.MinBy(pair => pair.Value) : finished.MaxBy(pair => pair.Value)).Trial;
    }
}
