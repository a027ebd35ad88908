using System.Buffers.Binary;
using SweepDsl.Runtime.Reports.Exports.Protobuf;
using SweepDsl.Runtime.Training;

namespace SweepDsl.Runtime.Reports.Exports.Onnx;

/// <summary>A graph of ONNX operators that grows node by node, in the order they run (<c>onnx.proto3</c>).</summary>
internal sealed class OnnxGraph
{
    private const int FloatType = 1;

    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _initializers = [];

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="output">Name of the node and of its output.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="attributes">Its attributes, from <see cref="OnnxAttribute"/>.</param>
    /// <returns>The name of its output.</returns>
    public string Add(string operation, string output, string[] inputs, params ReadOnlySpan<ProtobufMessage> attributes)
    {
        ProtobufMessage node = new();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (ProtobufMessage attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _nodes.Add(node);
        return output;
    }

    /// <summary>Adds a constant.</summary>
    /// <returns>Its name.</returns>
    public string Add(NamedTensor tensor)
    {
        byte[] bytes = new byte[tensor.Values.Length * sizeof(float)];
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor.Values[i]);
        }

        ProtobufMessage initializer = new();
        foreach (int extent in tensor.Shape)
        {
            initializer.Integer(1, extent);
        }

        _initializers.Add(initializer.Integer(2, FloatType).Text(8, tensor.Name).Bytes(9, bytes));
        return tensor.Name;
    }

    /// <summary>The graph as a message.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">Its input.</param>
    /// <param name="output">Its output.</param>
    public ProtobufMessage Encode(string name, ProtobufMessage input, ProtobufMessage output) =>
        new ProtobufMessage().Messages(1, _nodes).Text(2, name).Messages(5, _initializers).Message(11, input).Message(12, output);
}
