using System.Collections.Immutable;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Figures;

/// <summary>Learning curves by point against epochs: means over seeds with intervals, of training examples on the left and of test examples on the right.</summary>
internal static class CurvesFigure
{
    private const double Width = 880;
    private const double Height = 380;
    private const int MostPoints = 10;

    /// <summary>Writes the picture.</summary>
    /// <returns>Whether there is one: a study has to have points few enough to be told apart, and measured while they were trained.</returns>
    public static bool Write(Stream stream, ReportedStudy reported, StudyAnalysis analysis, ImmutableArray<ParameterAxis> axes)
    {
        if (analysis.Points.Length > MostPoints || !reported.Curves.Any(curve => curve.Count > 1))
        {
            return false;
        }

        bool isLoss = !Metric.IsShare(analysis.Metric.Name);
        string measure = isLoss ? "loss" : "accuracy";
        PointLabels labels = new(analysis.Points);
        bool isOrdered = ParameterAxis.Main(axes) is { IsNumeric: true } && axes.Count(axis => axis.Varies) == 1;
        string[] colours = [.. analysis.Points.Select((_, i) => isOrdered ? Palette.Sequential(i, analysis.Points.Length) : Palette.Group(i))];
        using SvgPicture picture = new(stream, Width, Height, $"{measure} of training and test examples against epochs");
        FigureLegend.Draw(picture, 64, 20, [.. analysis.Points.Select((point, i) => (i == 0 ? labels.Full(point) : labels.Short(point), colours[i]))]);
        MeanCurve[] train = [.. Curves(reported, analysis, isLoss ? evaluation => evaluation.TrainLoss : evaluation => evaluation.TrainAccuracy)];
        MeanCurve[] test = [.. Curves(reported, analysis, isLoss ? evaluation => evaluation.TestLoss : evaluation => evaluation.TestAccuracy)];
        double[] values = [.. train.Concat(test).SelectMany(curve => curve.Values.Select(value => value.Mean))];
        double last = train.Concat(test).SelectMany(curve => curve.Epochs).DefaultIfEmpty(1).Max();
        foreach ((string side, MeanCurve[] curves, double left) in new[] { ("train", train, 64.0), ("test", test, 506.0) })
        {
            FigureFrame frame = new(left, 40, left + 362, Height - 50);
            var across = FigureScale.Of("epoch", [0, last], frame.Left, frame.Right, mayBeLogarithmic: false);
            var up = FigureScale.Of($"{side}_{measure}", values, frame.Bottom, frame.Top, mayBeLogarithmic: isLoss);
            frame.Draw(picture, across, up, "epochs", $"{side} {measure}");
            foreach ((MeanCurve curve, string colour) in curves.Zip(colours))
            {
                Draw(picture, curve, colour, across, up, frame, 0.6 / analysis.Points.Length);
            }
        }

        return true;
    }

    private static void Draw(SvgPicture picture, MeanCurve curve, string colour, FigureScale across, FigureScale up, FigureFrame frame, double shade)
    {
        double[] xs = [.. curve.Epochs.Select(across.PositionOf)];
        double Within(double value) => Math.Clamp(double.IsFinite(value) ? up.PositionOf(value) : frame.Bottom, frame.Top, frame.Bottom);
        IEnumerable<(double, double)> upper = xs.Zip(curve.Values, (x, value) => (x, Within(value.Interval?.High ?? value.Mean)));
        IEnumerable<(double, double)> lower = xs.Zip(curve.Values, (x, value) => (x, Within(value.Interval?.Low ?? value.Mean)));
        picture.Polygon(upper.Concat(lower.Reverse()), ("fill", colour), ("fill-opacity", Math.Min(0.16, shade)));
        picture.Polyline(xs.Zip(curve.Values, (x, value) => (x, Within(value.Mean))), ("stroke", colour), ("stroke-width", 2));
    }

    private static IEnumerable<MeanCurve> Curves(ReportedStudy reported, StudyAnalysis analysis, Func<Evaluation, double> quantity)
    {
        Dictionary<string, IReadOnlyList<Evaluation>> byTrial = reported.Study.Trials.Zip(reported.Curves).DistinctBy(pair => pair.First.Trial.Id).ToDictionary(pair => pair.First.Trial.Id, pair => pair.Second);
        return analysis.Points.Select(point => MeanCurve.Of([.. point.Trials.Select(trial => byTrial[trial.Trial.Id])], quantity));
    }

    /// <summary>The mean of a point's curves at each epoch that they share.</summary>
    private sealed record MeanCurve(double[] Epochs, Estimate[] Values)
    {
        public static MeanCurve Of(IReadOnlyList<Evaluation>[] curves, Func<Evaluation, double> quantity)
        {
            (double Epoch, Estimate Value)[] means =
            [
                .. curves.SelectMany(curve => curve).GroupBy(evaluation => evaluation.Epoch).OrderBy(group => group.Key)
                    .Select(group => (group.Key, Estimate.Of([.. group.Select(quantity).Where(double.IsFinite)])))
                    .Where(mean => mean.Item2 is { } value && value.Count * 2 >= curves.Count(curve => curve.Count > 0))
                    .Select(mean => (mean.Key, mean.Item2!.Value)),
            ];
            return new MeanCurve([.. means.Select(mean => mean.Epoch)], [.. means.Select(mean => mean.Value)]);
        }
    }
}
