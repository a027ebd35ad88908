using System.CommandLine;
using SweepDsl.Runtime.Benchmarks;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Cli;

/// <summary>Options that all benchmarks have.</summary>
internal sealed class BenchOptions
{
    private const int DefaultRounds = 5;

    private readonly Option<string?> _device = SharedSymbols.Device("measure");
    private readonly Option<int?> _rounds = SharedSymbols.Positive("--rounds", "N", $"Measure N times and take the median; {DefaultRounds} if not said.");
    private readonly Option<double> _seconds = SharedSymbols.Seconds("--seconds", "Measure each row for S seconds at least, all rounds together and the warm-up besides.", normally: 3);
    private readonly Option<bool> _json = SharedSymbols.Json();

    /// <summary>Adds the options to a verb.</summary>
    public BenchOptions(Command command)
    {
        command.Add(_device);
        command.Add(_rounds);
        command.Add(_seconds);
        command.Add(_json);
    }

    /// <summary>How long to measure.</summary>
    public BenchmarkEffort Effort(ParseResult parsed) => BenchmarkEffort.Of(parsed.GetValue(_rounds) ?? DefaultRounds, parsed.GetValue(_seconds));

    /// <summary>Whether a program reads along.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Opens the device.</summary>
    /// <exception cref="SweepException">There is no usable device, or no shader compiler.</exception>
    public TrainerDevice Open(ParseResult parsed) => TrainerDevice.Open(new GpuDeviceOptions { Device = parsed.GetValue(_device), Cache = CacheFolder.Default });
}
