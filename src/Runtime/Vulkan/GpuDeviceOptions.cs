using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>How a device is opened.</summary>
public sealed record GpuDeviceOptions
{
    /// <summary>Index, UUID or part of the name (upper and lower case alike) of the device; null takes the best there is.</summary>
    public string? Device { get; init; }

    /// <summary>Whether the validation layer watches every call, with synchronization validation; slow.</summary>
    public bool IsValidated { get; init; }

    /// <summary>How long a submission may take before the device counts as hung.</summary>
    public TimeSpan SubmissionTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where compiled pipelines are kept between runs; null keeps none.</summary>
    public CacheFolder? Cache { get; init; }

    /// <summary>Threads that Mesa's software device shares a dispatch out to; null takes all that the process may use. Where the user chose (LP_NUM_THREADS), and on other devices, it changes nothing.</summary>
    public int? SoftwareThreads { get; init; }

    internal DeviceLimitOverrides LimitOverrides { get; init; } = new();

    internal Func<Vk> LoadVulkan { get; init; } = Vk.GetApi;
}
