using System.CommandLine;
using SweepDsl.Runtime.Kernels;
using SweepDsl.Runtime.Kernels.Precompiled;
using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Cli;

/// <summary><c>sweep precompile</c>: compiles the kernels that go with a published program.</summary>
internal static class PrecompileVerb
{
    /// <summary>The verb.</summary>
    public static Command Create(CommandContext context)
    {
        // A step of ./sweep publish.
        Command command = new("precompile", "Compile all kernels into a folder beside this program, which then needs no shader compiler.") { Hidden = true };
        command.SetAction(_ =>
        {
            try
            {
                int count = PrecompiledKernels.OfProgram.Make(KernelLibrary.ShaderFolder, cache => new ShaderCompiler(cache));
                context.Error.Writer.WriteLine($"Compiled {count} kernels.");
                return (int)ExitCode.Done;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SweepException(ExitCode.Usage, $"precompile: cannot write beside the program: {error.Message}", error);
            }
            catch (AggregateException error) when (error.InnerException is ShaderException shader)
            {
                throw new SweepException(ExitCode.Usage, shader.Message, error);
            }
        });
        return command;
    }
}
