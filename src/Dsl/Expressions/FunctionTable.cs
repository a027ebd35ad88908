namespace SweepDsl.Dsl.Expressions;

/// <summary>The built-in functions by their words.</summary>
internal static class FunctionTable
{
    /// <summary>The word for the training examples of an epoch.</summary>
    public const string Examples = "examples";

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["sqrt"] = Function.Sqrt,
        ["pow"] = Function.Pow,
        ["exp"] = Function.Exp,
        ["ln"] = Function.Ln,
        ["log2"] = Function.Log2,
        ["min"] = Function.Min,
        ["max"] = Function.Max,
        ["floor"] = Function.Floor,
        ["ceil"] = Function.Ceil,
        ["round"] = Function.Round,
    };

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Functions.Keys];

    /// <summary>The function of a word.</summary>
    public static bool TryFind(string word, out Function function) => Functions.TryGetValue(word, out function);

    /// <summary>Whether a word means something in expressions, so that no parameter can bear it.</summary>
    public static bool IsReserved(string word) => word is Examples or "true" or "false" || Functions.ContainsKey(word);

    /// <summary>How many arguments a function takes, and in words.</summary>
    public static (int Least, int Most, string Text) ArgumentCount(Function function) => function switch
    {
        Function.Pow => (2, 2, "two arguments"),
        Function.Min or Function.Max => (2, int.MaxValue, "two or more arguments"),
        _ => (1, 1, "one argument"),
    };
}
