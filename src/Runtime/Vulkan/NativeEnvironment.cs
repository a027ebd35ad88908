using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The process's own environment, which drivers read; .NET keeps a copy of its own.</summary>
internal static unsafe class NativeEnvironment
{
    private const int Overwrite = 1;

    private static readonly delegate* unmanaged<byte*, byte*, int, int> SetFunction = (delegate* unmanaged<byte*, byte*, int, int>)Function("setenv");
    private static readonly delegate* unmanaged<byte*, int> UnsetFunction = (delegate* unmanaged<byte*, int>)Function("unsetenv");

    /// <summary>Whether it can be changed here.</summary>
    public static bool CanBeSet => SetFunction is not null && UnsetFunction is not null;

    /// <summary>Sets a variable; does nothing where that cannot be done.</summary>
    public static void Set(string name, string value)
    {
        fixed (byte* nameText = NativeText.Terminated(name))
        fixed (byte* valueText = NativeText.Terminated(value))
        {
            if (CanBeSet)
            {
                _ = SetFunction(nameText, valueText, Overwrite);
            }
        }
    }

    /// <summary>Removes a variable; does nothing where that cannot be done.</summary>
    public static void Unset(string name)
    {
        fixed (byte* nameText = NativeText.Terminated(name))
        {
            if (CanBeSet)
            {
                _ = UnsetFunction(nameText);
            }
        }
    }

    private static nint Function(string name) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out nint function) ? function : 0;
}
