using System.Text;
using Silk.NET.Core;
using Silk.NET.Core.Contexts;
using Silk.NET.Core.Native;
using Silk.NET.Vulkan.Extensions.EXT;

namespace Silk.NET.Vulkan;

/// <summary>
/// The Vulkan functions this project calls, under the names and in the shapes of Silk.NET.Vulkan. Functions of an instance and of a device are
/// looked up once, when it is created, so a call costs one indirection; one <see cref="Vk"/> therefore serves one device.
/// </summary>
internal sealed unsafe partial class Vk : IDisposable
{
    public const uint False = 0;
    public const uint True = 1;
    public const ulong WholeSize = ulong.MaxValue;

    private readonly nint _getInstanceProcAddr;
    private readonly nint _createInstance;
    private readonly nint _enumerateInstanceVersion;
    private readonly nint _enumerateInstanceExtensionProperties;
    private readonly nint _enumerateInstanceLayerProperties;
    private nint _getDeviceProcAddr;

    public Vk(INativeContext ctx)
    {
        Context = ctx;
        _getInstanceProcAddr = ctx.GetProcAddress("vkGetInstanceProcAddr");
        _createInstance = Address("vkCreateInstance");
        _enumerateInstanceVersion = Address("vkEnumerateInstanceVersion");
        _enumerateInstanceExtensionProperties = Address("vkEnumerateInstanceExtensionProperties");
        _enumerateInstanceLayerProperties = Address("vkEnumerateInstanceLayerProperties");
    }

    public static Version32 Version12 => new(1, 2, 0);

    public INativeContext Context { get; }

    public Instance? CurrentInstance { get; set; }

    public Device? CurrentDevice { get; set; }

    public static Vk GetApi() => new(new NativeLibraryContext(LibraryNames));

    private static IReadOnlyList<string> LibraryNames =>
        OperatingSystem.IsWindows() ? ["vulkan-1.dll"]
        : OperatingSystem.IsMacOS() ? ["libvulkan.1.dylib", "/opt/homebrew/lib/libvulkan.1.dylib", "/usr/local/lib/libvulkan.1.dylib", "libMoltenVK.dylib"]
        : ["libvulkan.so.1", "libvulkan.so"];

    public PfnVoidFunction GetInstanceProcAddr(Instance instance, string pName) => new(InstanceAddress(instance, pName));

    public Result EnumerateInstanceVersion(uint* pApiVersion) =>
        ((delegate* unmanaged<uint*, Result>)_enumerateInstanceVersion)(pApiVersion);

    public Result EnumerateInstanceExtensionProperties(byte* pLayerName, uint* pPropertyCount, ExtensionProperties* pProperties) =>
        ((delegate* unmanaged<byte*, uint*, ExtensionProperties*, Result>)_enumerateInstanceExtensionProperties)(pLayerName, pPropertyCount, pProperties);

    public Result EnumerateInstanceLayerProperties(uint* pPropertyCount, LayerProperties* pProperties) =>
        ((delegate* unmanaged<uint*, LayerProperties*, Result>)_enumerateInstanceLayerProperties)(pPropertyCount, pProperties);

    public Result CreateInstance(in InstanceCreateInfo pCreateInfo, AllocationCallbacks* pAllocator, out Instance pInstance)
    {
        pInstance = default;
        fixed (InstanceCreateInfo* input = &pCreateInfo)
        fixed (Instance* output = &pInstance)
        {
            Result result = ((delegate* unmanaged<InstanceCreateInfo*, AllocationCallbacks*, Instance*, Result>)_createInstance)(input, pAllocator, output);
            if (result == Result.Success)
            {
                CurrentInstance = *output;
                LoadInstanceGroup();
                _getDeviceProcAddr = Address("vkGetDeviceProcAddr");
            }

            return result;
        }
    }

    public bool TryGetInstanceExtension<T>(Instance instance, out T ext)
        where T : NativeExtension<Vk>
    {
        if (typeof(T) == typeof(ExtDebugUtils) && InstanceAddress(instance, ExtDebugUtils.FirstFunction) != 0)
        {
            ext = (T)(object)new ExtDebugUtils(name => Address(name));
            return true;
        }

        ext = null!;
        return false;
    }

    public void Dispose() => Context.Dispose();

    private void LoadDeviceFunctions()
    {
        LoadDeviceGroup();
        LoadMemoryGroup();
        LoadDescriptorsGroup();
        LoadPipelinesGroup();
        LoadCommandsGroup();
        LoadQueriesGroup();
    }

    private nint Address(string name)
    {
        nint address = CurrentDevice is { } device ? DeviceAddress(device, name) : InstanceAddress(CurrentInstance ?? default, name);
        return address != 0 ? address : throw new EntryPointNotFoundException($"The Vulkan driver has no function {name}.");
    }

    private nint InstanceAddress(Instance instance, string name)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            return ((delegate* unmanaged<Instance, byte*, nint>)_getInstanceProcAddr)(instance, text);
        }
    }

    private nint DeviceAddress(Device device, string name)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            return ((delegate* unmanaged<Device, byte*, nint>)_getDeviceProcAddr)(device, text);
        }
    }
}
