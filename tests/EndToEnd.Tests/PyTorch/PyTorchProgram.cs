using System.Diagnostics;
using System.Text.Json;

namespace SweepDsl.EndToEnd.Tests.PyTorch;

/// <summary>Runs <c>trajectory.py</c> with a Python that has PyTorch.</summary>
public static class PyTorchProgram
{
    // Debian's own Python before whatever comes first on PATH: python3-torch is installed for the former.
    private static readonly ImmutableArray<string> Candidates = ["/usr/bin/python3", "python3", "python"];
    private static readonly Lazy<string?> Python = new(() => Candidates.FirstOrDefault(HasPyTorch));

    /// <summary>The Python; ends the test as ignored where none has PyTorch.</summary>
    public static string Require()
    {
        if (Python.Value is null)
        {
            Assert.Ignore("No Python with PyTorch and numpy was found; on Debian: apt-get install --no-install-recommends python3-torch python3-numpy libopenblas0-pthread");
        }

        return Python.Value!;
    }

    /// <summary>The losses of all updates and of the evaluation at the end, for each description by its file name.</summary>
    public static Dictionary<string, Trajectory> Trajectories(params IEnumerable<string> descriptions)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "PyTorch", "trajectory.py");
        (int exitCode, string output, string errors) = Run(Python.Value!, [script, .. descriptions]);
        Assert.That(exitCode, Is.Zero, $"trajectory.py failed:{Environment.NewLine}{errors}");
        return output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .GroupBy(line => line.GetProperty("description").GetString()!)
            .ToDictionary(lines => lines.Key, lines => new Trajectory(
                [.. lines.SkipLast(1).Select(line => line.GetProperty("batch_loss").GetDouble())], lines.Last().GetProperty("evaluation_loss").GetDouble()));
    }

    private static bool HasPyTorch(string python)
    {
        try
        {
            return Run(python, ["-c", "import numpy, torch"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;  // no such program
        }
    }

    private static (int ExitCode, string Output, string Errors) Run(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OPENBLAS_NUM_THREADS"] = "1", ["OMP_NUM_THREADS"] = "1" },
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}

/// <summary>What PyTorch found in one training.</summary>
/// <param name="BatchLosses">The loss of each update's batch, before the update.</param>
/// <param name="EvaluationLoss">The loss of all the data at the end, as an evaluation sees it.</param>
public sealed record Trajectory(double[] BatchLosses, double EvaluationLoss);
