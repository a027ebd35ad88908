namespace SweepDsl.Runtime.Vulkan;

/// <summary>The one command that installs something on this machine, by the package manager it has.</summary>
/// <param name="pathExists">Tells whether a file exists.</param>
internal sealed class InstallCommand(Func<string, bool> pathExists)
{
    public string ForVulkan => Of(new PackageNames(
        "libvulkan1 mesa-vulkan-drivers", "vulkan-loader mesa-vulkan-drivers", "vulkan-icd-loader vulkan-swrast", "vulkan-loader molten-vk"));

    public string ForDriver => Of(new PackageNames("mesa-vulkan-drivers", "mesa-vulkan-drivers", "vulkan-swrast", "molten-vk"))
        + " (drivers for AMD and Intel GPUs and for the processor itself; NVIDIA's own driver brings Vulkan with it)";

    public string ForShaderCompiler => Of(new PackageNames("libshaderc1 glslc", "libshaderc glslc", "shaderc", "shaderc"));

    public string ForValidation => Of(new PackageNames(
        "vulkan-validationlayers", "vulkan-validation-layers", "vulkan-validation-layers", "vulkan-validationlayers"));

    private string Of(PackageNames names) =>
        pathExists("/usr/bin/apt-get") ? "sudo apt-get install " + names.Apt
        : pathExists("/usr/bin/dnf") ? "sudo dnf install " + names.Dnf
        : pathExists("/usr/bin/pacman") ? "sudo pacman -S " + names.Pacman
        : pathExists("/opt/homebrew/bin/brew") || pathExists("/usr/local/bin/brew") ? "brew install " + names.Brew
        : "install it from your system's packages or the Vulkan SDK, https://vulkan.lunarg.com";
}
