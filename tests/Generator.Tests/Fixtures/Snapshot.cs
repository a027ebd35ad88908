using System.Runtime.CompilerServices;

namespace SweepDsl.Generator.Tests.Fixtures;

/// <summary>Compares text with a file in <c>Snapshots/</c>; what differs is written beside it, to be looked at and renamed when it is right.</summary>
internal static class Snapshot
{
    public static void Verify(string name, string actual, [CallerFilePath] string callerPath = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(callerPath))!, "Snapshots");
        string verified = Path.Combine(folder, $"{name}.verified.cs");
        string received = Path.Combine(folder, $"{name}.received.cs");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.That(actual, Is.EqualTo(expected), $"Look at {received}; rename it to {Path.GetFileName(verified)} when it is right.");
    }
}
