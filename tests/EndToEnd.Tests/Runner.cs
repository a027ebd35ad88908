using System.Diagnostics;
using System.Reflection;

namespace SweepDsl.EndToEnd.Tests;

/// <summary>The built runner as a process of its own, as users start it.</summary>
internal static class Runner
{
    /// <summary>The repository that the tests were built from.</summary>
    public static string RepositoryFolder { get; } = Path.GetFullPath(Metadata("RepositoryFolder"));

    /// <summary>The built runner, for dotnet.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(Metadata("RunnerFolder"), "sweep.dll"));

    /// <summary>The runner of the tests' own experiments, for dotnet.</summary>
    public static string ProgramOfTests { get; } = typeof(Runner).Assembly.Location;

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">Words after the program's name.</param>
    /// <param name="environment">Variables to set.</param>
    public static RunnerResult Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        return Finish(process);
    }

    /// <summary>Starts a command.</summary>
    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) => StartProgram(Program, arguments, environment);

    /// <summary>Starts a command of a runner.</summary>
    /// <param name="program">The runner.</param>
    /// <param name="arguments">Words after the program's name.</param>
    /// <param name="environment">Variables to set.</param>
    public static Process StartProgram(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The runner did not start.");
    }

    /// <summary>Waits for the end of a command and takes what it printed.</summary>
    public static RunnerResult Finish(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerResult(process.ExitCode, output, error.Result);
    }

    private static string Metadata(string key) => typeof(Runner).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record RunnerResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, showing what was printed, when the exit code is another.</summary>
    public RunnerResult Expect(int exitCode)
    {
        Assert.That(ExitCode, Is.EqualTo(exitCode), $"standard output:\n{Output}\nstandard error:\n{Error}");
        return this;
    }
}
