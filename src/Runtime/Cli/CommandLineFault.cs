using System.CommandLine;
using System.CommandLine.Parsing;
using SweepDsl.Runtime.Sweeps;

namespace SweepDsl.Runtime.Cli;

/// <summary>Says what is wrong with a command line.</summary>
internal static class CommandLineFault
{
    /// <summary>What is wrong, in sentences, with what was probably meant.</summary>
    public static string Of(RootCommand root, string[] args)
    {
        // Now that help, which would tell of them, is not asked for: words that fit nowhere come by themselves, without a sentence.
        foreach (Command verb in root.Subcommands.SelectMany(verb => verb.Subcommands.Prepend(verb)).Prepend(root))
        {
            verb.TreatUnmatchedTokensAsErrors = false;
        }

        ParseResult parsed = root.Parse(args);
        Command command = parsed.CommandResult.Command;
        string name = NameOf(parsed.CommandResult);
        IReadOnlyList<string> unknown = parsed.UnmatchedTokens;
        if (command.Subcommands.Count > 0 && unknown.Count > 0)
        {
            string[] verbs = [.. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];
            string verb = unknown.FirstOrDefault(word => !IsOption(word)) ?? unknown[0];
            return $"'{name}' has no verb '{verb}'{NearestWord.Suggestion(verb, verbs)} Verbs: {string.Join(", ", verbs)}. See: {name} --help";
        }

        return $"{string.Join(' ', [.. Strangers(command, name, unknown), .. parsed.Errors.Select(error => Sentence(command, name, error.Message))])} See: {name} --help";
    }

    // The library does not say which word is missing.
    private static string Sentence(Command command, string name, string message)
    {
        if (message.StartsWith("Required argument missing for option", StringComparison.Ordinal)
            && command.Options.FirstOrDefault(option => message.Contains($"'{option.Name}'", StringComparison.Ordinal)) is { } option)
        {
            return $"{option.Name} wants {(option.HelpName is { } value ? $"<{value}>" : "a value")}: {option.Description}";
        }

        if (message.StartsWith("Required argument missing", StringComparison.Ordinal) && command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } argument)
        {
            return $"'{name}' wants <{argument.HelpName ?? argument.Name}>: {argument.Description}";
        }

        return message.StartsWith("Required command was not provided", StringComparison.Ordinal)
            ? $"'{name}' wants a verb: {string.Join(", ", command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name))}."
            : message;
    }

    private static IEnumerable<string> Strangers(Command command, string verb, IReadOnlyList<string> unknown)
    {
        string[] options = [.. command.Options.Select(option => option.Name)];
        for (int i = 0; i < unknown.Count; i++)
        {
            // The word after an unknown option was meant as its value.
            if (IsOption(unknown[i]))
            {
                string name = unknown[i].Split('=')[0];
                yield return $"'{verb}' has no option '{name}'{NearestWord.Suggestion(name, options)}";
            }
            else if (i == 0 || !IsOption(unknown[i - 1]))
            {
                yield return $"'{verb}' does not expect the word '{unknown[i]}'.";
            }
        }
    }

    // The words down to the verb, a verb of a verb included: 'sweep bench step'.
    private static string NameOf(CommandResult result) => result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : "sweep";

    private static bool IsOption(string word) => word.StartsWith('-');
}
