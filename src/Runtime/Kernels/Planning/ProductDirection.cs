namespace SweepDsl.Runtime.Kernels.Planning;

/// <summary>Which of a layer's three products is made.</summary>
public enum ProductDirection
{
    /// <summary>The output, from input and weight.</summary>
    Forward,

    /// <summary>The gradient of the input, from the output's and the weight.</summary>
    BackwardInput,

    /// <summary>The gradient of the weight, from the input and the output's.</summary>
    BackwardWeight,
}
