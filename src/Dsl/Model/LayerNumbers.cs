using System.Globalization;

namespace SweepDsl.Dsl.Model;

/// <summary>
/// Numbers of layers, as messages and generated comments tell them: <c>3</c>; within a residual block <c>3.1</c>, on its shortcut <c>3.shortcut.0</c>;
/// in a branch of a concat <c>3.1.0</c>, the branch before the layer.
/// </summary>
public static class LayerNumbers
{
    /// <summary>The number of a layer in a list.</summary>
    /// <param name="list">What stands before it; empty for the experiment's own list.</param>
    /// <param name="index">The layer's index in the list.</param>
    public static string In(string list, int index)
    {
        string number = index.ToString(CultureInfo.InvariantCulture);
        return list.Length == 0 ? number : $"{list}.{number}";
    }

    /// <summary>What stands before the numbers of layers on the shortcut of a block.</summary>
    public static string Shortcut(string block) => $"{block}.shortcut";

    /// <summary>What stands before the numbers of layers in a branch of a block.</summary>
    public static string Branch(string block, int branch) => In(block, branch);
}
