using System.Collections.Immutable;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Kernels.Precompiled;

/// <summary>A kernel with its slots filled: what is compiled as one.</summary>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Snippets">What fills its slots.</param>
internal sealed record KernelModule(string Kernel, ImmutableArray<Snippet> Snippets)
{
    /// <summary>All kernels of a shader folder with every snippet that fits: slot <c>&lt;activation&gt;</c> takes each file of <c>activations/</c>.</summary>
    public static IEnumerable<KernelModule> AllOf(string shaderFolder)
    {
        ShaderSource source = ShaderSource.FromFolder(shaderFolder);
        return Directory.EnumerateFiles(shaderFolder, "*.comp")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
            .SelectMany(kernel => Fillings(shaderFolder, source.Slots(kernel)).Select(snippets => new KernelModule(kernel, snippets)))
            .Where(module => module.IsPossible);
    }

    /// <summary>The extension by which it multiplies matrices in a device's units for them; null when it does not.</summary>
    public CooperativeMatrixExtension? Matrices => CooperativeMatrixExtension.All.FirstOrDefault(extension => Snippets.Contains(TileProduct.Cooperative(extension).Snippet));

    // Matrices are multiplied in float16 alone.
    private bool IsPossible => Matrices is null || Snippets.Contains(ElementType.Float16.Snippet);

    private static IEnumerable<ImmutableArray<Snippet>> Fillings(string shaderFolder, IEnumerable<string> slots)
    {
        IEnumerable<ImmutableArray<Snippet>> fillings = [[]];
        foreach (string slot in slots)
        {
            string folder = slot + "s";
            Snippet[] choices =
            [
                .. Directory.EnumerateFiles(Path.Combine(shaderFolder, folder), "*.glsl").Order(StringComparer.Ordinal).Select(file => new Snippet(slot, $"{folder}/{Path.GetFileName(file)}")),
            ];
            fillings = [.. fillings.SelectMany(filling => choices.Select(filling.Add))];
        }

        return fillings;
    }
}
