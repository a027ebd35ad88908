namespace SweepDsl.Dsl;

/// <summary>The words that shader snippets add to the language: activations and optimizers.</summary>
/// <param name="Activations">Activation functions.</param>
/// <param name="Optimizers">Optimizers with their hyper-parameters.</param>
public sealed record Vocabulary(ValueList<ActivationWord> Activations, ValueList<OptimizerWord> Optimizers);

/// <summary>An activation function by name.</summary>
/// <param name="Name">The word.</param>
/// <param name="Summary">What it computes, for editors; may be empty.</param>
public sealed record ActivationWord(string Name, string Summary);

/// <summary>An optimizer by name.</summary>
/// <param name="Name">The word.</param>
/// <param name="Summary">What it is, for editors; may be empty.</param>
/// <param name="HyperParameters">Its hyper-parameters, which are keys under it.</param>
public sealed record OptimizerWord(string Name, string Summary, ValueList<HyperParameter> HyperParameters);

/// <summary>A hyper-parameter of an optimizer.</summary>
/// <param name="Name">The key.</param>
/// <param name="Type">Integer, number or truth value.</param>
/// <param name="Default">Its value when the YAML does not give one; a truth value is 0 or 1.</param>
/// <param name="Range">What it may be; of no effect for a truth value.</param>
/// <param name="Summary">What it does, for editors; may be empty.</param>
public sealed record HyperParameter(string Name, ScalarType Type, double Default, NumberRange Range, string Summary = "");
