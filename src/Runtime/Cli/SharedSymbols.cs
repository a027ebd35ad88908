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

    /// <summary>The name of <see cref="Quiet"/>.</summary>
    public const string QuietName = "--quiet";

    /// <summary>Whether nothing is told but what goes wrong.</summary>
    public static Option<bool> Quiet() => new(QuietName) { Description = "Tell no progress, and nothing but warnings and errors." };

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

    /// <summary>The device.</summary>
    public static Option<string?> Device(string purpose) => new("--device")
    {
        Description = $"Device to {purpose}, as 'sweep devices' lists them; the best one if not said.",
        HelpName = "INDEX|NAME",
    };

    /// <summary>Where data sets lie.</summary>
    public static Option<string?> Data() => new("--data") { Description = "Folder with data sets, as archives or unpacked; also $SWEEP_DATA.", HelpName = "DIR" };

    /// <summary>Which trials.</summary>
    /// <param name="what">What is done with those that meet all conditions.</param>
    public static Option<string?> Trials(string what) => new("--trials") { Description = $"{what}, such as batch_size=32,seed=0.", HelpName = "FILTER" };

    /// <summary>Whole numbers from 1, with commas between.</summary>
    public static Option<int[]?> PositiveList(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            List<int> values = [];
            foreach (string part in text.Split(','))
            {
                if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
                {
                    result.AddError($"{name} wants whole numbers from 1 to {int.MaxValue} with commas between, such as 8,16,32; '{part.Trim()}' in '{text}' is none.");
                    return null;
                }

                values.Add(value);
            }

            return [.. values.Distinct()];
        },
    };

    /// <summary>What a list on the command line says; where there is none, which the parser gives as an empty one, what holds then.</summary>
    public static T[] OrElse<T>(T[]? said, T[] normally) => said is { Length: > 0 } ? said : normally;

    /// <summary>A time in seconds.</summary>
    public static Option<double> Seconds(string name, string description, double normally) => new(name)
    {
        Description = description,
        HelpName = "S",
        DefaultValueFactory = _ => normally,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 3600)
            {
                return value;
            }

            result.AddError($"{name} wants a number of seconds above 0, 3600 at most, not '{text}'.");
            return normally;
        },
    };

    /// <summary>A time in seconds, or none.</summary>
    public static Option<double?> OptionalSeconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "S",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 1 and <= 86_400)
            {
                return value;
            }

            result.AddError($"{name} wants a number of seconds from 1 to 86400, not '{text}'.");
            return null;
        },
    };

    /// <summary>The results that options name.</summary>
    /// <exception cref="SweepException">A file is in their place (exit code 5).</exception>
    public static ResultsFolder Results(string root, string experiment)
    {
        ResultsFolder results = new(root, experiment, new DurableFiles());
        for (string? folder = results.Path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                throw new SweepException(ExitCode.Results, $"--out: '{folder}' is a file, and a folder was expected. Name another folder for results.");
            }
        }

        return results;
    }

    /// <summary>Tells of damaged results on standard error.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool TellDamages(CommandContext context, IEnumerable<string> damages)
    {
        bool areAny = false;
        foreach (string damage in damages)
        {
            context.Error.Writer.WriteLine($"sweep: {damage}");
            areAny = true;
        }

        return areAny;
    }
}
