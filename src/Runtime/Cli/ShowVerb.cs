using System.CommandLine;
using System.Text;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep show</c>: the result of what has been run so far, also while it runs.</summary>
internal static class ShowVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> experiment = SharedSymbols.Experiment(context);
        Option<string> root = SharedSymbols.Out();
        Option<bool> json = SharedSymbols.Json();
        Command command = new("show", "Show the results of an experiment again, also while it runs.") { experiment, root, json };
        command.SetAction(parsed =>
        {
            StoredStudy study = SharedSymbols.Results(parsed.GetRequiredValue(root), context.Find(parsed.GetRequiredValue(experiment)).Name).Read();
            if (parsed.GetValue(json))
            {
                PrintJson(context, study);
            }
            else
            {
                StudyReport.Print(context.Output.Console, study, context.Output.Width);
            }

            return (int)(SharedSymbols.TellDamages(context, study.Damages) ? ExitCode.Results : ExitCode.Done);
        });
        return command;
    }

    /// <summary>Prints a study as one JSON document.</summary>
    public static void PrintJson(CommandContext context, StoredStudy study)
    {
        using MemoryStream document = new();
        JsonReport.Write(document, study);
        context.Output.Writer.WriteLine(Encoding.UTF8.GetString(document.ToArray()));
    }
}
