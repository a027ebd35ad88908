namespace SweepDsl.Dsl.Tests;

/// <summary>The words of the snippets that come with the repository, by hand, so that the language is tested by itself.</summary>
internal static class BuiltInVocabulary
{
    private static readonly NumberRange NotNegative = new(0, true, double.PositiveInfinity, false);

    public static Vocabulary Value { get; } = new(
        new[] { "gelu", "identity", "leaky_relu", "relu", "sigmoid", "silu", "tanh" }.Select(name => new ActivationWord(name, "")).ToValueList(),
        ValueList.Of(
            new OptimizerWord("adam", "", ValueList.Of(Number("beta1", 0.9, NumberRange.Share), Number("beta2", 0.999, NumberRange.Share), Number("epsilon", 1e-8, new(0, false, 1, true)), Number("weight_decay", 0, NotNegative))),
            new OptimizerWord("adamw", "", ValueList.Of(Number("beta1", 0.9, NumberRange.Share), Number("beta2", 0.999, NumberRange.Share), Number("epsilon", 1e-8, new(0, false, 1, true)), Number("weight_decay", 0.01, NotNegative))),
            new OptimizerWord("sgd", "", ValueList.Of(Number("momentum", 0, NumberRange.Share), Number("weight_decay", 0, NotNegative), new HyperParameter("nesterov", ScalarType.Truth, 0, NumberRange.Everything)))));

    private static HyperParameter Number(string name, double value, NumberRange range) => new(name, ScalarType.Number, value, range);
}
