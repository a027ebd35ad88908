using SweepDsl.Runtime.Reports.Exports.Protobuf;

namespace SweepDsl.Runtime.Reports.Exports.Onnx;

/// <summary>Attributes of ONNX operators, as messages.</summary>
internal static class OnnxAttribute
{
    private const int FloatKind = 1;
    private const int IntegerKind = 2;
    private const int IntegersKind = 7;

    /// <summary>A number.</summary>
    public static ProtobufMessage Float(string name, double value) => new ProtobufMessage().Text(1, name).Float(2, (float)value).Integer(20, FloatKind);

    /// <summary>A whole number.</summary>
    public static ProtobufMessage Integer(string name, long value) => new ProtobufMessage().Text(1, name).Integer(3, value).Integer(20, IntegerKind);

    /// <summary>Whole numbers.</summary>
    public static ProtobufMessage Integers(string name, params ReadOnlySpan<int> values)
    {
        ProtobufMessage attribute = new ProtobufMessage().Text(1, name);
        foreach (int value in values)
        {
            attribute.Integer(8, value);
        }

        return attribute.Integer(20, IntegersKind);
    }
}
