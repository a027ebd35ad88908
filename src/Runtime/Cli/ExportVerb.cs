using System.CommandLine;
using SweepDsl.Runtime.Reports.Exports;
using SweepDsl.Runtime.Reports.Exports.Csv;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep export</c>: results in the forms that other tools read.</summary>
internal static class ExportVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> study = StudyArgument.Create(context);
        Option<string> root = SharedSymbols.Out();
        Option<ExportFormat?> format = Format();
        WordOption<ExportContent> what = new(
            "--what", "Of csv and parquet: one row for each trial (trials, if not said) or for each evaluation (metrics).", ("trials", ExportContent.Trials), ("metrics", ExportContent.Metrics));
        Option<string?> trial = new("--trial") { Description = "Of onnx and safetensors: the trial that meets all conditions, such as batch_size=32,seed=0; the best of several, and of all if not said.", HelpName = "FILTER" };
        Option<string?> target = new("--to") { Description = "File or folder to write; of csv standard output if not said.", HelpName = "PATH" };
        Option<bool> force = new("--force") { Description = "Replace a file that is there." };
        Command command = new("export", "Write the results of a study in a form that other tools read.") { study, format, target, what.Symbol, trial, force, root };
        command.SetAction(parsed =>
        {
            ExportFormat wanted = parsed.GetValue(format) ?? ExportFormat.Csv;
            string? path = parsed.GetValue(target);
            Check(wanted, what.IsSaid(parsed), parsed.GetResult(trial) is not null, path is not null);
            TrialFilter? filter = parsed.GetValue(trial) is { } conditions ? TrialFilter.Parse(conditions, trial.Name) : null;
            var export = StudyExport.Read(StudyArgument.Find(context, parsed.GetRequiredValue(study), parsed.GetRequiredValue(root)));
            ExportRequest request = new(export, what.Of(parsed, ExportContent.Trials), filter, path ?? "");
            if (path is null)
            {
                CsvFile.Write(context.Output.Writer, request.Table);
            }
            else
            {
                new ExportTarget(path).Write(wanted, parsed.GetValue(force), unfinished => wanted.Write(request, unfinished));
            }

            return (int)(SharedSymbols.TellDamages(context, export.Damages) ? ExitCode.Results : ExitCode.Done);
        });
        return command;
    }

    // Which options go with a form.
    private static void Check(ExportFormat format, bool saysTable, bool saysTrial, bool saysPlace)
    {
        string? fault =
            saysTable && format.Scope != ExportScope.Table
                ? $"--what is for {Names(ExportScope.Table)}; {format.Name} holds {(format.Scope == ExportScope.Study ? "all of the study" : "one trial's network")}. Leave it out."
            : saysTrial && format.Scope != ExportScope.Trial ? $"--trial is for {Names(ExportScope.Trial)}; {format.Name} holds all trials. Leave it out."
            : !saysPlace && format != ExportFormat.Csv ? $"--to is missing: {format.Name} is written to a {(format.IsFolder ? "folder" : "file")}, which it names."
            : null;
        if (fault is not null)
        {
            throw new SweepException(ExitCode.Usage, fault);
        }
    }

    private static Option<ExportFormat?> Format()
    {
        string[] names = [.. ExportFormat.All.Select(format => format.Name)];
        Option<ExportFormat?> option = new("--format")
        {
            Description = $"The form: {string.Join(", ", names)}; csv if not said.",
            HelpName = "FORMAT",
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (ExportFormat.All.FirstOrDefault(format => format.Name == word) is { } found)
                {
                    return found;
                }

                result.AddError($"--format: there is no '{word}'{NearestWord.Suggestion(word, names)} Formats: {string.Join(", ", names)}.");
                return null;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }

    private static string Names(ExportScope scope) => string.Join(" and ", ExportFormat.All.Where(format => format.Scope == scope).Select(format => format.Name));
}
