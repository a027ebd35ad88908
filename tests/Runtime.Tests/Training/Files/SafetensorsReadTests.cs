using System.Text;
using SweepDsl.Runtime.Training.Files;

namespace SweepDsl.Runtime.Tests.Training.Files;

[TestFixture]
public sealed class SafetensorsReadTests
{
    [Test]
    public void Tensors_come_in_the_order_of_their_data()
    {
        byte[] file = SafetensorsBytes.Of("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 8);

        SafetensorsFile read = Read(file);

        Assert.That(read.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(read.Tensors[0].Shape, Is.Empty);
        Assert.That(read.Tensors[0].Values, Has.Length.EqualTo(1));
    }

    [TestCase("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0xBF }, -1.5f)]
    [TestCase("F32", new byte[] { 0, 0, 0xC0, 0x3F }, 1.5f)]
    [TestCase("F16", new byte[] { 0x00, 0x3E }, 1.5f)]
    [TestCase("F16", new byte[] { 0x00, 0x7C }, float.PositiveInfinity)]
    [TestCase("F16", new byte[] { 0x01, 0x00 }, 5.9604645e-8f)]
    [TestCase("BF16", new byte[] { 0xC0, 0x3F }, 1.5f)]
    [TestCase("BF16", new byte[] { 0x80, 0xFF }, float.NegativeInfinity)]
    public void Floating_point_formats_become_float32(string dtype, byte[] data, float expected)
    {
        byte[] header = Encoding.UTF8.GetBytes($$$"""{"w":{"dtype":"{{{dtype}}}","shape":[1],"data_offsets":[0,{{{data.Length}}}]}}""");

        SafetensorsFile read = Read(SafetensorsBytes.Of(header, data));

        Assert.That(read.Tensors[0].Values, Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Empty_tensors_and_padded_headers_are_read()
    {
        SafetensorsFile read = Read(SafetensorsBytes.Of(
            """{"e":{"dtype":"F32","shape":[2,0],"data_offsets":[4,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}      """, 4));

        Assert.That(read.Tensors.Single(tensor => tensor.Name == "e").Values, Is.Empty);
    }

    [Test]
    public void Metadata_are_read() =>
        Assert.That(Read(SafetensorsBytes.Of("""{"__metadata__":{"format":"pt","note":"ü"}}""")).Metadata["note"], Is.EqualTo("ü"));

    [Test]
    public void A_file_without_tensors_is_read() => Assert.That(Read(SafetensorsBytes.Of("{}")).Tensors, Is.Empty);

    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "gap or overlap", TestName = "Overlapping_tensors_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "gap or overlap", TestName = "A_hole_between_tensors_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "gap or overlap", TestName = "Data_before_the_first_tensor_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "appended", TestName = "Bytes_after_the_last_tensor_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "holds 7 bytes", TestName = "Missing_bytes_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "needs 8 bytes", TestName = "A_shape_that_needs_other_bytes_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "takes bytes 4 to 0", TestName = "Offsets_that_run_backwards_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "more bytes than can be counted", TestName = "A_product_that_overflows_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "more bytes than can be counted", TestName = "A_byte_size_that_overflows_to_0_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[0,9999999999],"data_offsets":[0,0]}}""", 0, "larger than this program", TestName = "A_huge_extent_beside_a_zero_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole numbers", TestName = "A_negative_extent_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "whole numbers", TestName = "A_fractional_extent_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "two data_offsets", TestName = "Three_offsets_are_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "needs dtype", TestName = "A_missing_key_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "unknown or repeated key 'x'", TestName = "An_unknown_key_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", 4, "unknown or repeated key 'shape'", TestName = "A_repeated_key_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "appears twice", TestName = "A_repeated_tensor_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "appears twice", TestName = "A_repeated_tensor_in_other_spelling_is_refused")]
    [TestCase("""{"__metadata__":{},"__metadata__":{}}""", 0, "appears twice", TestName = "Repeated_metadata_are_refused")]
    [TestCase("""{"__metadata__":{"a":1}}""", 0, "Number where String", TestName = "Metadata_that_are_no_words_are_refused")]
    [TestCase("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", 8, "dtype I64", TestName = "An_integer_tensor_is_refused")]
    [TestCase("""{"a":[]}""", 0, "StartArray where StartObject", TestName = "A_tensor_that_is_no_object_is_refused")]
    [TestCase("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "not valid JSON", TestName = "Deep_nesting_is_refused")]
    [TestCase("""{"\ud800":{}}""", 0, "UTF-8", TestName = "Half_a_surrogate_pair_is_refused")]
    [TestCase("""{} {}""", 0, "not valid JSON", TestName = "A_second_object_is_refused")]
    [TestCase("""{""", 0, "not valid JSON", TestName = "An_open_object_is_refused")]
    [TestCase("""[]""", 0, "does not start with '{'", TestName = "A_header_that_is_no_object_is_refused")]
    [TestCase(""" {}""", 0, "does not start with '{'", TestName = "A_header_that_starts_with_a_space_is_refused")]
    [TestCase("", 0, "does not start with '{'", TestName = "An_empty_header_is_refused")]
    public void Broken_headers_are_refused(string header, int dataBytes, string reason) =>
        Assert.That(() => Read(SafetensorsBytes.Of(header, dataBytes)), Throws.TypeOf<SafetensorsException>().With.Message.Contains(reason));

    [Test]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.That(() => Read(SafetensorsBytes.Of([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'], [])), Throws.TypeOf<SafetensorsException>().With.Message.Contains("UTF-8"));

    [TestCase(1UL << 56)]
    [TestCase(ulong.MaxValue)]
    [TestCase(100_000_001UL)]
    public void A_header_over_the_limit_is_refused_before_memory_is_taken(ulong length)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => Read(SafetensorsBytes.Of(length, [(byte)'{', (byte)'}'], [])), Throws.TypeOf<SafetensorsException>().With.Message.Contains("at most 100000000"));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [TestCase(3UL)]
    [TestCase(100_000_000UL)]
    public void A_header_longer_than_the_file_is_refused(ulong length) =>
        Assert.That(() => Read(SafetensorsBytes.Of(length, [(byte)'{', (byte)'}'], [])), Throws.TypeOf<SafetensorsException>().With.Message.Contains("cut short"));

    [TestCase(0)]
    [TestCase(7)]
    public void A_file_too_short_for_a_length_is_refused(int bytes) =>
        Assert.That(() => Read(new byte[bytes]), Throws.TypeOf<SafetensorsException>().With.Message.Contains("too few"));

    private static SafetensorsFile Read(byte[] file) => SafetensorsFile.Read(new MemoryStream(file));
}
