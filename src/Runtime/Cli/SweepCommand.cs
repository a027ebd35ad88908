using System.CommandLine;
using SweepDsl.Runtime.Reports.Events;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Cli;

/// <summary>The runner's command line.</summary>
public static class SweepCommand
{
    /// <summary>Runs a command line on the machine's Vulkan devices.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="experiments">All experiments.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, IReadOnlyList<Experiment> experiments) => Run(args, experiments, new VulkanTrainingBackend());

    /// <summary>Runs a command line on a backend.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="experiments">All experiments.</param>
    /// <param name="backend">Devices and trainers.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, IReadOnlyList<Experiment> experiments, ITrainingBackend backend) => Run(args, CommandContext.OfProcess(experiments, backend));

    /// <summary>Runs a command line in a context.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, CommandContext context)
    {
        RootCommand root = new("Trains every trial of an experiment on a Vulkan device and says which settings are best.")
        {
            ListVerb.Create(context),
            PlanVerb.Create(context),
            RunVerb.Create(context),
            ShowVerb.Create(context),
            ReportVerb.Create(context),
            WatchVerb.Create(context),
            ExportVerb.Create(context),
            PredictVerb.Create(context),
            DevicesVerb.Create(context),
            DoctorVerb.Create(context),
            PrecompileVerb.Create(context),
            BenchVerb.Create(context),
            ProfileVerb.Create(context),
        };
        foreach (Command verb in LauncherVerbs.Create())
        {
            root.Add(verb);
        }

        if (args.Length == 0)
        {
            root.Parse("--help").Invoke(new InvocationConfiguration { Output = context.Error.Writer });
            return (int)ExitCode.Usage;
        }

        args = AsOption(args);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(context, parsed, ExitCode.Usage, CommandLineFault.Of(root, args));
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = context.Output.Writer,
                Error = context.Error.Writer,
                EnableDefaultExceptionHandler = false,

                // Signals are the run verb's: it ends the step under way and keeps a checkpoint.
                ProcessTerminationTimeout = null,
            });
        }
        catch (SweepException error)
        {
            return Fail(context, parsed, error.ExitCode, error.Message);
        }
        catch (GpuException error)
        {
            // Outside a trial: the device cannot be opened, or cannot hold the data.
            return Fail(context, parsed, ExitCode.NoDevice, error.Message);
        }
        catch (ShaderException error)
        {
            // A kernel of the user's own, mostly.
            return Fail(context, parsed, ExitCode.NoDevice, error.Message);
        }
        catch (IOException error)
        {
            // What concerns results and data was told as such; what is left is standard output on a full disk, or a reader that went away.
            return Fail(context, parsed, ExitCode.Results, $"The output cannot be written: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            return Fail(context, parsed, ExitCode.Interrupted, "Interrupted.");
        }
    }

    // 'help' and 'help run', as other programs have them.
    private static string[] AsOption(string[] args) => args[0] == "help" ? [.. args[1..], "--help"] : args;

    private static int Fail(CommandContext context, ParseResult parsed, ExitCode code, string message)
    {
        if (RunVerb.TellsEvents(parsed))
        {
            new EventWriter(context.Error.Writer, context.Clock).WriteError(code, message);
        }
        else
        {
            context.Error.Writer.WriteLine($"sweep: {message}");
        }

        return (int)code;
    }
}
