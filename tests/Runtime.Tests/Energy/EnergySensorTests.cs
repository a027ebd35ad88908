using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Tests.Data;
using SweepDsl.Runtime.Tests.Vulkan;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Energy;

/// <summary>Reads sensors from a folder that looks like Linux' sysfs.</summary>
internal sealed class EnergySensorTests
{
    private const string Card = "0000:03:00.0";
    private TemporaryFolder _system;

    [SetUp]
    public void MakeFolder() => _system = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _system.Dispose();

    [Test]
    public void Packages_are_summed_and_their_parts_left_out()
    {
        Zone("intel-rapl:0", "package-0", 1_000_000);
        Zone("intel-rapl:1", "package-1", 5_000_000);
        Zone("intel-rapl:0:0", "core", 900_000);
        Zone("intel-rapl:2", "psys", 7_000_000);
        IEnergySensor sensor = Find(GpuDeviceType.Cpu)!;

        Assert.That(sensor.Advance(TimeSpan.Zero), Is.Zero, "what was counted before does not count");
        Zone("intel-rapl:0", "package-0", 3_500_000);
        Zone("intel-rapl:1", "package-1", 5_250_000);
        Zone("intel-rapl:0:0", "core", 2_000_000);
        Zone("intel-rapl:2", "psys", 99_000_000);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.EqualTo(2.75).Within(1e-12));
        Assert.That(sensor.Source, Is.EqualTo("RAPL, of all 2 processors"));
    }

    [Test]
    public void A_counter_that_comes_to_the_end_of_its_range_goes_on_from_0()
    {
        Zone("intel-rapl:0", "package-0", 9_000_000, range: 10_000_000);
        IEnergySensor sensor = Find(GpuDeviceType.Cpu)!;
        sensor.Advance(TimeSpan.Zero);

        Zone("intel-rapl:0", "package-0", 500_000, range: 10_000_000);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.EqualTo(1.5).Within(1e-12));
    }

    [Test]
    public void A_counter_that_disappears_counts_nothing_until_it_is_back()
    {
        Zone("intel-rapl:0", "package-0", 1_000_000);
        IEnergySensor sensor = Find(GpuDeviceType.Cpu)!;
        sensor.Advance(TimeSpan.Zero);

        string file = Path.Combine(_system.Path, "class", "powercap", "intel-rapl:0", "energy_uj");
        File.Delete(file);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.Zero);
        File.WriteAllText(file, "not a number\n");
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.Zero);
        File.WriteAllText(file, "4000000\n");
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.EqualTo(3).Within(1e-12));
    }

    [Test]
    public void A_card_with_a_counter_is_read_by_it()
    {
        Monitor("energy1_input", 2_000_000);
        Monitor("power1_average", 60_000_000);
        IEnergySensor sensor = Find(GpuDeviceType.Discrete, Card)!;
        sensor.Advance(TimeSpan.Zero);

        Monitor("energy1_input", 14_500_000);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(3)), Is.EqualTo(12.5).Within(1e-12));
    }

    [TestCase("power1_average")]
    [TestCase("power1_input")]
    public void The_power_of_a_card_is_summed_over_time(string file)
    {
        Monitor(file, 60_000_000);
        IEnergySensor sensor = Find(GpuDeviceType.Discrete, Card)!;
        Assert.That(sensor.Advance(TimeSpan.Zero), Is.Zero);

        Assert.That(sensor.Advance(TimeSpan.FromSeconds(0.5)), Is.EqualTo(30).Within(1e-12));
        Monitor(file, 100_000_000);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(2)), Is.EqualTo(200).Within(1e-12));
    }

    [Test]
    public void A_card_is_never_told_by_the_processor()
    {
        Zone("intel-rapl:0", "package-0", 1_000_000);

        Assert.That(Find(GpuDeviceType.Discrete, Card), Is.Null);
        Assert.That(Find(GpuDeviceType.Integrated, Card)?.Counted, Is.EqualTo("processors"), "graphics inside the package are counted with it");
    }

    [Test]
    public void Where_nothing_tells_there_is_no_sensor()
    {
        Assert.That(Find(GpuDeviceType.Cpu), Is.Null);
        Assert.That(Find(GpuDeviceType.Discrete, Card), Is.Null);
        Assert.That(Find(GpuDeviceType.Discrete), Is.Null);
    }

    private IEnergySensor? Find(GpuDeviceType type, string? address = null) =>
        EnergySensors.For(FakeDevices.Device(0, "card", type, vendor: 0x1002) with { PciAddress = address }, _system.Path);

    private void Zone(string folder, string name, long microjoules, long range = 262_143_328_850)
    {
        string zone = Directory.CreateDirectory(Path.Combine(_system.Path, "class", "powercap", folder)).FullName;
        File.WriteAllText(Path.Combine(zone, "name"), name + "\n");
        File.WriteAllText(Path.Combine(zone, "energy_uj"), $"{microjoules}\n");
        File.WriteAllText(Path.Combine(zone, "max_energy_range_uj"), $"{range}\n");
    }

    private void Monitor(string file, long value)
    {
        string monitor = Directory.CreateDirectory(Path.Combine(_system.Path, "bus", "pci", "devices", Card, "hwmon", "hwmon4")).FullName;
        File.WriteAllText(Path.Combine(monitor, file), $"{value}\n");
    }
}
