using SweepDsl.Runtime.Reports.Exports.Protobuf;

namespace SweepDsl.Runtime.Reports.Exports.TensorBoard;

/// <summary>TensorBoard's events (<c>event.proto</c>, <c>summary.proto</c>). Times are seconds since 1970.</summary>
internal static class EventMessages
{
    private const int FloatType = 1;

    /// <summary>What every file begins with.</summary>
    public static ProtobufMessage FileVersion(double time) => new ProtobufMessage().Double(1, time).Text(3, "brain.Event:2");

    /// <summary>Scalars at a step, by tag.</summary>
    public static ProtobufMessage Scalars(double time, long step, IEnumerable<(string Tag, double Value)> scalars) =>
        Summary(time, step, scalars.Select(scalar => new ProtobufMessage().Text(1, scalar.Tag).Float(2, (float)scalar.Value)));

    /// <summary>Data of a plugin. Newer readers want a tensor beside them, whatever it holds.</summary>
    public static ProtobufMessage PluginData(double time, string tag, string plugin, ProtobufMessage content)
    {
        ProtobufMessage metadata = new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, plugin).Bytes(2, content.Encoded));
        ProtobufMessage nothing = new ProtobufMessage().Integer(1, FloatType).Message(2, new ProtobufMessage()).Float(5, 0);
        return Summary(time, step: 0, [new ProtobufMessage().Text(1, tag).Message(9, metadata).Message(8, nothing)]);
    }

    private static ProtobufMessage Summary(double time, long step, IEnumerable<ProtobufMessage> values) =>
        new ProtobufMessage().Double(1, time).Integer(2, step).Message(5, new ProtobufMessage().Messages(1, values));
}
