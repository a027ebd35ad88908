namespace Silk.NET.Core.Contexts;

/// <summary>Where entry points come from: a loaded library, or whatever a test puts before one.</summary>
internal interface INativeContext : IDisposable
{
    nint GetProcAddress(string proc, int? slot = null);

    bool TryGetProcAddress(string proc, out nint addr, int? slot = null);
}
