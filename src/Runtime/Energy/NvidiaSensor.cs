using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Energy;

/// <summary>
/// The counter of an NVIDIA card since its driver was loaded (from Volta on), by the library that comes with the driver.
/// Source: https://docs.nvidia.com/deploy/nvml-api/group__nvmlDeviceQueries.html.
/// </summary>
internal sealed class NvidiaSensor : IEnergySensor
{
    private const double JoulesOfUnit = 1e-3;
    private const int Success = 0;
    private readonly WrappingCounter _counter;

    private NvidiaSensor(string address, TotalEnergy totalEnergy, nint device)
    {
        Counted = address;
        _counter = new WrappingCounter(() => totalEnergy(device, out ulong millijoules) == Success ? (long)millijoules : null);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Initialize();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int DeviceByAddress([MarshalAs(UnmanagedType.LPUTF8Str)] string address, out nint device);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TotalEnergy(nint device, out ulong millijoules);

    public string Source => "NVML, of the whole card";

    public string Counted { get; }

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <summary>The sensor of a card; null where the library, the card or its counter is missing. The library stays loaded.</summary>
    /// <param name="libraries">Names under which the library is looked for.</param>
    /// <param name="address">The card's PCI address.</param>
    public static NvidiaSensor? Find(IEnumerable<string> libraries, string address)
    {
        foreach (string name in libraries)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return Open(library, address);
            }
        }

        return null;
    }

    public double Advance(TimeSpan elapsed) => _counter.Advance() * JoulesOfUnit;

    // Each delegate type stands here by name: ahead of time the code that calls through it is made for those that are named.
    private static NvidiaSensor? Open(nint library, string address)
    {
        if (!NativeLibrary.TryGetExport(library, "nvmlInit_v2", out nint initialize)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetHandleByPciBusId_v2", out nint deviceByAddress)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetTotalEnergyConsumption", out nint totalEnergy)
            || Marshal.GetDelegateForFunctionPointer<Initialize>(initialize)() != Success
            || Marshal.GetDelegateForFunctionPointer<DeviceByAddress>(deviceByAddress)(address, out nint device) != Success)
        {
            return null;
        }

        TotalEnergy energyOf = Marshal.GetDelegateForFunctionPointer<TotalEnergy>(totalEnergy);
        return energyOf(device, out _) == Success ? new NvidiaSensor(address, energyOf, device) : null;
    }
}
