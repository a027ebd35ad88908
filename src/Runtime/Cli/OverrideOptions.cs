using System.CommandLine;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary>Options that take the place of something in an experiment's YAML.</summary>
internal sealed class OverrideOptions
{
    private readonly Option<int?> _trainExamples = SharedSymbols.Positive("--train-examples", "N", "Train on N examples instead of what the experiment says.");
    private readonly Option<int?> _testExamples = SharedSymbols.Positive("--test-examples", "N", "Test on N examples instead of what the experiment says.");
    private readonly Option<int?> _epochs = SharedSymbols.Positive("--epochs", "E", "Train for E epochs instead of the experiment's budget.");
    private readonly Option<int?> _updates = SharedSymbols.Positive("--updates", "U", "Train for U updates instead of the experiment's budget.");
    private readonly Option<int?> _seeds = SharedSymbols.Positive("--seeds", "N", "Run every point with N seeds instead of what the experiment says.");

    /// <summary>Adds the options to a verb.</summary>
    public OverrideOptions(Command command)
    {
        foreach (Option option in (Option[])[_trainExamples, _testExamples, _epochs, _updates, _seeds])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_epochs) is not null && result.GetResult(_updates) is not null)
            {
                result.AddError("--epochs and --updates exclude each other: a trial has one budget.");
            }
        });
    }

    /// <summary>What a command line says.</summary>
    public StudyOverrides Of(ParseResult parsed) => new()
    {
        TrainExamples = parsed.GetValue(_trainExamples),
        TestExamples = parsed.GetValue(_testExamples),
        Budget = parsed.GetValue(_epochs) is { } epochs ? Budget.Epochs(epochs) : parsed.GetValue(_updates) is { } updates ? Budget.Updates(updates) : null,
        Seeds = parsed.GetValue(_seeds),
    };
}
