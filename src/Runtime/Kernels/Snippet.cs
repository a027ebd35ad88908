namespace SweepDsl.Runtime.Kernels;

/// <summary>A GLSL snippet chosen for a kernel's slot: <c>#include &lt;activation&gt;</c> becomes <c>shaders/activations/NAME.glsl</c>.</summary>
/// <param name="Slot">The slot's name in angle brackets.</param>
/// <param name="Path">The file that fills it, relative to the shader folder, with forward slashes.</param>
public readonly record struct Snippet(string Slot, string Path);
