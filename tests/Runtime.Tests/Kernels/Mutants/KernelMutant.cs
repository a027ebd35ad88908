using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Tests.Kernels.Mutants;

/// <summary>A mistake in the text of a kernel. The kernel's comparison with the reference must turn red on it, or the comparison proves nothing.</summary>
/// <param name="Mistake">The mistake, in words.</param>
/// <param name="File">The file, relative to the shader folder.</param>
/// <param name="Find">The text that is replaced, everywhere in the file.</param>
/// <param name="Replace">What comes in its place.</param>
/// <param name="Comparison">What must turn red.</param>
public sealed record KernelMutant(string Mistake, string File, string Find, string Replace, KernelComparison Comparison)
{
    /// <summary>The project's kernels with this mistake.</summary>
    public ShaderSource Source => new(path =>
    {
        string text = System.IO.File.ReadAllText(Path.Combine(KernelLibrary.ShaderFolder, path));
        return path == File ? text.Replace(Find, Replace, StringComparison.Ordinal) : text;
    });

    /// <summary>Whether the text to replace is in the file.</summary>
    public bool Fits => System.IO.File.ReadAllText(Path.Combine(KernelLibrary.ShaderFolder, File)).Contains(Find, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Mistake}";
}
