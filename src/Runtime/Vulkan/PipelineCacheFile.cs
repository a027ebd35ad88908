using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The driver's compiled pipelines, kept between runs in one file for each device and driver. Drivers have been seen to crash on damaged caches, so nothing reaches
/// the driver but bytes whose hash fits and whose header names this device.
/// </summary>
internal sealed unsafe class PipelineCacheFile : DeviceObject
{
    private readonly CacheFile? _file;
    private readonly int _loadedBytes;

    public PipelineCacheFile(GpuDevice device, CacheFolder? folder)
        : base(device, "pipeline cache")
    {
        _file = folder?.File("pipelines", FileName(device.Info));
        byte[] initial = _file?.Read() is { } data && IsFor(device.Info, data) ? data : [];
        _loadedBytes = initial.Length;
        fixed (byte* first = initial)
        {
            PipelineCacheCreateInfo info = new()
            {
                SType = StructureType.PipelineCacheCreateInfo,
                InitialDataSize = (nuint)initial.Length,
                PInitialData = first,
            };
            device.ThrowIfFailed(device.Vk.CreatePipelineCache(device.Handle, in info, null, out PipelineCache handle), Label);
            Handle = handle;
        }

        Adopt();
    }

    public PipelineCache Handle { get; }

    /// <summary>Number of bytes taken over from an earlier run.</summary>
    public int LoadedBytes => _loadedBytes;

    /// <summary>Writes the cache back when it grew.</summary>
    public void Save()
    {
        if (_file is null)
        {
            return;
        }

        nuint size = 0;
        if (Device.Vk.GetPipelineCacheData(Device.Handle, Handle, &size, null) != Result.Success || (int)size == _loadedBytes)
        {
            return;
        }

        byte[] data = new byte[size];
        fixed (byte* first = data)
        {
            if (Device.Vk.GetPipelineCacheData(Device.Handle, Handle, &size, first) == Result.Success)
            {
                _file.Write(data.AsSpan(0, (int)size));
            }
        }
    }

    /// <summary>Whether the data begin with the header that the standard gives to caches of this very device and driver.</summary>
    internal static bool IsFor(GpuDeviceInfo device, ReadOnlySpan<byte> data)
    {
        if (data.Length < sizeof(PipelineCacheHeaderVersionOne))
        {
            return false;
        }

        PipelineCacheHeaderVersionOne header = MemoryMarshal.Read<PipelineCacheHeaderVersionOne>(data);
        return header.HeaderSize == sizeof(PipelineCacheHeaderVersionOne)
            && header.HeaderVersion == PipelineCacheHeaderVersion.One
            && header.VendorID == device.VendorId
            && header.DeviceID == device.DeviceId
            && Convert.ToHexStringLower(new ReadOnlySpan<byte>(header.PipelineCacheUuid, 16)) == device.PipelineCacheUuid;
    }

    internal static string FileName(GpuDeviceInfo device)
    {
        string identity = $"{device.VendorId:x8}-{device.DeviceId:x8}-{device.Uuid}-{device.DriverUuid}-{device.DriverVersion:x8}-{device.PipelineCacheUuid}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32] + ".bin";
    }

    private protected override void Release() => Device.Vk.DestroyPipelineCache(Device.Handle, Handle, null);
}
