using System.CommandLine;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep doctor</c>: what a run needs, whether it is there, and how to get it.</summary>
internal static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        Command command = new("doctor", "Check everything a run needs, and say how to get what is missing.");
        command.SetAction(_ =>
        {
            IReadOnlyList<HealthCheck> checks = context.Backend.Diagnose();
            foreach (HealthCheck check in checks)
            {
                context.Output.Writer.WriteLine($"{(check.IsHealthy ? "ok     " : "MISSING")}  {check.Subject}: {check.Finding}");
                if (check.Remedy is not null)
                {
                    context.Output.Writer.WriteLine($"         {check.Remedy}");
                }
            }

            return (int)(checks.All(check => check.IsHealthy) ? ExitCode.Done : ExitCode.NoDevice);
        });
        return command;
    }
}
