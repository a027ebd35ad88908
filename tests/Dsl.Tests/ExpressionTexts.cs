namespace SweepDsl.Dsl.Tests;

/// <summary>Makes well-typed expressions at random, over the parameters i and k (integers), f (number), t (truth value), w (text) and examples.</summary>
internal sealed class ExpressionTexts(int seed)
{
    private const int Depth = 4;
    private readonly Random _random = new(seed);

    public string Next() => Pick<Func<string>>(() => Integer(Depth), () => Number(Depth), () => $"{Truth(Depth)} ? {Integer(Depth)} : {Number(Depth)}")();

    private string Integer(int depth) => depth == 0
        ? Pick("i", "k", "examples", "1", "3", "17", "-2")
        : Pick<Func<string>>(
            () => Integer(0),
            () => $"{Integer(depth - 1)} {Pick("+", "-", "*", "%")} {Integer(depth - 1)}",
            () => $"({Integer(depth - 1)} {Pick("+", "-", "*", "%")} {Integer(depth - 1)})",
            () => $"-{Pick("i", "k", "(i + 1)")}",
            () => $"{Pick("floor", "ceil", "round")}({Number(depth - 1)})",
            () => $"{Pick("min", "max")}({Integer(depth - 1)}, {Integer(depth - 1)}, {Integer(depth - 1)})",
            () => $"({Truth(depth - 1)} ? {Integer(depth - 1)} : {Integer(depth - 1)})")();

    private string Number(int depth) => depth == 0
        ? Pick("f", "0.5", "1e-3", "2.0")
        : Pick<Func<string>>(
            () => Number(0),
            () => $"{Number(depth - 1)} {Pick("+", "-", "*", "/", "%")} {Pick<Func<string>>(() => Number(depth - 1), () => Integer(depth - 1))()}",
            () => $"{Integer(depth - 1)} / {Integer(depth - 1)}",
            () => $"({Integer(depth - 1)} {Pick("+", "-", "*")} {Number(depth - 1)})",
            () => $"-({Number(depth - 1)})",
            () => $"{Pick("sqrt", "exp", "ln", "log2")}({Pick<Func<string>>(() => Number(depth - 1), () => Integer(depth - 1))()})",
            () => $"pow({Number(depth - 1)}, {Pick("2", "0.5", "-1")})",
            () => $"{Pick("min", "max")}({Number(depth - 1)}, {Integer(depth - 1)})",
            () => $"({Truth(depth - 1)} ? {Integer(depth - 1)} : {Number(depth - 1)})")();

    private string Truth(int depth) => depth == 0
        ? Pick("t", "(i > k)", "(w == 'sgd')", "(f <= 1)")
        : Pick<Func<string>>(
            () => Truth(0),
            () => $"({Truth(depth - 1)} {Pick("&&", "||", "==", "!=")} {Truth(depth - 1)})",
            () => $"!({Truth(depth - 1)})",
            () => $"({Integer(depth - 1)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Number(depth - 1)})",
            () => $"(w {Pick("==", "!=")} {Pick("'adam'", "'x'")})")();

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
