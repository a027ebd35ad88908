using SweepDsl.Runtime.Kernels;

namespace SweepDsl.Runtime.Reports.Exports.Onnx;

/// <summary>Activations as ONNX operators.</summary>
internal static class OnnxActivations
{
    // As shaders/activations/leaky_relu.glsl has it.
    private const double LeakySlope = 0.01;

    /// <summary>Adds an activation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="layer">Name of the layer it belongs to.</param>
    /// <param name="input">Name of its input.</param>
    /// <returns>Name of its output.</returns>
    /// <exception cref="SweepException">It is none of those that come with the program (exit code 2).</exception>
    public static string Add(OnnxGraph graph, Activation activation, string layer, string input)
    {
        string output = $"{layer}.{activation.Name}";
        return activation.Name switch
        {
            "identity" => input,
            "relu" => graph.Add("Relu", output, [input]),
            "leaky_relu" => graph.Add("LeakyRelu", output, [input], OnnxAttribute.Float("alpha", LeakySlope)),
            "sigmoid" => graph.Add("Sigmoid", output, [input]),
            "tanh" => graph.Add("Tanh", output, [input]),
            "gelu" => graph.Add("Gelu", output, [input]),
            "silu" => graph.Add("Mul", output, [input, graph.Add("Sigmoid", $"{output}.sigmoid", [input])]),
            _ => throw new SweepException(
                ExitCode.Usage,
                $"{layer} has the activation '{activation.Name}', which is of this repository alone: ONNX has no operator for it. Networks with identity, relu, leaky_relu, sigmoid, tanh, gelu and silu can be exported."),
        };
    }
}
