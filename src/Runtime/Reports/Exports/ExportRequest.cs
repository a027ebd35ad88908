using SweepDsl.Runtime.Reports.Exports.Tables;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Reports.Exports;

/// <summary>What is to be exported.</summary>
/// <param name="Study">The study.</param>
/// <param name="Content">Which table, where the format holds one.</param>
/// <param name="Filter">Conditions on the trial, where the format holds one; null for none.</param>
/// <param name="Place">Where the export will be.</param>
internal sealed record ExportRequest(StudyExport Study, ExportContent Content, TrialFilter? Filter, string Place)
{
    /// <summary>The table.</summary>
    public ExportTable Table => Content == ExportContent.Trials ? StudyTables.Trials(Study) : StudyTables.Metrics(Study);

    /// <summary>The trial: the best of those that meet the conditions.</summary>
    /// <exception cref="SweepException">A condition names no parameter, or no trial meets all (exit code 2), or none of them finished (exit code 5).</exception>
    public StoredTrial Trial => BestTrial.Of(Study.Stored, Filter);
}

/// <summary>Which table of a study.</summary>
internal enum ExportContent
{
    /// <summary>A row for each trial.</summary>
    Trials,

    /// <summary>A row for each evaluation of each trial.</summary>
    Metrics,
}
