using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

/// <summary>Devices of machines that are not here.</summary>
internal static class FakeDevices
{
    public static GpuDeviceInfo Device(int index, string name, GpuDeviceType type, string? problem = null, uint vendor = 0, string uuid = "") => new()
    {
        Index = index,
        Name = name,
        Type = type,
        ApiVersion = new Version(1, 3, 0),
        Problem = problem,
        VendorId = vendor,
        DeviceId = 0,
        DriverVersion = 0,
        Uuid = uuid,
        Limits = new DeviceLimits
        {
            MaxStorageBufferRange = 1 << 27,
            MinStorageBufferOffsetAlignment = 256,
            MaxTexelBufferElements = 1 << 16,
            MinTexelBufferOffsetAlignment = 256,
            MaxMemoryAllocationSize = 1 << 30,
            MaxBufferSize = 1 << 30,
            MaxStorageBuffers = 4,
            MaxTexelBuffers = 16,
            MaxBindings = 128,
            MaxPushConstantBytes = 128,
            MaxSharedMemoryBytes = 16384,
            MaxWorkgroupInvocations = 128,
            MaxWorkgroupSize = (128, 128, 64),
            MaxWorkgroupSubgroups = 16,
            MaxWorkgroupCount = (65535, 65535, 65535),
            TimestampPeriodNs = 1,
            TimestampBits = 64,
        },
    };
}
