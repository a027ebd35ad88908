namespace SweepDsl.Runtime.Vulkan;

/// <summary>Looks at all that training needs of the machine and says how to get what is missing.</summary>
public sealed class Doctor
{
    /// <summary>Ends the messages of errors that the doctor knows a remedy for.</summary>
    internal const string Pointer = " 'sweep doctor' tells how to get it.";

    private const uint NvidiaVendor = 0x10DE;

    private readonly DoctorSurroundings _machine;
    private readonly InstallCommand _install;

    /// <summary>The doctor of this machine.</summary>
    public Doctor()
        : this(new DoctorSurroundings())
    {
    }

    internal Doctor(DoctorSurroundings machine)
    {
        _machine = machine;
        _install = new InstallCommand(machine.PathExists);
    }

    /// <summary>Looks at everything; what is missing is a finding, never an exception.</summary>
    public IReadOnlyList<DoctorFinding> Examine()
    {
        IReadOnlyList<GpuDeviceInfo> devices = [];
        string? vulkanProblem = null;
        try
        {
            devices = _machine.Devices();
        }
        catch (Exception error) when (error is SweepException or GpuException)
        {
            vulkanProblem = error.Message;
        }

        List<DoctorFinding> findings = [vulkanProblem is null ? Devices(devices) : Vulkan(vulkanProblem)];
        if (Nvidia(devices) is { } nvidia)
        {
            findings.Add(nvidia);
        }

        if (RenderNodes() is { } nodes)
        {
            findings.Add(nodes);
        }

        findings.Add(ShaderCompiler());
        if (vulkanProblem is null)
        {
            findings.Add(Validation());
        }

        findings.Add(Cache());
        return findings;
    }

    private static string Describe(GpuDeviceInfo device) =>
        $"{device.Index} '{device.Name}' (Vulkan {device.ApiVersion.ToString(2)}, {device.DriverName} {device.DriverInfo})";

    private static string WithoutPointer(string message) => message.Replace(Pointer, "", StringComparison.Ordinal);

    private DoctorFinding Vulkan(string problem) =>
        new("Vulkan", IsHealthy: false, WithoutPointer(problem), _install.ForVulkan);

    private DoctorFinding Devices(IReadOnlyList<GpuDeviceInfo> devices)
    {
        const string Subject = "Vulkan devices";
        GpuDeviceInfo[] usable = [.. devices.Where(device => device.Problem is null)];
        if (usable.Length == 0)
        {
            string found = devices.Count == 0
                ? "none was found."
                : string.Join(" ", devices.Select(device => $"{Describe(device)} cannot be used: {device.Problem}"));
            return new DoctorFinding(Subject, IsHealthy: false, found, _install.ForDriver);
        }

        string list = string.Join("; ", usable.Select(Describe)) + ".";
        return usable.All(device => device.Type == GpuDeviceType.Cpu)
            ? new DoctorFinding(Subject, IsHealthy: true, list, "Only the processor was found. With a GPU training is faster: install the Vulkan driver of its maker, or Mesa's.")
            : new DoctorFinding(Subject, IsHealthy: true, list);
    }

    // NVIDIA's container toolkit mounts the Vulkan driver only when it is asked for graphics; by default it is not.
    private DoctorFinding? Nvidia(IReadOnlyList<GpuDeviceInfo> devices)
    {
        bool hasHardware = _machine.PathExists("/proc/driver/nvidia/version") || _machine.PathExists("/dev/nvidiactl");
        if (!hasHardware || devices.Any(device => device.VendorId == NvidiaVendor))
        {
            return null;
        }

        string? capabilities = _machine.Variable("NVIDIA_DRIVER_CAPABILITIES");
        bool hasGraphics = capabilities?.Split(',', StringSplitOptions.TrimEntries).Any(word => word is "graphics" or "all") ?? false;
        return new DoctorFinding(
            "NVIDIA GPU",
            IsHealthy: false,
            "the driver is loaded, and Vulkan does not see the GPU.",
            (hasGraphics
                ? "NVIDIA_DRIVER_CAPABILITIES includes graphics, as it must in a container. "
                : $"In a container NVIDIA_DRIVER_CAPABILITIES must include graphics (it is {(capabilities is null ? "not set" : $"'{capabilities}'")}): start it with "
                    + "-e NVIDIA_DRIVER_CAPABILITIES=all. ")
            + "Vulkan also needs libnvidia-gl of the driver's very version and libEGL (Debian: libegl1), in a container with a glibc no older than the "
            + "host's. A GPU divided by MIG, or a vGPU of a compute profile, has no Vulkan.");
    }

    private DoctorFinding? RenderNodes()
    {
        string[] closed = [.. _machine.RenderNodes().Where(node => !_machine.IsWritable(node))];
        return closed.Length == 0 ? null : new DoctorFinding(
            "GPU device files",
            IsHealthy: true,
            $"{string.Join(", ", closed)} cannot be opened by this user, so the GPU behind it stays unseen.",
            "Add yourself to its group, and log in again: sudo usermod -aG render $USER");
    }

    private DoctorFinding ShaderCompiler()
    {
        const string Subject = "Shader compiler";
        try
        {
            return new DoctorFinding(Subject, IsHealthy: true, _machine.ShaderCompiler().ReplaceLineEndings(" ").Trim() + ".");
        }
        catch (SweepException error)
        {
            return new DoctorFinding(
                Subject, IsHealthy: false, WithoutPointer(error.Message), _install.ForShaderCompiler);
        }
    }

    private DoctorFinding Validation() => _machine.HasValidation()
        ? new DoctorFinding("Validation layer", IsHealthy: true, "installed.")
        : new DoctorFinding("Validation layer", IsHealthy: true, "not installed; only --validate needs it.", _install.ForValidation);

    private DoctorFinding Cache()
    {
        string folder = CacheFolder.Locate(_machine.Variable);
        return new DoctorFinding("Cache", IsHealthy: true, $"compiled shaders and pipelines are kept in {folder} ($SWEEP_CACHE chooses another folder).");
    }
}
