using System.Collections.Immutable;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports.Tables;

/// <summary>The column of a swept parameter. Its kind is one that all its values have: whole numbers among numbers are numbers, and whatever else is mixed becomes words.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Kind">What its values are.</param>
internal sealed record ParameterColumn(string Name, ColumnKind Kind)
{
    /// <summary>The column.</summary>
    public ExportColumn Column => new(Name, Kind);

    /// <summary>The columns of all parameters of a study, in the order of the YAML.</summary>
    public static ImmutableArray<ParameterColumn> Of(StoredStudy study)
    {
        Dictionary<string, ColumnKind> kinds = [];
        List<string> names = [];
        foreach ((string name, ParameterValue value) in study.Trials.SelectMany(trial => trial.Trial.Parameters.Values))
        {
            ColumnKind kind = KindOf(value);
            if (kinds.TryGetValue(name, out ColumnKind before))
            {
                kinds[name] = Common(before, kind);
            }
            else
            {
                names.Add(name);
                kinds.Add(name, kind);
            }
        }

        return [.. names.Select(name => new ParameterColumn(name, kinds[name]))];
    }

    /// <summary>The value of a trial; null when it has no such parameter.</summary>
    public object? ValueOf(TrialRecord trial)
    {
        object? value = trial.Parameters.Values.FirstOrDefault(pair => pair.Key == Name).Value.Value;
        return (value, Kind) switch
        {
            (null, _) => null,
            (long whole, ColumnKind.Number) => (double)whole,
            (not string, ColumnKind.Text) => trial.Parameters.Values.First(pair => pair.Key == Name).Value.ToString(),
            _ => value,
        };
    }

    private static ColumnKind KindOf(ParameterValue value) => value.Value switch
    {
        long => ColumnKind.Integer,
        double => ColumnKind.Number,
        bool => ColumnKind.Truth,
        _ => ColumnKind.Text,
    };

    private static ColumnKind Common(ColumnKind one, ColumnKind other) =>
        one == other ? one
        : one is ColumnKind.Integer or ColumnKind.Number && other is ColumnKind.Integer or ColumnKind.Number ? ColumnKind.Number
        : ColumnKind.Text;
}
