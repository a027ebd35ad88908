using System.CommandLine;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Cli;

/// <summary>The argument of verbs that read what was run: a results folder, or an experiment. The experiment of a folder need not be in the runner.</summary>
internal static class StudyArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create(CommandContext context)
    {
        Argument<string> argument = new("study") { Description = "Results folder, such as runs/batch-size, or name of the experiment.", HelpName = "DIR|experiment" };
        argument.CompletionSources.Add(_ => context.Experiments.Select(experiment => new System.CommandLine.Completions.CompletionItem(experiment.Name)));
        return argument;
    }

    /// <summary>The results that a word names: a folder that holds some, or else those of an experiment in the root folder.</summary>
    /// <param name="context">The experiments.</param>
    /// <param name="word">The word.</param>
    /// <param name="root">Where results of experiments lie.</param>
    /// <exception cref="SweepException">It is neither (exit code 2), or a folder or file that holds no results (exit code 5).</exception>
    public static ResultsFolder Find(CommandContext context, string word, string root)
    {
        if (FolderOf(word) is { HasResults: true } named)
        {
            return named;
        }

        if (context.Experiments.Any(experiment => experiment.Name == word))
        {
            return SharedSymbols.Results(root, word);
        }

        if (IsName(word) && new ResultsFolder(root, word, new DurableFiles()) is { HasResults: true } stored)
        {
            return stored;
        }

        if (File.Exists(word) || Directory.Exists(word) || !IsName(word))
        {
            string fault = File.Exists(word) ? "is a file" : Directory.Exists(word) ? "holds no results (there is no sweep.json)" : "is no folder";
            throw new SweepException(ExitCode.Results, $"'{word}' {fault}. Name a results folder, such as runs/batch-size, or an experiment.");
        }

        // Says which experiments there are.
        return SharedSymbols.Results(root, context.Find(word).Name);
    }

    private static ResultsFolder? FolderOf(string word)
    {
        if (!Directory.Exists(word))
        {
            return null;
        }

        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(word));
        return new ResultsFolder(Path.GetDirectoryName(path) ?? path, Path.GetFileName(path), new DurableFiles());
    }

    // What could be a path is none of an experiment.
    private static bool IsName(string word) => word is not ("" or "." or "..") && word.AsSpan().IndexOfAny('/', '\\', '\0') < 0;
}
