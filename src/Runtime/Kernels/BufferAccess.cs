namespace SweepDsl.Runtime.Kernels;

/// <summary>How a kernel uses one of its buffers, as its GLSL declares it (<c>readonly</c>, <c>writeonly</c>, neither).</summary>
public enum BufferAccess
{
    /// <summary>The kernel only reads the range.</summary>
    Read,

    /// <summary>The kernel overwrites the range and never reads it.</summary>
    Write,

    /// <summary>The kernel reads and writes the range.</summary>
    ReadWrite,
}
