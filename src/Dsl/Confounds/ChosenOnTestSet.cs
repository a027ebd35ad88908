using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>Points are judged by the test set, so the best one's test result is partly luck: it was chosen for it.</summary>
internal sealed class ChosenOnTestSet : ConfoundRule
{
    private const string TestPrefix = "test_";

    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.ChosenOnTestSet;

    public override Confound? Find(StudyDesign study)
    {
        string metric = study.Model.Sweep.Metric;

        // What is tuned is chosen on held-out examples; the points around it are compared, as the test set may.
        if (study.Model.Sweep.Tune is not null || !metric.StartsWith(TestPrefix, StringComparison.Ordinal) || study.Model.Sweep.PointCount < 2)
        {
            return null;
        }

        string own = "val_" + metric.Substring(TestPrefix.Length);
        string remedy = study.Model.Dataset.ValidationFraction > 0 ? $"Judge by '{own}'" : $"Hold examples out ('dataset: {{ validation_fraction: 0.1 }}') and judge by '{own}'";
        return new Confound(
            study.Key("sweep", "metric"),
            $"The best of {StudyDesign.Text(study.Model.Sweep.PointCount)} points is chosen by {metric}, and its {metric} is what is reported: the best value of many flatters itself. {remedy}; the test set then says what the choice is worth.");
    }
}
