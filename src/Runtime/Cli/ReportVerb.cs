using System.CommandLine;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep report</c>: the page of one study, or of several side by side.</summary>
internal static class ReportVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string[]> studies = new("study")
        {
            Description = "Experiments, or results folders such as runs/batch-size; several are compared side by side.",
            HelpName = "experiment|DIR",
            Arity = ArgumentArity.OneOrMore,
        };
        studies.CompletionSources.Add(_ => context.Experiments.Select(experiment => new System.CommandLine.Completions.CompletionItem(experiment.Name)));
        Option<string> root = SharedSymbols.Out();
        Option<string?> folder = new("--to") { Description = "Folder of the report; report/ in the results of a single study, report/ in ROOT for several.", HelpName = "DIR" };
        Option<bool> single = new("--single-file") { Description = "Put everything into the one page (1 MB more), instead of the chart library beside it." };
        Command command = new("report", "Write the page of a study: the answer, its pictures, all trials. It opens from disk, without a network.") { studies, root, folder, single };
        command.SetAction(parsed =>
        {
            ResultsFolder[] results = [.. parsed.GetRequiredValue(studies).Select(study => StudyArgument.Find(context, study, parsed.GetRequiredValue(root))).DistinctBy(one => one.Path)];
            string to = parsed.GetValue(folder) ?? Path.Combine(results.Length == 1 ? results[0].Path : parsed.GetRequiredValue(root), "report");
            ReportedStudy[] reported = [.. results.Select(ReportedStudy.Read)];
            ReportFolder report = new(to, new DurableFiles());
            report.Write(reported, ReportLiveness.Still, parsed.GetValue(single));
            context.Output.Writer.WriteLine(report.PagePath);
            return (int)(SharedSymbols.TellDamages(context, reported.SelectMany(one => one.Damages)) ? ExitCode.Results : ExitCode.Done);
        });
        return command;
    }
}
