using Spectre.Console;
using SweepDsl.Runtime.Sweeps;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Cli;

/// <summary>What verbs work with: the experiments, the machine, and where words go.</summary>
/// <param name="Experiments">All experiments of the runner.</param>
/// <param name="Backend">Devices and trainers.</param>
/// <param name="Output">Standard output: results, and nothing else.</param>
/// <param name="Error">Standard error: progress, notices, errors.</param>
/// <param name="Clock">Tells the time.</param>
public sealed record CommandContext(
    IReadOnlyList<Experiment> Experiments, ITrainingBackend Backend, OutputStream Output, OutputStream Error, TimeProvider Clock)
{
    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess(IReadOnlyList<Experiment> experiments, ITrainingBackend backend) => new(
        experiments,
        backend,
        new OutputStream(Console.Out, Console.IsOutputRedirected),
        new OutputStream(Console.IsErrorRedirected ? new ForgivingWriter(Console.Error) : Console.Error, Console.IsErrorRedirected),
        TimeProvider.System);

    /// <summary>The experiment of this name.</summary>
    /// <exception cref="SweepException">There is none (exit code 2).</exception>
    public Experiment Find(string name)
    {
        if (Experiments.FirstOrDefault(experiment => experiment.Name == name) is { } found)
        {
            return found;
        }

        string[] names = [.. Experiments.Select(experiment => experiment.Name)];
        string known = names.Length == 0 ? "There are none: add a YAML file to experiments/ and build." : $"Experiments: {string.Join(", ", names)}.";
        throw new SweepException(ExitCode.Usage, $"There is no experiment '{name}'{NearestWord.Suggestion(name, names)} {known}");
    }
}

/// <summary>Standard output or standard error, as text and as a terminal.</summary>
public sealed class OutputStream
{
    // Redirected text is for files and programs, which have no right margin.
    private const int NoMargin = 10_000;

    // Looking at a terminal takes longer than listing the experiments, which needs none.
    private readonly Lazy<IAnsiConsole> _console;

    /// <summary>Wraps a stream.</summary>
    /// <param name="writer">The stream.</param>
    /// <param name="isRedirected">Whether it is no terminal: then no control code and no line break is ever added.</param>
    public OutputStream(TextWriter writer, bool isRedirected)
    {
        Writer = writer;
        IsRedirected = isRedirected;
        _console = new Lazy<IAnsiConsole>(Open);
    }

    /// <summary>The stream as text.</summary>
    public TextWriter Writer { get; }

    /// <summary>The stream as a terminal.</summary>
    public IAnsiConsole Console => _console.Value;

    /// <summary>Whether it shows more than ASCII; the text console of Linux has no blocks of eight heights.</summary>
    public bool IsUnicode => Console.Profile.Capabilities.Unicode && Environment.GetEnvironmentVariable("TERM") != "linux" && !IsLocaleOther();

    /// <summary>Whether pictures can be drawn over.</summary>
    public bool IsLive => !IsRedirected && Console.Profile.Capabilities.Ansi;

    /// <summary>Characters of a line.</summary>
    public int Width => IsRedirected ? NoMargin : Console.Profile.Width;

    private bool IsRedirected { get; }

    // .NET takes UTF-8 where the locale's character set is none that it knows, such as that of C; the terminal may not.
    private static bool IsLocaleOther() => !OperatingSystem.IsWindows()
        && new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } locale
        && !locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);

    private IAnsiConsole Open()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Writer),
            Ansi = IsRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = IsRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = IsRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (IsRedirected)
        {
            console.Profile.Width = NoMargin;
        }

        return console;
    }
}
