using System.Collections.Immutable;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>The main pictures of a study as SVG, for papers and read-me files.</summary>
public static class StudyFigures
{
    /// <summary>The pictures of a study, by file name; those that it has nothing to show in are left out.</summary>
    public static IEnumerable<(string File, byte[] Content)> Of(ReportedStudy reported)
    {
        ImmutableArray<BudgetAnalysis> budgets = BudgetAnalysis.Of(reported.Study);
        StudyAnalysis analysis = budgets.IsEmpty ? StudyAnalysis.Of(reported.Study) : budgets[^1].Analysis;
        StoredStudy shown = BudgetParameter.Shown(reported.Study);
        ImmutableArray<ParameterAxis> axes = ParameterAxis.Of(shown);
        (string File, Func<Stream, bool> Write)[] pictures =
        [
            ("answer.svg", stream => AnswerFigure.Write(stream, analysis, ParameterAxis.OfPoints(axes, analysis))),
            ("curves.svg", stream => CurvesFigure.Write(stream, reported, analysis, ParameterAxis.OfPoints(axes, analysis))),
            ("parallel.svg", stream => ParallelFigure.Write(stream, shown, analysis, axes)),
        ];
        foreach ((string file, Func<Stream, bool> write) in pictures)
        {
            using MemoryStream content = new();
            if (write(content))
            {
                yield return (file, content.ToArray());
            }
        }
    }
}
