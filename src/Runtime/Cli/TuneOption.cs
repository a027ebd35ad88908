using System.CommandLine;
using SweepDsl.Runtime.Kernels.Tuning;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>--tune off|auto|full</c>.</summary>
internal sealed class TuneOption
{
    private static readonly Dictionary<string, TuneMode> Modes = new() { ["off"] = TuneMode.Off, ["auto"] = TuneMode.Auto, ["full"] = TuneMode.Full };

    public TuneOption()
    {
        Symbol.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !Modes.ContainsKey(word.Value))
            {
                result.AddError($"--tune wants off, auto or full, not '{word.Value}'.");
            }
        });
    }

    /// <summary>The option, for a command to list.</summary>
    public Option<string> Symbol { get; } = new("--tune")
    {
        Description = "How the sizes of kernels are chosen: off by a table; auto by timing a few, on GPUs and for 5 seconds a run at most; full by timing all. Choices are kept for the next run. Results do not depend on it.",
        HelpName = "off|auto|full",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>What a command line asks for.</summary>
    public TuneMode ModeOf(ParseResult parsed) => Modes[parsed.GetRequiredValue(Symbol)];
}
