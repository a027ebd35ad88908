using System.Runtime.InteropServices;
using Silk.NET.Vulkan;
using SweepDsl.Runtime.Tests.Vulkan.Faults;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

[TestFixtureSource(typeof(TestDevices), nameof(TestDevices.All))]
public sealed class DeviceFeatureTests(string deviceIndex)
{
    private const int ChainOffset = 8;
    private const int FlagsOffset = 16;

    [Test]
    public void Only_what_is_used_is_switched_on()
    {
        List<StructureType> chain = [];
        int[] flags = [];
        FaultyVulkan vulkan = new()
        {
            Watch = (function, arguments) =>
            {
                if (function == "vkCreateDevice")
                {
                    nint features = Marshal.ReadIntPtr(arguments[1], ChainOffset);
                    chain = [.. Chain(features)];
                    flags = new int[Marshal.SizeOf<PhysicalDeviceFeatures>() / sizeof(int)];
                    Marshal.Copy(features + FlagsOffset, flags, 0, flags.Length);
                }
            },
        };

        using GpuDevice device = GpuDevice.Open(new GpuDeviceOptions { Device = deviceIndex, LoadVulkan = vulkan.Load });

        Assert.That(chain[0], Is.EqualTo(StructureType.PhysicalDeviceFeatures2));
        Assert.That(chain.Skip(1), Is.SubsetOf(new[] { StructureType.PhysicalDeviceVulkan11Features, StructureType.PhysicalDeviceSubgroupSizeControlFeatures }));
        Assert.That(flags, Is.All.Zero);
    }

    // Each struct of a chain begins with its type and the address of the next one.
    private static IEnumerable<StructureType> Chain(nint first)
    {
        for (nint link = first; link != 0; link = Marshal.ReadIntPtr(link, ChainOffset))
        {
            yield return (StructureType)Marshal.ReadInt32(link);
        }
    }
}
