using System.Collections.Immutable;
using SweepDsl.Runtime.Reports.Exports.Csv;
using SweepDsl.Runtime.Reports.Exports.Mlflow;
using SweepDsl.Runtime.Reports.Exports.Onnx;
using SweepDsl.Runtime.Reports.Exports.Parquet;
using SweepDsl.Runtime.Reports.Exports.Sqlite;
using SweepDsl.Runtime.Reports.Exports.TensorBoard;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports;

/// <summary>A form in which other tools read a study.</summary>
/// <param name="Name">Its word on the command line.</param>
/// <param name="Scope">What of the study it holds.</param>
/// <param name="IsFolder">Whether it is a folder; otherwise a file.</param>
/// <param name="Write">Writes it, to the path it is given.</param>
internal sealed record ExportFormat(string Name, ExportScope Scope, bool IsFolder, Action<ExportRequest, string> Write)
{
    /// <summary>Comma-separated values.</summary>
    public static ExportFormat Csv { get; } = new("csv", ExportScope.Table, IsFolder: false, static (request, path) =>
    {
        using StreamWriter writer = new(path);
        CsvFile.Write(writer, request.Table);
    });

    /// <summary>All formats.</summary>
    public static ImmutableArray<ExportFormat> All { get; } =
    [
        Csv,
        new("parquet", ExportScope.Table, IsFolder: false, static (request, path) =>
        {
            using FileStream stream = File.Create(path);
            ParquetFile.Write(stream, request.Table, [new("experiment", request.Study.Record.Experiment), new("metric", request.Study.Record.Metric.Name)]);
        }),
        new("sqlite", ExportScope.Study, IsFolder: false, static (request, path) => SqliteFile.Write(path, request.Study)),
        new("tensorboard", ExportScope.Study, IsFolder: true, static (request, path) => TensorBoardFolder.Write(path, request.Study)),
        new("mlflow", ExportScope.Study, IsFolder: true, static (request, path) => MlflowFolder.Write(path, request.Place, request.Study)),
        new("onnx", ExportScope.Trial, IsFolder: false, static (request, path) =>
        {
            StoredTrial trial = request.Trial;
            StoredModel model = request.Study.FolderOf(trial).ReadModel();
            using FileStream stream = File.Create(path);
            OnnxModel.Write(stream, request.Study.Record, trial.Trial, model);
        }),
        new("safetensors", ExportScope.Trial, IsFolder: false, static (request, path) => request.Study.FolderOf(request.Trial).CopyWeights(path)),
    ];
}

/// <summary>What of a study an export holds.</summary>
internal enum ExportScope
{
    /// <summary>One table.</summary>
    Table,

    /// <summary>All of it.</summary>
    Study,

    /// <summary>The trained network of one trial.</summary>
    Trial,
}
