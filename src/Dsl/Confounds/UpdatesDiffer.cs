using SweepDsl.Dsl.Diagnostics;
using SweepDsl.Dsl.Model;

namespace SweepDsl.Dsl.Confounds;

/// <summary>Batch sizes get different numbers of updates at one learning rate: which of the two made the difference cannot be told (Hoffer et al. 2017).</summary>
internal sealed class UpdatesDiffer : ConfoundRule
{
    // Partial batches make small differences, which confound nothing.
    private const double Alike = 1.1;

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.UpdatesDiffer;

    public override Confound? Find(StudyDesign study)
    {
        // Equal seconds are a budget of another kind: what each size makes of them is the question. Where updates are one of several budgets, the study is seen at equal updates as well.
        if (study.CommonRate is not { } rate || study.BatchSizes.Count < 2 || study.Model.Training.Budget.Unit == LengthUnit.Seconds
            || study.Model.Training.OtherBudgets.Any(budget => budget.Unit == LengthUnit.Updates))
        {
            return null;
        }

        string updates;
        if (study.Points.All(point => point.Updates is not null))
        {
            (long most, long least) = (study.Points.Max(point => point.Updates!.Value), study.Points.Min(point => point.Updates!.Value));
            if (most <= Alike * least)
            {
                return null;
            }

            updates = $"{StudyDesign.Text(most)} to {StudyDesign.Text(least)} updates";
        }
        else if (study.BatchSizes[study.BatchSizes.Count - 1] <= Alike * study.BatchSizes[0])
        {
            return null;
        }
        else
        {
            updates = $"up to {StudyDesign.Text(Math.Round((double)study.BatchSizes[study.BatchSizes.Count - 1] / study.BatchSizes[0]))} times as many updates for the smallest as for the largest";
        }

        return new Confound(
            study.Key("training", study.Model.Training.OtherBudgets.Count > 0 ? "budgets" : "budget"),
            $"{Budget(study)} at batch sizes {study.BatchSizeRange()}: {updates}, and {(study.HasSchedule ? "learning_rate, which the schedule takes shares of," : "learning_rate")} is {StudyDesign.Text(rate)} throughout: batch size cannot be told from the number of updates. "
            + $"Give all the same with 'budget: {{ updates: … }}', see the study both ways with 'budgets: [ …, {{ updates: … }} ]', or scale the rate, as in 'learning_rate: ${{{StudyDesign.Text(rate)} * sqrt(batch_size / {study.BatchSizes[0]}.0)}}'.");
    }

    private static string Budget(StudyDesign study)
    {
        string unit = study.Model.Training.Budget.Unit.ToString().ToLowerInvariant();
        double[] budgets = [.. study.Points.Select(point => point.Budget).Distinct()];
        return budgets.Length == 1 ? $"{StudyDesign.Text(budgets[0])} {(budgets[0] == 1 ? unit.TrimEnd('s') : unit)}" : $"{StudyDesign.Text(budgets.Min())} to {StudyDesign.Text(budgets.Max())} {unit}";
    }
}
