namespace SweepDsl.Generator.Glsl;

/// <summary>The slots that a kernel can leave to a snippet of its caller's choice.</summary>
internal static class KernelSlots
{
    public const string Activation = "activation";

    public const string Optimizer = "optimizer";

    public const string Product = "product";

    public const string Storage = "storage";

    public static bool Contains(string slot) => slot is Activation or Optimizer or Product or Storage;

    /// <summary>The runtime's type of what fills a slot.</summary>
    public static string TypeOf(string slot) => slot switch
    {
        Optimizer => "OptimizerDefinition",
        Product => "TileProduct",
        Storage => "ElementType",
        _ => "Activation",
    };
}
