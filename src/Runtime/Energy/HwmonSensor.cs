namespace SweepDsl.Runtime.Energy;

/// <summary>
/// What the kernel's driver of a graphics card tells of its energy (<c>energy1_input</c>, in microjoules: Intel's) or, where it does not, of its power (<c>power1_average</c> or
/// <c>power1_input</c>, in microwatts: AMD's), which is summed up over time.
/// Source: https://docs.kernel.org/hwmon/sysfs-interface.html.
/// </summary>
internal sealed class HwmonSensor : IEnergySensor
{
    private const double Micro = 1e-6;
    private readonly WrappingCounter? _energy;
    private readonly string _path;
    private bool _isRead;

    private HwmonSensor(string address, string path, bool isEnergy)
    {
        Counted = address;
        _path = path;
        _energy = isEnergy ? new WrappingCounter(() => CounterFile.Read(path)) : null;
    }

    public string Source => _energy is null ? "the card’s power, read twice a second" : "the card’s own counter";

    public string Counted { get; }

    public TimeSpan Interval => _energy is null ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(10);

    /// <summary>The sensor of a card; null where it has none.</summary>
    /// <param name="system">Where sysfs is.</param>
    /// <param name="address">The card's PCI address.</param>
    public static HwmonSensor? Find(string system, string address)
    {
        string folder = Path.Combine(system, "bus", "pci", "devices", address, "hwmon");
        string[] monitors = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        return First("energy1_input") is { } energy ? new HwmonSensor(address, energy, isEnergy: true)
            : (First("power1_average") ?? First("power1_input")) is { } power ? new HwmonSensor(address, power, isEnergy: false)
            : null;

        string? First(string file) => monitors.Order(StringComparer.Ordinal).Select(monitor => Path.Combine(monitor, file)).FirstOrDefault(path => CounterFile.Read(path) is not null);
    }

    public double Advance(TimeSpan elapsed)
    {
        if (_energy is not null)
        {
            return _energy.Advance() * Micro;
        }

        bool isFirst = !_isRead;
        _isRead = true;
        return isFirst ? 0 : (CounterFile.Read(_path) ?? 0) * Micro * elapsed.TotalSeconds;
    }
}
