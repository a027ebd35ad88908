using System.Collections.Immutable;

namespace SweepDsl.Runtime.Energy;

/// <summary>
/// The processor's own counters (RAPL), one for each package, as Linux shows them under <c>/sys/class/powercap</c>; graphics inside the package count with it. Many systems let the
/// administrator alone read them.
/// Source: https://docs.kernel.org/power/powercap/powercap.html.
/// </summary>
internal sealed class PackageSensor : IEnergySensor
{
    private const double JoulesOfUnit = 1e-6;
    private readonly ImmutableArray<WrappingCounter> _packages;

    private PackageSensor(ImmutableArray<string> zones) => _packages =
    [
        .. zones.Select(zone => new WrappingCounter(() => CounterFile.Read(EnergyOf(zone)), CounterFile.Read(Path.Combine(zone, "max_energy_range_uj")))),
    ];

    public string Source => _packages.Length == 1 ? "RAPL, of the whole processor" : $"RAPL, of all {_packages.Length} processors";

    public string Counted => "processors";

    /// <summary>A range of 65 kJ, the smallest that occurs, lasts over 100 s at 600 W.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <summary>The sensor; null where no package can be read.</summary>
    /// <param name="system">Where sysfs is.</param>
    public static PackageSensor? Find(string system)
    {
        string folder = Path.Combine(system, "class", "powercap");
        if (!Directory.Exists(folder))
        {
            return null;
        }

        // Names with a second colon are parts of a package.
        ImmutableArray<string> zones =
        [
            .. Directory.GetDirectories(folder, "intel-rapl:*")
                .Where(zone => Path.GetFileName(zone).Count(letter => letter == ':') == 1 && IsPackage(zone) && CounterFile.Read(EnergyOf(zone)) is not null)
                .Order(StringComparer.Ordinal),
        ];
        return zones.IsEmpty ? null : new PackageSensor(zones);
    }

    public double Advance(TimeSpan elapsed) => _packages.Sum(package => package.Advance()) * JoulesOfUnit;

    private static string EnergyOf(string zone) => Path.Combine(zone, "energy_uj");

    private static bool IsPackage(string zone)
    {
        string name = Path.Combine(zone, "name");
        return File.Exists(name) && File.ReadAllText(name).StartsWith("package", StringComparison.Ordinal);
    }
}
