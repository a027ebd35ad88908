using System.Globalization;
using System.Reflection;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>The bindings against the package they stand in for.</summary>
public sealed class SilkNetPackageTests
{
    private static IEnumerable<Type> Enums => BindingTypes.Enums;

    private static IEnumerable<Type> Structs => BindingTypes.Structs;

    private static IEnumerable<Type> Handles => BindingTypes.Handles;

    private static IEnumerable<TestCaseData> Functions => BindingTypes.Functions.Select(function => new TestCaseData(function).SetArgDisplayNames(function.Name));

    [TestCaseSource(nameof(Enums))]
    public void An_enum_has_the_packages_values(Type type)
    {
        Type real = Real(type);

        Assert.That(Enum.GetUnderlyingType(type), Is.EqualTo(Enum.GetUnderlyingType(real)));
        Assert.That(Members(type), Is.SubsetOf(Members(real)));
    }

    [TestCaseSource(nameof(Structs))]
    public void A_struct_has_the_packages_fields_at_the_packages_offsets(Type type)
    {
        StructLayoutOf.Layout expected = StructLayoutOf.Type(Real(type));
        StructLayoutOf.Layout actual = StructLayoutOf.Type(type);

        Assert.That(actual.Fields, Is.EqualTo(expected.Fields));
        Assert.That(actual.Size, Is.EqualTo(expected.Size));
        Assert.That(FieldTypes(type), Is.EqualTo(FieldTypes(Real(type))));
    }

    [TestCaseSource(nameof(Handles))]
    public void A_handle_is_as_wide_as_the_packages(Type type) =>
        Assert.That(StructLayoutOf.RuntimeSize(type), Is.EqualTo(StructLayoutOf.Type(Real(type)).Size));

    [TestCaseSource(nameof(Functions))]
    public void A_function_has_an_overload_of_the_package_with_the_same_parameters(MethodInfo function)
    {
        IEnumerable<string> overloads = SilkNetPackage.Vulkan
            .GetType("Silk.NET.Vulkan.Vk", throwOnError: true)!
            .GetMethods()
            .Where(method => method.Name == function.Name)
            .Select(Signature);

        Assert.That(overloads, Does.Contain(Signature(function)));
    }

    private static Type Real(Type type) => SilkNetPackage.Vulkan.GetType(type.FullName!, throwOnError: true)!;

    private static IEnumerable<string> Members(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"));

    // Arrays inside structs are types of the compiler's making: their sizes were compared.
    private static IEnumerable<string> FieldTypes(Type type) =>
        StructLayoutOf.InstanceFields(type).Where(field => !field.FieldType.IsNested).Select(field => $"{field.FieldType.Name} {field.Name}");

    private static string Signature(MethodInfo method) => $"{method.ReturnType.Name} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsOut ? "out " : parameter.IsIn ? "in " : "")}{parameter.ParameterType.Name} {parameter.Name}";
}
