using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Confounds;

/// <summary>
/// Early termination compares trials after equal numbers of evaluations; where these come each epoch, a large batch has made few updates by then, and is ended for that.
/// </summary>
internal sealed class EndedByEvaluations : ConfoundRule
{
    // Partial batches make small differences, which end no trial.
    private const double Alike = 1.1;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.EndedByEvaluations;

    public override Confound? Find(StudyDesign study)
    {
        if (study.Model.Sweep.EarlyTermination is null || study.BatchSizes.Count < 2)
        {
            return null;
        }

        (DesignPoint smallest, DesignPoint largest) = (study.Points.OrderBy(point => point.BatchSize).First(), study.Points.OrderBy(point => point.BatchSize).Last());
        string updates;
        if (study.Points.All(point => point.UpdatesToEvaluation is not null))
        {
            (DesignPoint most, DesignPoint least) = (study.Points.OrderBy(point => point.UpdatesToEvaluation).Last(), study.Points.OrderBy(point => point.UpdatesToEvaluation).First());
            if (most.UpdatesToEvaluation <= Alike * least.UpdatesToEvaluation)
            {
                return null;
            }

            updates = $"by the first of them batch size {most.BatchSize} has made {Updates(most)} and {least.BatchSize} has made {Updates(least)}";
        }
        else if (study.Model.Training.EvaluationInterval?.Unit == LengthUnit.Updates || largest.BatchSize <= Alike * smallest.BatchSize)
        {
            return null;
        }
        else
        {
            updates = $"by each of them batch size {smallest.BatchSize} has made up to {StudyDesign.Text(Math.Round((double)largest.BatchSize / smallest.BatchSize))} times as many updates as {largest.BatchSize}";
        }

        return new Confound(
            study.Key("sweep", "early_terminate"),
            $"'early_terminate' compares trials after equal numbers of evaluations, and {updates}: some are ended for having made few updates, not for what they would reach. "
            + "Measure all after the same number of updates ('training: { evaluate: { every: { updates: … } } }'), or compare batch sizes without early termination.");
    }

    private static string Updates(DesignPoint point) => $"{StudyDesign.Text(point.UpdatesToEvaluation!.Value)} update{(point.UpdatesToEvaluation == 1 ? "" : "s")}";
}
