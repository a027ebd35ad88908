using SweepDsl.Dsl.Diagnostics;

namespace SweepDsl.Dsl.Confounds;

/// <summary>Some points are measured so seldom that early termination never judges them: they reach their end whatever they do, and the others are judged without them.</summary>
internal sealed class NeverJudged : ConfoundRule
{
    public override DiagnosticDescriptor Descriptor => DiagnosticCatalogue.NeverJudged;

    public override Confound? Find(StudyDesign study)
    {
        DesignPoint[] counted = [.. study.Points.Where(point => point.Evaluations is not null).OrderBy(point => point.Evaluations)];
        if (study.Model.Sweep.EarlyTermination is not { FirstBracket: var first } || study.Model.Training.OtherBudgets.Count > 0
            || counted.Length == 0 || counted[0].Evaluations > first || counted[counted.Length - 1].Evaluations <= first)
        {
            return null;
        }

        (DesignPoint least, DesignPoint most) = (counted[0], counted[counted.Length - 1]);
        return new Confound(
            study.Key("sweep", "early_terminate"),
            $"'early_terminate' judges after {StudyDesign.Text(first)} {Noun(first)} first: trials of batch size {least.BatchSize} have {StudyDesign.Text(least.Evaluations!.Value)} in all and are never judged, those of {most.BatchSize} have {StudyDesign.Text(most.Evaluations!.Value)}. "
            + "The ones reach their end whatever they do, and the others are ended by comparison among themselves. Measure more often ('training: { evaluate: { every: … } }'), or let the first bracket come earlier.");
    }

    private static string Noun(double count) => count == 1 ? "evaluation" : "evaluations";
}
