namespace SweepDsl.Runtime.Vulkan;

/// <summary>What the same thing is called by each package manager.</summary>
internal readonly record struct PackageNames(string Apt, string Dnf, string Pacman, string Brew);
