namespace SweepDsl.Generator.Glsl;

/// <summary>The slots that a kernel can leave to a snippet of its caller's choice.</summary>
internal static class KernelSlots
{
    public const string Activation = "activation";

    public const string Optimizer = "optimizer";

    public static bool Contains(string slot) => slot is Activation or Optimizer;
}
