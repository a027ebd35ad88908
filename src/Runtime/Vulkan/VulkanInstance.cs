using Silk.NET.Core;
using Silk.NET.Vulkan;
using Silk.NET.Vulkan.Extensions.EXT;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>The connection to the Vulkan loader: the function table, the instance and, where wanted, the validation layer's messenger.</summary>
internal sealed unsafe class VulkanInstance : IDisposable
{
    public const string ValidationLayer = "VK_LAYER_KHRONOS_validation";
    private const string ValidationFeaturesExtension = "VK_EXT_validation_features";
    private const string PortabilityEnumeration = "VK_KHR_portability_enumeration";
    private const string Label = "Vulkan instance";

    private DebugUtilsMessengerEXT _messenger;
    private bool _isDisposed;

    private VulkanInstance(Vk vk)
    {
        Vk = vk;
    }

    public Vk Vk { get; }

    public Instance Handle { get; private set; }

    /// <summary>The version asked for, which bounds what devices may be asked.</summary>
    public Version32 ApiVersion { get; private set; }

    /// <summary>Names and labels; null where the extension is missing.</summary>
    public ExtDebugUtils? DebugUtils { get; private set; }

    /// <summary>Messages of the validation layer; null when it is off.</summary>
    public ValidationLog? Validation { get; private set; }

    /// <exception cref="SweepException">The loader, a new enough version of it, a driver or the validation layer is missing.</exception>
    public static VulkanInstance Create(Func<Vk> loadVulkan, bool isValidated)
    {
        SoftwareVectors.Widen();
        VulkanInstance instance = new(Load(loadVulkan));
        try
        {
            instance.Open(isValidated);
            return instance;
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_messenger.Handle != 0)
        {
            DebugUtils!.DestroyDebugUtilsMessenger(Handle, _messenger, null);
        }

        if (Handle.Handle != 0)
        {
            Vk.DestroyInstance(Handle, null);
        }

        Validation?.Dispose();
        Vk.Dispose();
    }

    private static Vk Load(Func<Vk> loadVulkan)
    {
        try
        {
            return loadVulkan();
        }
        catch (Exception error) when (error is DllNotFoundException or FileNotFoundException)
        {
            throw new SweepException(
                ExitCode.NoDevice,
                $"The Vulkan loader is not installed: {error.Message}{Doctor.Pointer}",
                error);
        }
    }

    private void Open(bool isValidated)
    {
        ApiVersion = ReadLoaderVersion();
        HashSet<string> present = InstanceProperties.Extensions(Vk, layer: null);
        bool hasDebugUtils = present.Contains(ExtDebugUtils.ExtensionName);
        bool hasPortability = present.Contains(PortabilityEnumeration);
        List<string> extensions = [];
        if (hasDebugUtils)
        {
            extensions.Add(ExtDebugUtils.ExtensionName);
        }

        if (hasPortability)
        {
            extensions.Add(PortabilityEnumeration);
        }

        if (isValidated)
        {
            RequireValidation();
            extensions.Add(ValidationFeaturesExtension);
            Validation = new ValidationLog();
        }

        CreateInstance(extensions, hasPortability);
        if (hasDebugUtils && Vk.TryGetInstanceExtension(Handle, out ExtDebugUtils debugUtils))
        {
            DebugUtils = debugUtils;
        }

        if (Validation is not null && DebugUtils is not null)
        {
            DebugUtilsMessengerCreateInfoEXT info = Validation.MessengerInfo;
            DebugUtils.CreateDebugUtilsMessenger(Handle, in info, null, out _messenger).ThrowIfFailed(Label);
        }
    }

    private Version32 ReadLoaderVersion()
    {
        uint version;
        Vk.EnumerateInstanceVersion(&version).ThrowIfFailed(Label);
        if (version < Vk.Version12)
        {
            Version32 found = (Version32)version;
            throw new SweepException(
                ExitCode.NoDevice, $"The Vulkan loader offers version {found.Major}.{found.Minor}; 1.2 or newer is needed. Update it (Debian: libvulkan1).");
        }

        // A driver may be asked for no more than it was told to expect; nothing here needs more than 1.3.
        return new Version32(1, ((Version32)version).Minor >= 3 || ((Version32)version).Major > 1 ? 3u : 2u, 0);
    }

    private void RequireValidation()
    {
        if (!InstanceProperties.Layers(Vk).Contains(ValidationLayer)
            || !InstanceProperties.Extensions(Vk, ValidationLayer).Contains(ValidationFeaturesExtension))
        {
            throw new SweepException(
                ExitCode.NoDevice, $"Validation was asked for, and the layer {ValidationLayer} is not installed (Debian: apt install vulkan-validationlayers).");
        }
    }

    private void CreateInstance(IReadOnlyList<string> extensions, bool hasPortability)
    {
        using NativeTextList extensionNames = new(extensions);
        using NativeTextList layerNames = new(Validation is null ? [] : [ValidationLayer]);
        ValidationFeatureEnableEXT synchronization = ValidationFeatureEnableEXT.SynchronizationValidationExt;
        DebugUtilsMessengerCreateInfoEXT messenger = Validation?.MessengerInfo ?? default;
        ValidationFeaturesEXT features = new()
        {
            SType = StructureType.ValidationFeaturesExt,
            PNext = &messenger,
            EnabledValidationFeatureCount = 1,
            PEnabledValidationFeatures = &synchronization,
        };
        fixed (byte* name = "SweepDsl\0"u8)
        {
            ApplicationInfo application = new()
            {
                SType = StructureType.ApplicationInfo,
                PApplicationName = name,
                PEngineName = name,
                ApiVersion = ApiVersion,
            };
            InstanceCreateInfo info = new()
            {
                SType = StructureType.InstanceCreateInfo,
                PNext = Validation is null ? null : &features,
                Flags = hasPortability ? InstanceCreateFlags.EnumeratePortabilityBitKhr : 0,
                PApplicationInfo = &application,
                EnabledLayerCount = layerNames.Count,
                PpEnabledLayerNames = layerNames.Pointers,
                EnabledExtensionCount = extensionNames.Count,
                PpEnabledExtensionNames = extensionNames.Pointers,
            };
            Result result = Vk.CreateInstance(in info, null, out Instance handle);
            if (result == Result.ErrorIncompatibleDriver)
            {
                throw new SweepException(ExitCode.NoDevice, "No Vulkan driver is installed." + Doctor.Pointer);
            }

            result.ThrowIfFailed(Label, Validation, "CreateInstance");
            Handle = handle;
        }
    }
}
