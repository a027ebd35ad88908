using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// shaderc as its command-line program <c>glslc</c>. Debian 12 needs it: the <c>libshaderc.so.1</c> there lacks the compiler proper and loads into no program but <c>glslc</c>.
/// </summary>
internal sealed class GlslcProgram : IGlslCompiler
{
    private const string StandardInputName = "<stdin>";

    private readonly string _program;

    private GlslcProgram(string program, string identity)
    {
        (_program, Identity) = (program, identity);
    }

    public string Identity { get; }

    /// <summary>Finds the program on the path; null, and why, when it cannot be run.</summary>
    public static GlslcProgram? TryFind(out string problem, string program = "glslc")
    {
        try
        {
            (int exitCode, byte[] output, string errors) = Run(program, ["--version"], input: "");
            problem = exitCode == 0 ? "" : $"'{program} --version' exited with code {exitCode}: {errors.Trim()}";
            return exitCode == 0 ? new GlslcProgram(program, "glslc " + Encoding.UTF8.GetString(output)) : null;
        }
        catch (Win32Exception error)
        {
            problem = $"'{program}' cannot be run: {error.Message}";
            return null;
        }
    }

    public uint[] Compile(string source, string fileName, bool isOptimized)
    {
        (int exitCode, byte[] output, string errors) = Run(
            _program, ["-x", "glsl", "-fshader-stage=compute", "--target-env=vulkan1.2", "--target-spv=spv1.5", isOptimized ? "-O" : "-O0", "-o", "-", "-"], source);
        return exitCode == 0 && output.Length % sizeof(uint) == 0
            ? MemoryMarshal.Cast<byte, uint>(output).ToArray()
            : throw new ShaderException(fileName, errors.Replace(StandardInputName, fileName, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        // Nothing runs between two compilations.
    }

    private static (int ExitCode, byte[] Output, string Errors) Run(string program, IReadOnlyList<string> arguments, string input)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        using Process process = Process.Start(start)!;

        // All three at once: a program that waits for its output to be read would otherwise never read its input.
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and messages say why.
        }

        process.WaitForExit();
        copy.GetAwaiter().GetResult();
        return (process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
    }
}
