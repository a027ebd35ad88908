using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace SweepDsl.Runtime.Tests.Vulkan.Bindings;

/// <summary>The structs against the C headers (Debian: libvulkan-dev), as the C compiler lays them out.</summary>
public sealed partial class VulkanHeaderTests
{
    private const string Header = "/usr/include/vulkan/vulkan_core.h";

    [Test]
    public void Every_field_lies_where_the_c_compiler_puts_it()
    {
        if (!File.Exists(Header) || !File.Exists("/usr/bin/cc"))
        {
            Assert.Ignore($"There is no {Header} (Debian: libvulkan-dev) or no C compiler here.");
        }

        string header = File.ReadAllText(Header);
        Type[] types = [.. BindingTypes.Structs.Where(type => !IsNewerThan(header, type)).OrderBy(type => type.Name, StringComparer.Ordinal)];

        string[] expected = Run(Program(types, header));

        Assert.That(types.SelectMany(type => Lines(type, MemberNames(type, header))), Is.EqualTo(expected));
    }

    // Structs of an extension whose name the header does not have at all.
    private static bool IsNewerThan(string header, Type type) =>
        type.Name.Contains("CooperativeMatrix", StringComparison.Ordinal) && type.Name.EndsWith("KHR", StringComparison.Ordinal) && !header.Contains("VK_KHR_cooperative_matrix", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(Type type, string[] members)
    {
        StructLayoutOf.Layout layout = StructLayoutOf.Type(type);
        return layout.Fields
            .Select((field, i) => $"{type.Name}.{members[i]} {field.Offset}")
            .Append($"{type.Name} {layout.Size}");
    }

    // C and C# spell members differently: they are paired by order.
    private static string[] MemberNames(Type type, string header)
    {
        Match body = Regex.Match(header, $@"typedef struct Vk{type.Name} \{{(.*?)\}} Vk{type.Name};", RegexOptions.Singleline);
        Assert.That(body.Success, $"{Header} has no Vk{type.Name}.");
        return [.. MemberPattern().Matches(body.Groups[1].Value).Select(member => member.Groups[1].Value)];
    }

    private static string Program(Type[] types, string header)
    {
        StringBuilder text = new("#include <stddef.h>\n#include <stdio.h>\n#include <vulkan/vulkan_core.h>\nint main(void) {\n");
        foreach (Type type in types)
        {
            foreach (string member in MemberNames(type, header))
            {
                text.Append($"printf(\"{type.Name}.{member} %zu\\n\", offsetof(Vk{type.Name}, {member}));\n");
            }

            text.Append($"printf(\"{type.Name} %zu\\n\", sizeof(Vk{type.Name}));\n");
        }

        return text.Append("return 0; }\n").ToString();
    }

    private static string[] Run(string program)
    {
        string folder = Directory.CreateTempSubdirectory("sweep-header").FullName;
        try
        {
            string source = Path.Combine(folder, "layout.c");
            string executable = Path.Combine(folder, "layout");
            File.WriteAllText(source, program);
            Start("/usr/bin/cc", "-o", executable, source);
            return Start(executable).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Start(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
        return output;
    }

    [GeneratedRegex(@"(\w+)(?:\[\w+\])?;")]
    private static partial Regex MemberPattern();
}
