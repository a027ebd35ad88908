using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Cli;

/// <summary>Arguments and options that several verbs have.</summary>
internal static class SharedSymbols
{
    /// <summary>The experiment.</summary>
    public static Argument<string> Experiment(CommandContext context)
    {
        Argument<string> argument = new("experiment") { Description = "Name of the experiment; 'sweep list' shows all.", HelpName = "experiment" };
        argument.CompletionSources.Add(_ => context.Experiments.Select(experiment => new System.CommandLine.Completions.CompletionItem(experiment.Name)));
        return argument;
    }

    /// <summary>Where results lie.</summary>
    public static Option<string> Out() => new("--out")
    {
        Description = "Folder of all results; those of an experiment lie in ROOT/EXPERIMENT.",
        HelpName = "ROOT",
        DefaultValueFactory = _ => "runs",
    };

    /// <summary>Whether a program reads along.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output, and nothing else there." };

    /// <summary>A whole number from 1 to the largest that the language takes too.</summary>
    public static Option<int?> Positive(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= 1)
            {
                return value;
            }

            result.AddError($"{name} wants a whole number from 1 to {int.MaxValue}, not '{text}'.");
            return null;
        },
    };

    /// <summary>The results that options name.</summary>
    public static ResultsFolder Results(string root, string experiment) => new(root, experiment, new DurableFiles());
}
