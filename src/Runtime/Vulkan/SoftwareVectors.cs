namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The width of Mesa's software device. It makes code for vectors of 256 bits unless the environment says otherwise; where the processor has 512, training was measured to be
/// 1.2 to 1.9 times faster with them. No bit of a result depends on it.
/// </summary>
internal static class SoftwareVectors
{
    private const string Variable = "LP_NATIVE_VECTOR_WIDTH";

    /// <summary>Asks for the processor's widest vectors, unless the user asked for others. To be called before the driver is loaded, which reads the process's own environment, not .NET's copy of it.</summary>
    public static void Widen()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null && HasWideVectors())
        {
            NativeEnvironment.Set(Variable, "512");
        }
    }

    // The kernel's word, for a program compiled ahead of time knows only the processors that it was compiled for.
    private static bool HasWideVectors()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

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
