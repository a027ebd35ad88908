using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A goal is looked for at many evaluations with some points and at few with others: a metric wavers, so more looks find it sooner by luck, and where there are few it is seen late.</summary>
internal sealed class EvaluationsDiffer : ConfoundRule
{
    // Partial batches, and what is left over at the end, make small differences.
    private const double Alike = 1.25;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.EvaluationsDiffer;

    public override Confound? Find(StudyDesign study)
    {
        DesignPoint[] counted = [.. study.Points.Where(point => point.Evaluations is not null).OrderBy(point => point.Evaluations)];
        if (study.Model.Sweep.TrainingGoal is null || study.Model.Training.OtherBudgets.Count > 0 || counted.Length < 2)
        {
            return null;
        }

        (DesignPoint least, DesignPoint most) = (counted[0], counted[counted.Length - 1]);
        if (least.Evaluations == 1 || most.Evaluations <= Alike * least.Evaluations)
        {
            return null;
        }

        string unit = study.Model.Training.Budget.Unit.ToString().ToLowerInvariant();
        return new Confound(
            study.Key("sweep", "goal"),
            $"The goal is looked for at {StudyDesign.Text(most.Evaluations!.Value)} evaluations with batch size {most.BatchSize} and at {StudyDesign.Text(least.Evaluations!.Value)} with {least.BatchSize}: the one passes it early by luck, the other is seen late. "
            + $"Measure all equally often, in the unit of the budget ('training: {{ evaluate: {{ every: {{ {unit}: … }} }} }}').");
    }
}
