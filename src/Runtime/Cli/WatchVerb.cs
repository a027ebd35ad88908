using System.CommandLine;
using System.Globalization;
using SweepDsl.Runtime.Reports.Watch;
using SweepDsl.Runtime.Sweeps.Store;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep watch</c>: the page of a study, served to this machine, that moves while the study runs in another process.</summary>
internal static class WatchVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Argument<string> study = StudyArgument.Create(context);
        Option<string> root = SharedSymbols.Out();
        Option<int> port = Port();
        Option<double> every = SharedSymbols.Seconds("--every", "Look every S seconds for what was stored since.", normally: 1);
        Command command = new("watch", "Serve the page of a study to a browser on this machine, and have it follow the study while it runs. Prints the page's address; Ctrl-C ends it and disturbs no run.")
        {
            study, root, port, every,
        };
        command.SetAction((parsed, _) => Watch(
            context, StudyArgument.Find(context, parsed.GetRequiredValue(study), parsed.GetRequiredValue(root)), parsed.GetValue(port), TimeSpan.FromSeconds(parsed.GetRequiredValue(every))));
        return command;
    }

    private static async Task<int> Watch(CommandContext context, ResultsFolder results, int port, TimeSpan every)
    {
        using StopSignals signals = new(static () => { });
        await using WatchServer server = await WatchServer.Start(results, port, context.Clock).ConfigureAwait(false);
        context.Output.Writer.WriteLine(server.Address);
        context.Output.Writer.Flush();
        context.Error.Writer.WriteLine(results.HasResults ? $"Following {results.Path}." : $"{results.Path} holds no results yet; the page waits for the first.");
        context.Error.Writer.WriteLine("Open the address in a browser on this machine. Ctrl-C ends it, and disturbs no run.");
        await server.Follow(every, signals.Stop).ConfigureAwait(false);
        return (int)ExitCode.Done;
    }

    private static Option<int> Port() => new("--port")
    {
        Description = "Port of 127.0.0.1 to serve the page on; one that is free if not said.",
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= ushort.MaxValue)
            {
                return value;
            }

            result.AddError($"--port wants a whole number from 1 to {ushort.MaxValue}, not '{text}'.");
            return 0;
        },
    };
}
