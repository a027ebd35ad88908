using System.Reflection;
using System.Runtime.CompilerServices;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>Computes layouts by C's rules from metadata alone, so that types of any assembly can be compared.</summary>
internal static class StructLayoutOf
{
    /// <summary>Where a field lies.</summary>
    public readonly record struct Field(string Name, int Offset, int Size);

    /// <summary>A type's size, alignment and fields.</summary>
    public sealed record Layout(int Size, int Alignment, IReadOnlyList<Field> Fields);

    public static FieldInfo[] InstanceFields(Type type) =>
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken)];

    public static int RuntimeSize(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    public static Layout Type(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint))
        {
            return Scalar(IntPtr.Size);
        }

        if (type.IsEnum)
        {
            return Type(Enum.GetUnderlyingType(type));
        }

        if (type.IsPrimitive)
        {
            return Scalar(RuntimeSize(type));
        }

        return type.GetCustomAttribute<InlineArrayAttribute>() is { } array
            ? Repeated(Type(InstanceFields(type)[0].FieldType), array.Length)
            : Sequential(type);
    }

    private static Layout Sequential(Type type)
    {
        List<Field> fields = [];
        int end = 0;
        int alignment = 1;
        foreach (FieldInfo field in InstanceFields(type))
        {
            Layout layout = field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer
                ? Repeated(Type(buffer.ElementType), buffer.Length)
                : Type(field.FieldType);
            int offset = RoundUp(end, layout.Alignment);
            fields.Add(new Field(field.Name, offset, layout.Size));
            end = offset + layout.Size;
            alignment = Math.Max(alignment, layout.Alignment);
        }

        return new Layout(RoundUp(end, alignment), alignment, fields);
    }

    private static Layout Scalar(int size) => new(size, size, []);

    private static Layout Repeated(Layout element, int count) => new(element.Size * count, element.Alignment, []);

    private static int RoundUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
