using System.Runtime.InteropServices;

namespace Silk.NET.Core.Contexts;

/// <summary>The entry points of a shared library, looked for under each of its usual names.</summary>
internal sealed class NativeLibraryContext : INativeContext
{
    private nint _library;

    public NativeLibraryContext(params IReadOnlyList<string> names)
    {
        List<string> problems = [];
        foreach (string name in names)
        {
            try
            {
                _library = NativeLibrary.Load(name);
                return;
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                problems.Add(Reason(error.Message, name));
            }
        }

        throw new DllNotFoundException(string.Join("; ", problems.Distinct()) + ".");
    }

    public nint GetProcAddress(string proc, int? slot = null) => NativeLibrary.GetExport(_library, proc);

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = null) => NativeLibrary.TryGetExport(_library, proc, out addr);

    public void Dispose() => NativeLibrary.Free(Interlocked.Exchange(ref _library, 0));

    // The runtime's own message goes on for lines about every place it looked in: only what the system's loader said is of use.
    private static string Reason(string message, string name) => message
        .Split('\n')
        .Select(line => line.Trim())
        .FirstOrDefault(line => line.StartsWith(name + ':', StringComparison.Ordinal) || line.Contains("undefined symbol", StringComparison.Ordinal))
        ?? $"{name} was not found";
}
