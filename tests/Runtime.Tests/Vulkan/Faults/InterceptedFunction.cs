using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan.Faults;

/// <summary>
/// One function of the driver behind <see cref="FaultyVulkan"/>. All that are intercepted take at most eight integers or pointers, so one signature serves them all:
/// on the calling conventions of x64 and arm64 the surplus arguments do no harm.
/// </summary>
internal sealed class InterceptedFunction
{
    private static readonly string[] Makers = ["vkCreate", "vkAllocateMemory"];
    private static readonly string[] Destroyers = ["vkDestroy", "vkFreeMemory"];
    private static readonly string[] Others =
    [
        "vkAllocateCommandBuffers", "vkAllocateDescriptorSets", "vkBind", "vkMap", "vkQueueSubmit", "vkWaitForFences", "vkGetFenceStatus", "vkResetFences",
        "vkBegin", "vkEnd", "vkEnumerate", "vkGetPipelineCacheData", "vkGetQueryPoolResults", "vkDeviceWaitIdle", "vkSetDebugUtilsObjectName",
    ];

    private readonly FaultyVulkan _owner;
    private readonly string _name;
    private readonly Call _real;

    public InterceptedFunction(FaultyVulkan owner, string name, nint real)
    {
        (_owner, _name) = (owner, name);
        _real = Marshal.GetDelegateForFunctionPointer<Call>(real);
        Pointer = owner.Pointer<Call>(IsMaker || Is(name, Others) ? Made : Destroyed);
    }

    internal delegate nint Call(nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h);

    public nint Pointer { get; }

    public int Calls { get; private set; }

    /// <summary>Objects made, or destroyed as a negative number.</summary>
    public int Balance { get; private set; }

    /// <summary>What it makes or destroys; empty when neither.</summary>
    public string Kind => Is(_name, Others) ? "" : Makers.Concat(Destroyers)
        .Aggregate(_name, (text, prefix) => text.Replace(prefix, "", StringComparison.Ordinal))
        .Replace("ComputePipelines", "Pipeline", StringComparison.Ordinal);

    private bool IsMaker => Is(_name, Makers);

    public static bool IsInteresting(string name) => Is(name, Makers) || Is(name, Destroyers) || Is(name, Others);

    private static bool Is(string name, string[] prefixes) => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private nint Made(nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h)
    {
        Calls++;
        if (_owner.Decide(_name) is { } fault)
        {
            return (int)fault;
        }

        _owner.Watch(_name, [a, b, c, d, e, f, g, h]);
        Result result = (Result)(int)_real(a, b, c, d, e, f, g, h);
        Balance += IsMaker && result == Result.Success ? 1 : 0;
        return (int)result;
    }

    private nint Destroyed(nint a, nint b, nint c, nint d, nint e, nint f, nint g, nint h)
    {
        // Instances and devices are destroyed by their first argument, all else by its second; destroying nothing is allowed.
        nint handle = Kind is "Instance" or "Device" ? a : b;
        Calls++;
        Balance -= handle != 0 ? 1 : 0;
        return _real(a, b, c, d, e, f, g, h);
    }
}
