using System.Diagnostics;
using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Tests.Data;

namespace SweepDsl.Runtime.Tests.Energy;

/// <summary>Speaks with a library that has NVML's functions and counts 1.5 J at every reading.</summary>
internal sealed class NvidiaSensorTests
{
    private const string Card = "0000:41:00.0";

    [Test]
    public void The_counter_of_the_card_at_the_address_is_read()
    {
        using TemporaryFolder folder = new();
        string library = Build(folder, "static unsigned long long counted = 9000; *energy = counted += 1500;");

        Assert.That(NvidiaSensor.Find(["libthere-is-none.so", library], "0000:42:00.0"), Is.Null, "no card there");
        NvidiaSensor sensor = NvidiaSensor.Find(["libthere-is-none.so", library], Card)!;

        Assert.That(sensor.Advance(TimeSpan.Zero), Is.Zero);
        Assert.That(sensor.Advance(TimeSpan.FromSeconds(1)), Is.EqualTo(1.5).Within(1e-12));
        Assert.That(sensor.Counted, Is.EqualTo(Card));
    }

    [Test]
    public void A_card_without_a_counter_has_no_sensor()
    {
        using TemporaryFolder folder = new();

        Assert.That(NvidiaSensor.Find([Build(folder, "return 3;")], Card), Is.Null);
        Assert.That(NvidiaSensor.Find(["libthere-is-none.so"], Card), Is.Null);
    }

    private static string Build(TemporaryFolder folder, string total)
    {
        string source = Path.Combine(folder.Path, "nvml.c");
        string library = Path.Combine(folder.Path, "libnvml.so");
        File.WriteAllText(source, $$"""
            #include <string.h>
            static int card;
            int nvmlInit_v2(void) { return 0; }
            int nvmlDeviceGetHandleByPciBusId_v2(const char *address, void **device) { *device = &card; return strcmp(address, "{{Card}}") == 0 ? 0 : 6; }
            int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *energy) { if (device != &card) return 2; {{total}} return 0; }
            """);
        try
        {
            using Process compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", library, source]);
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero, "cc");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("needs a C compiler as cc: apt-get install gcc libc6-dev");
        }

        return library;
    }
}
