using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep list</c>: the experiments.</summary>
internal static class ListVerb
{
    private const int LongestQuestion = 100;

    // The number of points depends on no data; expressions only want some number of examples.
    private static readonly StudyContext AnyData = new(Examples: 10_000);

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Command command = new("list", "List the experiments.");
        command.SetAction(_ =>
        {
            if (context.Experiments.Count == 0)
            {
                context.Output.Writer.WriteLine("There are no experiments: add a YAML file to experiments/ and build.");
                return;
            }

            TextTable table = new(
            [
                new TextColumn("experiment", [.. context.Experiments.Select(experiment => experiment.Name)], IsText: true),
                new TextColumn("points", [.. context.Experiments.Select(experiment => experiment.Points(AnyData).Count().ToString(CultureInfo.InvariantCulture))]),
                new TextColumn("seeds", [.. context.Experiments.Select(experiment => experiment.Sweep.Seeds.Length.ToString(CultureInfo.InvariantCulture))]),
                new TextColumn("data", [.. context.Experiments.Select(experiment => experiment.Dataset.Source.Name)], IsText: true),
                new TextColumn("question", [.. context.Experiments.Select(experiment => Question(experiment.Description))], IsText: true),
            ]);
            table.Print(context.Output.Writer, context.Output.Width);
        });
        return command;
    }

    // One line of a table, whatever the description is.
    private static string Question(string? description)
    {
        string line = (description ?? "").Split('\n', 2)[0].Trim();
        return line.Length <= LongestQuestion ? line : $"{line[..(LongestQuestion - 1)]}…";
    }
}
