using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>A goal is looked for at the end of training alone: whether it was reached is seen, and when is not.</summary>
internal sealed class GoalSeenAtTheEnd : ConfoundRule
{
    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.GoalSeenAtTheEnd;

    public override Confound? Find(StudyDesign study)
    {
        DesignPoint[] once = [.. study.Points.Where(point => point.Evaluations == 1).OrderBy(point => point.BatchSize)];
        if (study.Model.Sweep.TrainingGoal is null || study.Model.Training.OtherBudgets.Count > 0 || once.Length == 0)
        {
            return null;
        }

        DesignPoint point = once[once.Length - 1];
        string updates = point.Updates == 1 ? "1 update" : $"{StudyDesign.Text(point.Updates!.Value)} updates";
        return new Confound(
            study.Key("sweep", "goal"),
            $"At batch size {point.BatchSize} training is measured once, at its end after {updates}: when it reached the goal is not seen. Measure more often, as in 'training: {{ evaluate: {{ every: {{ updates: … }} }} }}'.");
    }
}
