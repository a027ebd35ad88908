using System.Buffers.Binary;
using System.Text.Json;
using SweepDsl.Runtime.Training;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Training.Files;

[TestFixture]
public sealed class SafetensorsWriteTests
{
    private static readonly NamedTensor Weight = new("layers.0.weight", [2, 3], [1, -2, 3.5f, float.NaN, float.NegativeInfinity, -0f]);
    private static readonly NamedTensor Bias = new("layers.0.bias", [2], [0.1f, float.Epsilon]);

    [Test]
    public void What_is_written_is_read_back_bit_by_bit()
    {
        SafetensorsFile read = SafetensorsFile.Read(new MemoryStream(Write([Weight, Bias], [KeyValuePair.Create("note", "\"quoted\" ü")])));

        Assert.That(read.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "layers.0.weight", "layers.0.bias" }));
        Assert.That(read.Tensors[0].Shape, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Bits(read.Tensors[0]), Is.EqualTo(Bits(Weight)));
        Assert.That(Bits(read.Tensors[1]), Is.EqualTo(Bits(Bias)));
        Assert.That(read.Metadata["note"], Is.EqualTo("\"quoted\" ü"));
    }

    // The rules that the reference reader enforces, checked on the bytes themselves.
    [Test]
    public void Files_keep_the_rules_of_the_format()
    {
        byte[] file = Write([Weight, Bias]);

        int headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        JsonElement weight = header.RootElement.GetProperty("layers.0.weight");
        JsonElement bias = header.RootElement.GetProperty("layers.0.bias");
        Assert.That(file[8], Is.EqualTo((byte)'{'));
        Assert.That(headerLength % 8, Is.Zero, "data start aligned");
        Assert.That(header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString(), Is.EqualTo("pt"));
        Assert.That(weight.GetProperty("dtype").GetString(), Is.EqualTo("F32"));
        Assert.That(weight.GetProperty("data_offsets").GetRawText(), Is.EqualTo("[0,24]"));
        Assert.That(bias.GetProperty("data_offsets").GetRawText(), Is.EqualTo("[24,32]"));
        Assert.That(file, Has.Length.EqualTo(8 + headerLength + 32));
        Assert.That(BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + headerLength + 8)), Is.EqualTo(3.5f));
    }

    [Test]
    public void The_same_tensors_give_the_same_bytes() =>
        Assert.That(
            Write([Weight, Bias], [KeyValuePair.Create("b", "1"), KeyValuePair.Create("a", "2")]),
            Is.EqualTo(Write([Weight, Bias], [KeyValuePair.Create("a", "2"), KeyValuePair.Create("b", "1")])));

    [Test]
    public void Tensors_longer_than_the_copying_chunk_come_back_whole()
    {
        float[] values = [.. Enumerable.Range(0, 40_001).Select(i => i * 0.5f)];

        SafetensorsFile read = SafetensorsFile.Read(new MemoryStream(Write([new NamedTensor("w", [values.Length], values)])));

        Assert.That(read.Tensors[0].Values, Is.EqualTo(values));
    }

    [Test]
    public void A_shape_that_does_not_hold_the_values_is_refused() =>
        Assert.That(() => Write([new NamedTensor("w", [3], [1, 2])]), Throws.ArgumentException.With.Message.Contains("[3] has 2 values"));

    [TestCase("layers.0.weight")]
    [TestCase("__metadata__")]
    public void Taken_names_are_refused(string name) =>
        Assert.That(() => Write([Weight, new NamedTensor(name, [1], [1])]), Throws.ArgumentException.With.Message.Contains("is taken"));

    [Test]
    public void A_changed_byte_never_crashes_the_reader()
    {
        byte[] file = Write([Weight, Bias], [KeyValuePair.Create("a", "b")]);
        Random random = new(20240607);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = [.. file.AsSpan(0, random.Next(4) == 0 ? random.Next(file.Length) : file.Length)];
            for (int edits = random.Next(1, 4); edits > 0 && damaged.Length > 0; edits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : "{}[]\",:0123456789"[random.Next(17)]);
            }

            refused += IsRefused(damaged) ? 1 : 0;
        }

        Assert.That(refused, Is.GreaterThan(10_000));
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            SafetensorsFile.Read(new MemoryStream(file));
            return false;
        }
        catch (SafetensorsException)
        {
            return true;
        }
    }

    private static byte[] Write(IReadOnlyCollection<NamedTensor> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static IEnumerable<int> Bits(NamedTensor tensor) => tensor.Values.Select(BitConverter.SingleToInt32Bits);
}
