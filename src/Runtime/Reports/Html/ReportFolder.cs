using SweepDsl.Runtime.Reports.Figures;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Reports.Html;

/// <summary>The folder of a report: the page, the chart library beside it, and pictures of each study as SVG. It can be moved or mailed as it is.</summary>
/// <param name="path">The folder; it is made where there is none.</param>
/// <param name="files">Writes.</param>
public sealed class ReportFolder(string path, DurableFiles files)
{
    /// <summary>Name of the page.</summary>
    public const string PageFile = "index.html";

    /// <summary>The report of one study, among its results.</summary>
    public static ReportFolder Of(ResultsFolder results) => new(Path.Combine(results.Path, "report"), new DurableFiles());

    /// <summary>The page.</summary>
    public string PagePath => Path.Combine(path, PageFile);

    /// <summary>Writes the report; an older one is replaced file by file, so that who has it open never sees half of it.</summary>
    /// <param name="studies">The studies, side by side.</param>
    /// <param name="liveness">How the page follows a run.</param>
    /// <param name="isSingleFile">Whether the page holds the chart library; then nothing lies beside it.</param>
    /// <exception cref="SweepException">The folder cannot be written (exit code 5).</exception>
    public void Write(IReadOnlyList<ReportedStudy> studies, ReportLiveness liveness, bool isSingleFile)
    {
        try
        {
            files.CreateFolder(path);
            if (!isSingleFile)
            {
                WritePlotly();
            }

            files.Replace(PagePath, stream => ReportPage.Write(stream, studies, liveness, isSingleFile));
            foreach (ReportedStudy study in isSingleFile ? [] : studies)
            {
                WriteFigures(study, studies.Count > 1 ? $"{study.Study.Record.Experiment}-" : "");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Results, $"The report in {path} cannot be written: {error.Message} Results are not touched by it; 'sweep report' writes it again.", error);
        }
    }

    private void WriteFigures(ReportedStudy study, string prefix)
    {
        foreach ((string file, byte[] content) in StudyFigures.Of(study))
        {
            files.Replace(Path.Combine(path, SafeName(prefix) + file), stream => stream.Write(content));
        }
    }

    // A results folder from elsewhere may claim any name.
    private static string SafeName(string name) => new([.. name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_')]);

    // It never changes, and is large.
    private void WritePlotly()
    {
        string library = Path.Combine(path, ReportAssets.PlotlyFile);
        if (new FileInfo(library) is not { Exists: true } file || file.Length != ReportAssets.PlotlyLength)
        {
            files.Replace(library, ReportAssets.CopyPlotly);
        }
    }
}
