namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>How the kernels of products (convolutions and dense layers) get their speed. <see cref="Register"/> and <see cref="Tiled"/> give the same bits.</summary>
public enum KernelFamily
{
    /// <summary>Every invocation keeps its outputs in registers and loads what it multiplies itself: no shared memory, no barrier. For processors, and for small products.</summary>
    Register,

    /// <summary>A workgroup loads tiles of both factors into shared memory together. For GPUs.</summary>
    Tiled,

    /// <summary>
    /// As <see cref="Tiled"/>, multiplied by subgroups in the device's units for matrices of float16; how those add is the device's own, and so are the bits. For products of
    /// float16 on GPUs.
    /// </summary>
    Cooperative,
}
