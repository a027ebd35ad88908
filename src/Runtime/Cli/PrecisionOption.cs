using System.CommandLine;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>--precision float32|mixed</c>.</summary>
internal sealed class PrecisionOption
{
    private static readonly Dictionary<string, Precision> Precisions = new() { ["float32"] = Precision.Float32, ["mixed"] = Precision.Mixed };

    /// <summary>Describes the option.</summary>
    /// <param name="description">What it does, and what holds if it is not said.</param>
    public PrecisionOption(string description)
    {
        Symbol = new Option<string?>("--precision") { Description = description, HelpName = "float32|mixed" };
        Symbol.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !Precisions.ContainsKey(word.Value))
            {
                result.AddError($"--precision wants float32 or mixed, not '{word.Value}'.");
            }
        });
    }

    /// <summary>The option, for a command to list.</summary>
    public Option<string?> Symbol { get; }

    /// <summary>What a command line asks for; null for nothing.</summary>
    public Precision? Of(ParseResult parsed) => parsed.GetValue(Symbol) is { } word ? Precisions[word] : null;
}
