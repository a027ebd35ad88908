using System.Diagnostics;

namespace SweepDsl.EndToEnd.Tests.Benchmarks;

/// <summary>Runs a script of tests/Benchmarks with the built runner in place of a published one.</summary>
internal static class BenchmarkScript
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="folder">A folder to work in.</param>
    /// <param name="python">The Python it shall use.</param>
    /// <param name="arguments">Its arguments.</param>
    public static RunnerResult Run(string name, TemporaryFolder folder, string python, params IEnumerable<string> arguments)
    {
        string program = Path.Combine(folder.Path, "sweep");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Runner.Program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        ProcessStartInfo start = new("bash", [Path.Combine(Runner.RepositoryFolder, "tests", "Benchmarks", name), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
            Environment = { ["SWEEP_BINARY"] = program, ["PYTHON"] = python },
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        return Runner.Finish(process);
    }
}
