using System.Collections.Immutable;

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
            .SelectMany(kernel => Fillings(shaderFolder, source.Slots(kernel)).Select(snippets => new KernelModule(kernel, snippets)));
    }

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
