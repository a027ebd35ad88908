using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The width of Mesa's software device. It makes code for vectors of 256 bits unless the environment says otherwise; where the processor has 512, training was measured to be
/// 1.2 to 1.9 times faster with them. No bit of a result depends on it.
/// </summary>
internal static unsafe class SoftwareVectors
{
    /// <summary>Asks for the processor's widest vectors, unless the user asked for others. To be called before the driver is loaded, which reads the process's own environment, not .NET's copy of it.</summary>
    public static void Widen()
    {
        if (!OperatingSystem.IsLinux() || !HasWideVectors() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "setenv", out nint setenv))
        {
            return;
        }

        fixed (byte* name = "LP_NATIVE_VECTOR_WIDTH\0"u8)
        fixed (byte* value = "512\0"u8)
        {
            const int KeepExisting = 0;
            _ = ((delegate* unmanaged<byte*, byte*, int, int>)setenv)(name, value, KeepExisting);
        }
    }

    // The kernel's word, for a program compiled ahead of time knows only the processors that it was compiled for.
    private static bool HasWideVectors()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ').Contains("avx512f") == true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
