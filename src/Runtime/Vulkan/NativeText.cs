using System.Runtime.InteropServices;
using System.Text;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Text as Vulkan and shaderc take and give it: UTF-8 with a zero at its end.</summary>
internal static unsafe class NativeText
{
    public static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
