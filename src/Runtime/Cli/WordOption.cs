using System.CommandLine;

namespace SweepDsl.Runtime.Cli;

/// <summary>An option that takes one of a few words.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
internal sealed class WordOption<T>
{
    private readonly Dictionary<string, T> _values;

    /// <summary>Describes the option.</summary>
    /// <param name="name">Its name, such as <c>--tune</c>.</param>
    /// <param name="description">What it does, and what holds if it is not said.</param>
    /// <param name="words">The words, in the order of the help; two at least.</param>
    public WordOption(string name, string description, params IReadOnlyList<(string Word, T Value)> words)
    {
        _values = words.ToDictionary(pair => pair.Word, pair => pair.Value);
        string[] all = [.. words.Select(pair => pair.Word)];
        Symbol = new Option<string?>(name) { Description = description, HelpName = string.Join('|', all) };
        Symbol.CompletionSources.Add(all);
        Symbol.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !_values.ContainsKey(word.Value))
            {
                result.AddError($"{name} wants {string.Join(", ", all[..^1])} or {all[^1]}, not '{word.Value}'.");
            }
        });
    }

    /// <summary>The option, for a command to list.</summary>
    public Option<string?> Symbol { get; }

    /// <summary>Whether a command line says it.</summary>
    public bool IsSaid(ParseResult parsed) => parsed.GetValue(Symbol) is not null;

    /// <summary>What a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="normally">What holds if it does not say.</param>
    public T Of(ParseResult parsed, T normally) => parsed.GetValue(Symbol) is { } word ? _values[word] : normally;
}
