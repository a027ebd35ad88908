using SweepDsl.Runtime.Reports.Exports.Protobuf;
using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports.TensorBoard;

/// <summary>The messages of TensorBoard's HParams dashboard (<c>plugin_data.proto</c>, <c>api.proto</c>). Times are seconds since 1970.</summary>
internal static class HyperParameterMessages
{
    /// <summary>The dashboard's name.</summary>
    public const string Plugin = "hparams";

    /// <summary>The tag of what the experiment is; in a file of the log folder itself.</summary>
    public const string ExperimentTag = "_hparams_/experiment";

    /// <summary>The tag of what a trial is.</summary>
    public const string StartTag = "_hparams_/session_start_info";

    /// <summary>The tag of how a trial ended.</summary>
    public const string EndTag = "_hparams_/session_end_info";

    private const string Budget = "budget";
    private const int TextType = 1;
    private const int TruthType = 2;
    private const int NumberType = 3;
    private const int Succeeded = 1;
    private const int FailedStatus = 2;
    private const int Running = 3;

    /// <summary>What is swept and measured.</summary>
    public static ProtobufMessage Experiment(StudyExport study, double time)
    {
        ProtobufMessage experiment = new ProtobufMessage()
            .Text(1, study.Record.Description ?? "")
            .Double(3, time)
            .Messages(4, study.Parameters.Select(parameter => Parameter(parameter.Name, TypeOf(parameter.Kind))).Concat(study.Stored.HasTrainingsOfBudgets ? [Parameter(Budget, TextType)] : []))
            .Messages(5, EvaluationColumns.Curves.Where(IsJudged).OrderBy(name => name != study.Record.Metric.Name).Select(name => new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, name))))
            .Text(6, study.Record.Experiment);
        return new ProtobufMessage().Message(2, experiment);
    }

    /// <summary>A trial's parameters, and its budget where it has one of its own. Trials that differ by their seeds alone are a group.</summary>
    public static ProtobufMessage Start(StudyExport study, TrialRecord trial, double time)
    {
        ProtobufMessage start = new ProtobufMessage()
            .Messages(1, study.Parameters.Select(parameter => (parameter.Name, Value: parameter.ValueOf(trial))).Append((Budget, trial.Budget)).Where(pair => pair.Value is not null)
                .Select(pair => new ProtobufMessage().Text(1, pair.Name).Message(2, Value(pair.Value!))))
            .Text(4, trial.Budget is { } budget ? $"{trial.Parameters}, {budget}" : trial.Parameters.ToString())
            .Double(5, time);
        return new ProtobufMessage().Message(3, start);
    }

    /// <summary>How a trial stands.</summary>
    public static ProtobufMessage End(TrialResult? result, double time) =>
        new ProtobufMessage().Message(4, new ProtobufMessage().Integer(1, StatusOf(result)).Double(2, time));

    private static ProtobufMessage Parameter(string name, int type) => new ProtobufMessage().Text(1, name).Integer(4, type);

    private static bool IsJudged(string name) => name.EndsWith("_loss", StringComparison.Ordinal) || Metric.IsShare(name) || name == "train_seconds";

    private static int StatusOf(TrialResult? result) => result?.Status switch
    {
        null => Running,
        TrialStatus.Finished or TrialStatus.Pruned => Succeeded,
        _ => FailedStatus,
    };

    private static int TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => TextType,
        ColumnKind.Truth => TruthType,
        _ => NumberType,
    };

    // google.protobuf.Value.
    private static ProtobufMessage Value(object value) => value switch
    {
        bool truth => new ProtobufMessage().Integer(4, truth ? 1 : 0),
        string word => new ProtobufMessage().Text(3, word),
        long whole => new ProtobufMessage().Double(2, whole),
        _ => new ProtobufMessage().Double(2, (double)value),
    };
}
