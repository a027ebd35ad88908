using System.Runtime.InteropServices;
using Silk.NET.Core.Contexts;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan.Faults;

/// <summary>
/// Stands between the layer and the driver as a Vulkan layer would: counts calls and live handles, and returns a chosen result in place of a chosen call.
/// </summary>
internal sealed class FaultyVulkan : INativeContext
{
    private readonly INativeContext _driver = Vk.GetApi().Context;
    private readonly Dictionary<string, InterceptedFunction> _functions = [];
    private readonly List<Delegate> _alive = [];
    private ProcAddress? _realInstanceProcAddr;
    private ProcAddress? _realDeviceProcAddr;

    private delegate nint ProcAddress(nint owner, nint name);

    /// <summary>Decides before each call that returns a result: null lets it through. It is given the function and how many calls there were, this one included.</summary>
    public Func<string, int, Result?> Fault { get; set; } = (_, _) => null;

    /// <summary>Sees each call that returns a result before the driver does: the function and its arguments.</summary>
    public Action<string, nint[]> Watch { get; set; } = (_, _) => { };

    /// <summary>Calls so far that returned a result.</summary>
    public int CallCount { get; private set; }

    /// <summary>Objects made and not yet destroyed, by kind.</summary>
    public IReadOnlyDictionary<string, int> LiveHandles => _functions.Values
        .GroupBy(function => function.Kind)
        .Select(group => (Kind: group.Key, Count: group.Sum(function => function.Balance)))
        .Where(entry => entry.Kind.Length > 0 && entry.Count != 0)
        .ToDictionary(entry => entry.Kind, entry => entry.Count);

    public int Calls(string function) => _functions.TryGetValue(function, out InterceptedFunction? found) ? found.Calls : 0;

    /// <summary>Returns the result on the given call of the function, counted from 1, and lets all others through.</summary>
    public static Func<string, int, Result?> On(string function, int call, Result result)
    {
        int seen = 0;
        return (name, _) => name == function && ++seen == call ? result : null;
    }

    public Vk Load() => new(this);

    public nint GetProcAddress(string proc, int? slot = null)
    {
        nint real = _driver.GetProcAddress(proc, slot);
        if (proc != "vkGetInstanceProcAddr")
        {
            return real;
        }

        _realInstanceProcAddr = Marshal.GetDelegateForFunctionPointer<ProcAddress>(real);
        return Pointer<ProcAddress>(InstanceProcAddr);
    }

    public bool TryGetProcAddress(string proc, out nint addr, int? slot = null)
    {
        addr = GetProcAddress(proc, slot);
        return true;
    }

    public void Dispose() => _driver.Dispose();

    internal Result? Decide(string function)
    {
        CallCount++;
        return Fault(function, CallCount);
    }

    internal nint Pointer<T>(T function)
        where T : Delegate
    {
        _alive.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }

    private nint InstanceProcAddr(nint instance, nint name)
    {
        nint real = _realInstanceProcAddr!(instance, name);
        if (Marshal.PtrToStringUTF8(name) != "vkGetDeviceProcAddr")
        {
            return Intercepted(name, real);
        }

        _realDeviceProcAddr = Marshal.GetDelegateForFunctionPointer<ProcAddress>(real);
        return Pointer<ProcAddress>(DeviceProcAddr);
    }

    private nint DeviceProcAddr(nint device, nint name) => Intercepted(name, _realDeviceProcAddr!(device, name));

    private nint Intercepted(nint name, nint real)
    {
        string function = Marshal.PtrToStringUTF8(name)!;
        if (real == 0 || !InterceptedFunction.IsInteresting(function))
        {
            return real;
        }

        InterceptedFunction intercepted = new(this, function, real);
        _functions[function] = intercepted;
        return intercepted.Pointer;
    }
}
