using System.Collections.Immutable;
using System.Text.Json;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>A study with all that its report shows.</summary>
/// <param name="Study">Its trials and how they ended.</param>
/// <param name="Curves">The evaluations of each trial, those not ended included, in the order of the trials.</param>
/// <param name="Kernels">Where the time of its training steps goes; null where that was not measured.</param>
/// <param name="Energy">What it took of it, where the devices tell.</param>
/// <param name="Settings">What <c>trial.json</c> says of one trial (network with shapes, training), as JSON; null when there is none.</param>
public sealed record ReportedStudy(StoredStudy Study, ImmutableArray<IReadOnlyList<Evaluation>> Curves, StudyKernelTimes? Kernels, StudyEnergy Energy, string? Settings)
{
    /// <summary>What is damaged, where, and what to do: a sentence for each.</summary>
    public IEnumerable<string> Damages => Study.Damages.Concat(DamagedCurves);

    private ImmutableArray<string> DamagedCurves { get; init; } = [];

    /// <summary>Reads what is stored; damaged metrics are left out, for a page of the others is worth more than none.</summary>
    /// <exception cref="SweepException">Nothing was run there, or the record of what was run is damaged (exit code 5).</exception>
    public static ReportedStudy Read(ResultsFolder results)
    {
        StoredStudy study = results.Read();
        List<string> damaged = [];
        return new ReportedStudy(
            study,
            [.. study.Trials.Select(trial => CurveOf(results.Trial(trial.Trial.Id), damaged.Add))],
            results.ReadKernels(),
            results.ReadEnergy(),
            StorageFault.Guard(results.Path, () => study.Trials.Select(trial => Description(results.Trial(trial.Trial.Id))).FirstOrDefault(description => description is not null)))
        {
            DamagedCurves = [.. damaged],
        };
    }

    private static IReadOnlyList<Evaluation> CurveOf(TrialFolder trial, Action<string> tell)
    {
        try
        {
            return trial.ReadEvaluations();
        }
        catch (Exception error) when (error is SweepException or IOException or UnauthorizedAccessException)
        {
            tell(error.Message);
            return [];
        }
    }

    private static string? Description(TrialFolder trial)
    {
        using JsonDocument? document = trial.ReadDescription();
        return document?.RootElement.GetRawText();
    }
}
