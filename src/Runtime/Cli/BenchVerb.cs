using System.CommandLine;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep bench</c>: how fast the device is with this program.</summary>
internal static class BenchVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context) => new("bench", "Measure this device: training steps, products, convolutions, launches.")
    {
        BenchStepVerb.Create(context),
        BenchProductVerbs.CreateGemm(context),
        BenchProductVerbs.CreateConv(context),
        BenchLaunchVerb.Create(context),
    };
}
