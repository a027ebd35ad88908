using System.Collections.Immutable;
using System.CommandLine;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Reports;
using SweepDsl.Runtime.Reports.Events;
using SweepDsl.Runtime.Reports.Html;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep run</c>: trains what is not trained yet, and prints the result.</summary>
internal static class RunVerb
{
    private const string Name = "run";
    private const string JsonName = "--json";

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> experiment = SharedSymbols.Experiment(context);
        Option<string> root = SharedSymbols.Out();
        Option<string?> device = new("--device") { Description = "Device to train on, as 'sweep devices' lists them, or all of them; the best one if not said.", HelpName = "INDEX|NAME|all" };
        Option<PackSize> pack = Pack();
        WordOption<TuneMode> tune = new(
            "--tune",
            "How the sizes of kernels are chosen: off by a table; auto (if not said) by timing a few, on GPUs and for 5 seconds a run at most; full by timing all, which takes minutes on software devices. Choices are kept for the next run. Results do not depend on it.",
            ("off", TuneMode.Off), ("auto", TuneMode.Auto), ("full", TuneMode.Full));
        Option<string?> data = SharedSymbols.Data();
        Option<string?> trials = SharedSymbols.Trials("Run only trials that meet all conditions");
        Option<bool> fresh = new("--fresh") { Description = "Delete what these trials left, and run them again." };
        Option<bool> logUpdates = new("--log-updates") { Description = "Store the batch loss of every update in metrics.jsonl." };
        Option<bool> validate = new("--validate") { Description = "Have the Vulkan validation layer watch (slow)." };
        Option<double?> reportEvery = SharedSymbols.OptionalSeconds("--report-every", "Write the report every S seconds while the study runs, as a page that follows it, and not at the end alone.");
        Option<bool> json = new(JsonName) { Description = "Print one JSON document on standard output, and progress as JSON objects, one a line, on standard error." };
        Option<bool> quiet = SharedSymbols.Quiet();
        Command command = new(Name, "Run an experiment: finished trials are kept, interrupted ones go on, and a table with the answer comes last. Ctrl-C stops at a checkpoint.")
        {
            experiment, root, device, pack, tune.Symbol, data, trials, fresh, logUpdates, validate, reportEvery, json, quiet,
        };
        OverrideOptions overrides = new(command);
        command.SetAction(parsed => Run(context, new RunArguments
        {
            Experiment = context.Find(parsed.GetRequiredValue(experiment)),
            Root = parsed.GetRequiredValue(root),
            Device = parsed.GetValue(device),
            Data = parsed.GetValue(data),
            Overrides = overrides.Of(parsed),
            Filter = parsed.GetValue(trials) is { } filter ? TrialFilter.Parse(filter) : null,
            Options = new RunOptions(parsed.GetValue(fresh), parsed.GetValue(logUpdates), parsed.GetValue(pack)),
            Tune = tune.Of(parsed, TuneMode.Auto),
            Validate = parsed.GetValue(validate),
            ReportEvery = parsed.GetValue(reportEvery) is { } interval ? TimeSpan.FromSeconds(interval) : null,
            Json = parsed.GetValue(json),
            Quiet = parsed.GetValue(quiet),
        }));
        return command;
    }

    /// <summary>Whether a command line wants a run to be told as events.</summary>
    public static bool TellsEvents(ParseResult parsed)
    {
        HashSet<string> words = [.. parsed.Tokens.Select(token => token.Value)];
        return parsed.CommandResult.Command.Name == Name && words.Contains(JsonName) && !words.Contains(SharedSymbols.QuietName);
    }

    private static Option<PackSize> Pack() => new("--pack")
    {
        Description = "Trials trained at once in one command stream: a number, or auto for as many as fit the device and measurably pay, and on Mesa's software device for one on each processor. Results do not depend on it, but where a budget is in seconds.",
        HelpName = "auto|N",
        DefaultValueFactory = _ => PackSize.Auto,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!PackSize.TryParse(text, out PackSize size))
            {
                result.AddError($"--pack wants auto or a whole number from 1 to {PackSize.Max}, not '{text}'.");
            }

            return size;
        },
    };

    private static int Run(CommandContext context, RunArguments arguments)
    {
        using IRunDisplay display = Display(context, arguments);
        using StopSignals signals = new(() => display.Notice("Stopping after the step under way; the same command goes on from there. Ctrl-C again stops at once."));
        ResultsFolder results = SharedSymbols.Results(arguments.Root, arguments.Experiment.Name);
        using ResultsLock held = results.Open(display.Notice);
        using DownloadLine download = new(context.Error);
        using TrainerList trainers = new(context.Backend.Open(
            new TrainerSetup
            {
                Dataset = arguments.Overrides.Apply(arguments.Experiment.Dataset),
                Data = DataOptions.ForUser(arguments.Data) with { Progress = arguments.Quiet ? null : display.Downloads ?? download, Notice = display.Warning },
                Device = arguments.Device,
                Tune = arguments.Tune,
                Validate = arguments.Validate,
            },
            signals.Stop));
        download.Dispose();
        var plan = StudyPlan.Make(arguments.Experiment, arguments.Overrides, trainers[0].Data);
        SweepOutcome outcome;
        ImmutableArray<EnergyUse> energy;
        using (arguments.ReportEvery is { } interval ? new LiveReport(results, interval, context.Clock, display.Warning) : null)
        {
            using EnergyMeter meter = new(trainers.Select(trainer => (trainer.Environment.Device, trainer.Energy)), context.Clock);
            outcome = new SweepRunner(trainers, results, display).Run(plan, arguments.Filter, arguments.Options, signals.Stop);
            energy = meter.Read();
            if (!outcome.IsInterrupted)
            {
                new StudyKernelTimer(trainers[0]).Run(plan, results, display.Warning, signals.Stop);
            }
        }

        // No picture stands where the result is printed.
        display.Dispose();
        if (arguments.Validate)
        {
            TellValidation(display, [.. trainers.SelectMany(trainer => trainer.ValidationMessages)]);
        }

        StoredStudy study = results.Read();
        if (arguments.Json)
        {
            ShowVerb.PrintJson(context, study);
        }
        else
        {
            StudyReport.Print(context.Output.Console, study, context.Output.Width);
        }

        foreach (string damage in study.Damages)
        {
            display.Warning(damage);
        }

        if (!energy.IsEmpty)
        {
            results.Add(energy);
        }

        foreach (EnergyUse use in energy)
        {
            display.Notice($"Energy of {use.Device}: {EnergyText.Of(use)}");
        }

        string? report = WriteReport(display, results);
        if (outcome.IsInterrupted)
        {
            display.Warning("Interrupted; the same command goes on from here.");
        }
        else if (outcome.Failed > 0)
        {
            display.Warning($"{outcome.Failed} of {outcome.Selected} trials failed; {results.Path}/trials/*/result.json says why. The same command tries them again.");
        }

        display.End(new RunEnd(outcome, energy, results.Path, report));
        return (int)outcome.ExitCode;
    }

    private static IRunDisplay Display(CommandContext context, RunArguments arguments) =>
        arguments.Quiet ? new QuietProgress(context.Error.Writer)
        : arguments.Json ? new EventProgress(new EventWriter(context.Error.Writer, context.Clock), context.Clock)
        : context.Error.IsLive ? new LiveProgress(context.Error.Console, context.Error.IsUnicode, context.Clock)
        : new PlainProgress(context.Error.Writer, context.Clock);

    // What was trained is safe by now: a page that cannot be written is told, and changes nothing of the outcome.
    private static string? WriteReport(IRunDisplay display, ResultsFolder results)
    {
        try
        {
            ReportFolder report = ReportFolder.Of(results);
            report.Write([ReportedStudy.Read(results)], ReportLiveness.Still, isSingleFile: false);
            display.Notice($"Report: {report.PagePath}");
            return report.PagePath;
        }
        catch (SweepException error)
        {
            display.Warning(error.Message);
            return null;
        }
    }

    private static void TellValidation(IRunDisplay display, IReadOnlyList<string> messages)
    {
        if (messages.Count == 0)
        {
            display.Notice("The validation layer found nothing.");
            return;
        }

        display.Warning("The validation layer found:");
        foreach (IGrouping<string, string> message in messages.GroupBy(message => message))
        {
            display.Warning($"{message.Count()} x {message.Key}");
        }
    }

    private sealed record RunArguments
    {
        public required Experiment Experiment { get; init; }

        public required string Root { get; init; }

        public string? Device { get; init; }

        public string? Data { get; init; }

        public required StudyOverrides Overrides { get; init; }

        public TrialFilter? Filter { get; init; }

        public RunOptions Options { get; init; }

        public TuneMode Tune { get; init; }

        public bool Validate { get; init; }

        public TimeSpan? ReportEvery { get; init; }

        public bool Json { get; init; }

        public bool Quiet { get; init; }
    }
}
