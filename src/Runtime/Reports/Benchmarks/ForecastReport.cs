using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Statistics;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Reports.Benchmarks;

/// <summary>What a study will take, as a table and as JSON.</summary>
/// <param name="Forecast">The forecast.</param>
internal sealed record ForecastReport(StudyForecast Forecast)
{
    private const int MostRows = 24;
    private const double Points = 100;

    /// <summary>The document for programs.</summary>
    public string ToJson() => BenchmarkDocument.Write("plan", Forecast.Environment, WriteMembers, Forecast.Points, WriteRow);

    /// <summary>Prints a row for each point, the sums, and how many seeds would decide.</summary>
    public void Print(TextWriter output, int width)
    {
        output.WriteLine($"{Forecast.Experiment}: {Product()}{(Forecast.MayGrow ? "at least " : "")}{ProgressText.Count(Forecast.Trials, "trial")} on {Forecast.Environment.Device}");
        output.WriteLine();
        ImmutableArray<PointForecast> shown = [.. Forecast.Points.Take(MostRows)];
        Table(shown).Print(output, width);
        if (shown.Length < Forecast.Points.Length)
        {
            output.WriteLine($"... and {Forecast.Points.Length - shown.Length:N0} more points");
        }

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"All trials: {Forecast.Updates:N0} updates, {Operations(Forecast.Operations)}, {ByteCount.Format(Forecast.MemoryBytes)} of device memory for the steps of the largest; {DurationText.Rough(TimeSpan.FromSeconds(Forecast.Seconds))} one at a time."));
        output.Write(Forecast.Points.All(point => point.IsMeasured)
            ? "Updates were measured; evaluations follow from their operations."
            : "Updates of some points were measured (*), the others follow from their operations, as evaluations do.");
        output.WriteLine(" 'sweep run' trains several at once where that is faster.");
        if (Forecast.Seeds is { } wanted)
        {
            output.WriteLine();
            output.WriteLine(Sentence(wanted));
        }
    }

    /// <summary>How many seeds would decide, in words.</summary>
    internal static string Sentence(SeedForecast seeds)
    {
        bool isShare = Metric.IsShare(seeds.Metric.Name);
        string difference = isShare ? Number(seeds.Difference * Points) + (seeds.Difference == 0.01 ? " point" : " points") : Number(seeds.Difference);
        string spread = isShare ? $"{NumberText.Uncertainty(seeds.Deviation * Points)} points" : NumberText.Uncertainty(seeds.Deviation);
        string source = seeds.StoredTrials > 0
            ? $"Two runs with equal seeds differ by {spread} (standard deviation, from {seeds.StoredTrials} stored trials)."
            : $"Assumed is that two runs with equal seeds differ by {spread} (standard deviation), as no results are stored; a few seeds would tell.";
        string noise = seeds.Examples is { } examples && seeds.SamplingError > 0
            ? string.Create(CultureInfo.InvariantCulture, $" The choice of {examples:N0} {ExamplesWord(seeds)} examples leaves {NumberText.Uncertainty(seeds.SamplingError * 1.96 * Points)} points open by itself.")
            : "";
        return (seeds.ForAny, seeds.ForOne) switch
        {
            ({ } any, { } one) when any == one => $"{any} seeds find a difference of {difference} ({seeds.Metric.Name}) in 95 of 100 studies. {source}{noise}",
            ({ } any, { } one) =>
                $"{any} seeds find a difference of {difference} ({seeds.Metric.Name}) between any two points in 95 of 100 studies; {one} find it between two chosen beforehand. {source}{noise}",
            (null, { } one) =>
                $"No number of seeds finds a difference of {difference} ({seeds.Metric.Name}) between any two points: that takes more than {seeds.ExamplesNeeded:N0} {ExamplesWord(seeds)} examples. {one} seeds find it between two chosen beforehand. {source}{noise}",
            _ when seeds.ExamplesNeeded > seeds.Examples =>
                $"No number of seeds finds a difference of {difference} ({seeds.Metric.Name}): that takes more than {seeds.ExamplesNeeded:N0} {ExamplesWord(seeds)} examples. {source}{noise}",
            _ => $"More than {SeedsNeeded.Most:N0} seeds would be needed to find a difference of {difference} ({seeds.Metric.Name}). {source}{noise}",
        };
    }

    private static string ExamplesWord(SeedForecast seeds) => seeds.Metric.Name.StartsWith("val_", StringComparison.Ordinal) ? "held-out" : "test";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Operations(double operations) => operations switch
    {
        >= 1e15 => string.Create(CultureInfo.InvariantCulture, $"{operations / 1e15:N1} PFLOP"),
        >= 1e12 => string.Create(CultureInfo.InvariantCulture, $"{operations / 1e12:N1} TFLOP"),
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{operations / 1e9:N1} GFLOP"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{operations / 1e6:N1} MFLOP"),
    };

    // Such as 3 points x 2 budgets x 5 seeds; empty where the number of trials is no product.
    private string Product()
    {
        int[] seeds = [.. Forecast.Points.Select(point => point.Trials).Distinct()];
        int points = Forecast.Points.Select(point => point.Parameters).Distinct().Count();
        int[] budgets = [.. Forecast.Points.GroupBy(point => point.Parameters).Select(point => point.Count()).Distinct()];
        return (seeds, budgets) switch
        {
            ([int ofEach], [1]) => $"{ProgressText.Count(points, "point")} x {ProgressText.Count(ofEach, "seed")} = ",
            ([int ofEach], [int trainings]) => $"{ProgressText.Count(points, "point")} x {ProgressText.Count(trainings, "budget")} x {ProgressText.Count(ofEach, "seed")} = ",
            _ => "",
        };
    }

    private TextTable Table(ImmutableArray<PointForecast> points)
    {
        bool areAllMeasured = Forecast.Points.All(point => point.IsMeasured);
        return new TextTable(
        [
            .. TextColumn.OfParameters([.. points.Select(point => point.Parameters)]),
            .. Forecast.Points.Any(point => point.Budget is not null) ? [Column("budget", point => point.Budget ?? "all")] : ImmutableArray<TextColumn>.Empty,
            Column("updates", point => point.Updates.ToString("N0", CultureInfo.InvariantCulture)),
            Column("FLOP/trial", point => Operations(point.Operations)),
            Column("memory", point => point.MemoryBytes is { } bytes ? ByteCount.Format(bytes) : "-"),
            Column("ms/update", point => MillisecondText.Of(point.UpdateSeconds) + (areAllMeasured ? "" : point.IsMeasured ? "*" : " ")),
            Column("time/trial", point => DurationText.Clock(TimeSpan.FromSeconds(Math.Ceiling(point.Seconds)))),
        ]);

        TextColumn Column(string header, Func<PointForecast, string> cell) => new(header, [.. points.Select(cell)]);
    }

    private void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("experiment", Forecast.Experiment);
        json.WriteNumber("trials", Forecast.Trials);
        json.WriteNumber("updates", Forecast.Updates);
        json.WriteNumber("flop", Forecast.Operations);
        json.WriteNumber("memory_bytes", Forecast.MemoryBytes);
        json.WriteNumber("seconds", Forecast.Seconds);
        json.WriteStartObject("examples");
        json.WriteNumber("train", Forecast.Examples.Train);
        json.WriteNumber("validation", Forecast.Examples.Validation);
        json.WriteNumber("test", Forecast.Examples.Test);
        json.WriteEndObject();
        if (Forecast.Seeds is not { } seeds)
        {
            json.WriteNull("seeds");
            return;
        }

        json.WriteStartObject("seeds");
        json.WriteString("metric", seeds.Metric.Name);
        json.WriteNumber("difference", seeds.Difference);
        json.WriteNumber("standard_deviation", seeds.Deviation);
        json.WriteNumber("stored_trials", seeds.StoredTrials);
        json.WriteNumber("comparisons", seeds.Comparisons);
        json.WriteNumber("sampling_error", seeds.SamplingError);
        WriteOptional(json, "needed_between_any", seeds.ForAny);
        WriteOptional(json, "needed_between_two", seeds.ForOne);
        WriteOptional(json, "least_test_examples", seeds.ExamplesNeeded);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string key, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void WriteRow(Utf8JsonWriter json, PointForecast point)
    {
        ParameterJson.Write(json, "parameters", point.Parameters);
        if (point.Budget is not null)
        {
            json.WriteString("budget", point.Budget);
        }

        json.WriteNumber("batch_size", point.BatchSize);
        json.WriteNumber("trials", point.Trials);
        json.WriteNumber("updates", point.Updates);
        json.WriteNumber("evaluations", point.Evaluations);
        json.WriteNumber("flop", point.Operations);
        json.WriteNumber("ms_per_update", point.UpdateSeconds * 1e3);
        json.WriteBoolean("measured", point.IsMeasured);
        json.WriteNumber("seconds", point.Seconds);
        if (point.MemoryBytes is { } bytes)
        {
            json.WriteNumber("memory_bytes", bytes);
        }
    }
}
