using System.CommandLine;
using System.Text;
using SweepDsl.Runtime.Kernels.Tuning;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Cli;

/// <summary>Options that all benchmarks have.</summary>
internal sealed class BenchOptions
{
    private const int DefaultRounds = 5;

    private readonly Option<string?> _device = SharedSymbols.Device("measure");
    private readonly WordOption<TuneMode> _tune = new(
        "--tune",
        "How the sizes of kernels are chosen: auto (if not said) as 'sweep run' chooses them, what it timed before included; off by a table.",
        ("off", TuneMode.Off), ("auto", TuneMode.Auto));
    private readonly Option<int?> _rounds = SharedSymbols.Positive("--rounds", "N", $"Measure N times and take the median; {DefaultRounds} if not said.");
    private readonly Option<bool> _json = SharedSymbols.Json();
    private readonly Option<string?> _save = new("--save") { Description = "Write the JSON document to FILE as well.", HelpName = "FILE" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="hasRounds">Whether it measures in rounds.</param>
    /// <param name="hasProducts">Whether it makes products.</param>
    public BenchOptions(Command command, bool hasRounds = true, bool hasProducts = true)
    {
        command.Add(_device);
        if (hasProducts)
        {
            command.Add(_tune.Symbol);
        }

        if (hasRounds)
        {
            command.Add(_rounds);
        }

        command.Add(_json);
        command.Add(_save);
    }

    /// <summary>How many times to measure.</summary>
    public int Rounds(ParseResult parsed) => parsed.GetValue(_rounds) ?? DefaultRounds;

    /// <summary>Opens the device.</summary>
    /// <exception cref="SweepException">There is no usable device, or no shader compiler.</exception>
    public TrainerDevice Open(ParseResult parsed) =>
        TrainerDevice.Open(new GpuDeviceOptions { Device = parsed.GetValue(_device), Cache = CacheFolder.Default }, _tune.Of(parsed, TuneMode.Auto));

    /// <summary>Prints a report in the form that the command line asks for, and saves it where it says.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="json">The document for programs.</param>
    /// <param name="table">Prints tables, cut at a width.</param>
    /// <exception cref="SweepException">The file cannot be written (exit code 2).</exception>
    public void Print(OutputStream output, ParseResult parsed, string json, Action<TextWriter, int> table)
    {
        if (parsed.GetValue(_save) is { } file)
        {
            OutputFile.Write("--save", file, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
        }

        if (parsed.GetValue(_json))
        {
            output.Writer.WriteLine(json);
        }
        else
        {
            table(output.Writer, output.Width);
        }
    }
}
