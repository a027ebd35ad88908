namespace SweepDsl.Runtime.Tests.Data;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sweepdsl-data-").FullName;

    public string File(string name) => System.IO.Path.IsPathRooted(name)
        ? throw new ArgumentException($"{name} leads out of the folder.", nameof(name))
        : System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        string path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
