using System.CommandLine;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep export</c>: results as CSV.</summary>
internal static class ExportVerb
{
    private const string Trials = "trials";
    private const string Metrics = "metrics";

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> experiment = SharedSymbols.Experiment(context);
        Option<string> root = SharedSymbols.Out();
        Option<string> what = new("--what") { Description = "One line for each trial (trials) or for each evaluation (metrics).", DefaultValueFactory = _ => Trials };
        what.AcceptOnlyFromAmong(Trials, Metrics);
        Option<string?> file = new("--to") { Description = "File to write; standard output if not said.", HelpName = "FILE" };
        Command command = new("export", "Write the results of an experiment as CSV.") { experiment, root, what, file };
        command.SetAction(parsed =>
        {
            ResultsFolder results = SharedSymbols.Results(parsed.GetRequiredValue(root), context.Find(parsed.GetRequiredValue(experiment)).Name);
            StoredStudy study = results.Read();
            StringWriter csv = new();
            List<string> damages = [.. study.Damages];
            if (parsed.GetValue(what) == Trials)
            {
                CsvExport.Trials(csv, study);
            }
            else
            {
                CsvExport.Metrics(csv, study, id => Evaluations(results.Trial(id), damages));
            }

            Write(context, parsed.GetValue(file), csv.ToString());
            return (int)(SharedSymbols.TellDamages(context, damages) ? ExitCode.Results : ExitCode.Done);
        });
        return command;
    }

    // One damaged file must not hide the others.
    private static IReadOnlyList<Evaluation> Evaluations(TrialFolder trial, List<string> damages)
    {
        try
        {
            return trial.ReadEvaluations();
        }
        catch (SweepException error) when (error.ExitCode == ExitCode.Results)
        {
            damages.Add(error.Message);
            return [];
        }
    }

    private static void Write(CommandContext context, string? file, string csv)
    {
        if (file is null)
        {
            context.Output.Writer.Write(csv);
            return;
        }

        try
        {
            File.WriteAllText(file, csv);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SweepException(ExitCode.Usage, $"--to: cannot write '{file}': {error.Message}", error);
        }
    }
}
