using System.CommandLine;
using SweepDsl.Runtime.Data;
using SweepDsl.Runtime.Reports.Predictions;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Sweeps.Store;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Device;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep predict</c>: classifies images with a trained network. All it needs stands in the results folder; neither the experiment nor its data.</summary>
internal static class PredictVerb
{
    private const int DefaultClasses = 3;

    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> study = StudyArgument.Create(context);
        Argument<string[]> images = new("images") { Description = "PNG and JPEG files.", HelpName = "IMAGE", Arity = ArgumentArity.OneOrMore };
        Option<string> root = SharedSymbols.Out();
        Option<string?> trial = new("--trial") { Description = "Take the network of the trial that meets all conditions, such as batch_size=32,seed=0; of the best of several, and of all if not said.", HelpName = "FILTER" };
        Option<int?> classes = SharedSymbols.Positive("--top", "N", $"Tell the N likeliest classes; {DefaultClasses} if not said.");
        Option<string?> device = SharedSymbols.Device("run on");
        Option<bool> json = SharedSymbols.Json();
        Command command = new("predict", "Classify images with a trained network: that of the best trial.") { study, images, trial, classes, device, json, root };
        command.SetAction(parsed =>
        {
            TrialFilter? filter = parsed.GetValue(trial) is { } conditions ? TrialFilter.Parse(conditions, trial.Name) : null;
            ResultsFolder folder = StudyArgument.Find(context, parsed.GetRequiredValue(study), parsed.GetRequiredValue(root));
            StoredStudy stored = folder.Read();
            StoredTrial best = BestTrial.Of(stored, filter);
            StoredModel model = folder.Trial(best.Trial.Id).ReadModel();
            IReadOnlyList<PixelScaling> scaling = stored.Record.InputScaling();
            DecodedImages decoded = DecodedImages.Read(parsed.GetRequiredValue(images), model.Network.Definition.Input, model.StretchesImages);
            context.Error.Writer.WriteLine($"Network of {stored.Record.Experiment}, {best.Trial.Parameters.ShortText} seed {best.Trial.Seed} (trial {best.Trial.Id}).");
            Tell(context, decoded);
            PredictionReport report = Classify(decoded, stored.Record, best, model, scaling, parsed.GetValue(device)) with { Classes = parsed.GetValue(classes) ?? DefaultClasses };
            if (parsed.GetValue(json))
            {
                context.Output.Writer.WriteLine(report.ToJson());
            }
            else
            {
                report.Print(context.Output.Writer);
            }

            return (int)(decoded.Faults.Any() ? ExitCode.Data : ExitCode.Done);
        });
        return command;
    }

    private static void Tell(CommandContext context, DecodedImages decoded)
    {
        foreach (string line in decoded.Faults.Select(fault => $"sweep: {fault}").Concat(decoded.Changes))
        {
            context.Error.Writer.WriteLine(line);
        }
    }

    private static PredictionReport Classify(DecodedImages decoded, StudyRecord record, StoredTrial trial, StoredModel model, IReadOnlyList<PixelScaling> scaling, string? wanted)
    {
        if (decoded.Images.Count == 0)
        {
            return new PredictionReport(record, trial, Device: null, decoded.Report([], model.OutputsAreLogits), DefaultClasses);
        }

        using var device = TrainerDevice.Open(new GpuDeviceOptions { Device = wanted, Cache = CacheFolder.Default });
        ImageClassifier classifier = new(device, model.Network, model.Weights, [.. scaling]);
        return new PredictionReport(record, trial, device.Environment.Device, decoded.Report(classifier.Logits(decoded.Images), model.OutputsAreLogits), DefaultClasses);
    }
}
