using System.CommandLine;
using SweepDsl.Runtime.Vulkan;

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
            IReadOnlyList<DoctorFinding> findings = context.Backend.Diagnose();
            foreach (DoctorFinding finding in findings)
            {
                context.Output.Writer.WriteLine($"{(finding.IsHealthy ? "ok     " : "MISSING")}  {finding.Subject}: {finding.Finding}");
                if (finding.Remedy is not null)
                {
                    context.Output.Writer.WriteLine($"         {finding.Remedy}");
                }
            }

            return (int)(findings.All(finding => finding.IsHealthy) ? ExitCode.Done : ExitCode.NoDevice);
        });
        return command;
    }
}
