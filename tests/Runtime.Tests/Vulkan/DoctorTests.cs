using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

public sealed class DoctorTests
{
    private static readonly DoctorSurroundings Healthy = new()
    {
        Devices = () => [FakeDevices.Device(0, "NVIDIA H100", GpuDeviceType.Discrete, vendor: 0x10DE)],
        ShaderCompiler = () => "glslc 2023.2",
        HasValidation = () => true,
        PathExists = path => path is "/usr/bin/apt-get" or "/dev/nvidiactl",
        IsWritable = _ => true,
        RenderNodes = () => ["/dev/dri/renderD128"],
        Variable = name => name == "HOME" ? "/home/someone" : null,
    };

    [Test]
    public void A_machine_with_everything_has_only_healthy_findings_and_no_remedy()
    {
        IReadOnlyList<DoctorFinding> findings = new Doctor(Healthy).Examine();

        Assert.That(findings.Select(finding => finding.Subject), Is.EqualTo(new[] { "Vulkan devices", "Shader compiler", "Validation layer", "Cache" }));
        Assert.That(findings.Select(finding => finding.IsHealthy), Is.All.True);
        Assert.That(findings.Select(finding => finding.Remedy), Is.All.Null);
        Assert.That(findings[0].Finding, Does.Contain("0 'NVIDIA H100' (Vulkan 1.3"));
    }

    [Test]
    public void A_missing_loader_is_a_finding_with_the_packages_to_install()
    {
        Doctor doctor = new(Healthy with { Devices = () => throw new SweepException(ExitCode.NoDevice, "The Vulkan loader is not installed: libvulkan.so.1 was not found." + Doctor.Pointer) });

        DoctorFinding finding = doctor.Examine()[0];

        Assert.That(finding.IsHealthy, Is.False);
        Assert.That(finding.Finding, Is.EqualTo("The Vulkan loader is not installed: libvulkan.so.1 was not found."));
        Assert.That(finding.Remedy, Is.EqualTo("sudo apt-get install libvulkan1 mesa-vulkan-drivers"));
    }

    [TestCase("/usr/bin/dnf", "sudo dnf install libshaderc glslc")]
    [TestCase("/usr/bin/pacman", "sudo pacman -S shaderc")]
    [TestCase("/opt/homebrew/bin/brew", "brew install shaderc")]
    [TestCase("", "install it from your system's packages or the Vulkan SDK, https://vulkan.lunarg.com")]
    public void The_remedy_speaks_the_machines_package_manager(string manager, string remedy)
    {
        Doctor doctor = new(Healthy with
        {
            ShaderCompiler = () => throw new SweepException(ExitCode.NoDevice, "missing"),
            PathExists = path => path == manager,
        });

        Assert.That(Finding(doctor, "Shader compiler").Remedy, Is.EqualTo(remedy));
    }

    [TestCase(null, "(it is not set)")]
    [TestCase("compute,utility", "(it is 'compute,utility')")]
    public void An_nvidia_gpu_that_vulkan_does_not_see_is_explained_by_the_containers_capabilities(string? capabilities, string told)
    {
        Doctor doctor = new(Healthy with
        {
            Devices = () => [FakeDevices.Device(0, "llvmpipe", GpuDeviceType.Cpu)],
            Variable = name => name == "NVIDIA_DRIVER_CAPABILITIES" ? capabilities : null,
        });

        DoctorFinding finding = Finding(doctor, "NVIDIA GPU");

        Assert.That(finding.IsHealthy, Is.False);
        Assert.That(finding.Remedy, Does.Contain(told).And.Contain("NVIDIA_DRIVER_CAPABILITIES=all").And.Contain("libnvidia-gl").And.Contain("MIG"));
    }

    [Test]
    public void With_the_graphics_capability_the_next_causes_are_named()
    {
        Doctor doctor = new(Healthy with
        {
            Devices = () => [],
            Variable = name => name == "NVIDIA_DRIVER_CAPABILITIES" ? "compute, graphics" : null,
        });

        Assert.That(Finding(doctor, "NVIDIA GPU").Remedy, Does.StartWith("NVIDIA_DRIVER_CAPABILITIES includes graphics").And.Contain("libnvidia-gl"));
    }

    [Test]
    public void A_device_that_cannot_be_used_is_named_with_the_reason()
    {
        Doctor doctor = new(Healthy with { Devices = () => [FakeDevices.Device(0, "Old Card", GpuDeviceType.Discrete, "it offers Vulkan 1.1; 1.2 or newer is needed.", 0x10DE)] });

        DoctorFinding finding = Finding(doctor, "Vulkan devices");

        Assert.That(finding.IsHealthy, Is.False);
        Assert.That(finding.Finding, Does.Contain("'Old Card'").And.Contain("cannot be used: it offers Vulkan 1.1"));
    }

    [Test]
    public void A_device_file_that_the_user_may_not_open_is_told()
    {
        Doctor doctor = new(Healthy with { IsWritable = _ => false });

        Assert.That(Finding(doctor, "GPU device files").Remedy, Does.Contain("usermod -aG render"));
    }

    [Test]
    public void This_machine_can_be_examined()
    {
        IReadOnlyList<DoctorFinding> findings = new Doctor().Examine();

        Assert.That(Finding(findings, "Vulkan devices").IsHealthy);
        Assert.That(Finding(findings, "Shader compiler").IsHealthy);
    }

    private static DoctorFinding Finding(Doctor doctor, string subject) => Finding(doctor.Examine(), subject);

    private static DoctorFinding Finding(IEnumerable<DoctorFinding> findings, string subject) => findings.Single(finding => finding.Subject == subject);
}
