using System.Runtime.CompilerServices;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Turns the result of a Vulkan call into an exception that names the call and what it was for.</summary>
internal static class ResultCheck
{
    /// <summary>Throws unless the call succeeded; <c>Incomplete</c>, <c>Timeout</c> and <c>NotReady</c> count as failures where they are not expected.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="subject">Label of the object it was for.</param>
    /// <param name="validation">Where the last validation message stands, when the layer is on.</param>
    /// <param name="expression">The call as written, filled in by the compiler.</param>
    public static void ThrowIfFailed(
        this Result result,
        string subject,
        ValidationLog? validation = null,
        [CallerArgumentExpression(nameof(result))] string expression = "")
    {
        if (result != Result.Success)
        {
            throw Failure(result, subject, validation, FunctionName(expression));
        }
    }

    public static GpuException Failure(Result result, string subject, ValidationLog? validation, string call)
    {
        string? message = validation?.LastMessage;
        return result switch
        {
            Result.ErrorDeviceLost => new DeviceLostException(
                call,
                result.ToString(),
                subject,
                "The device is lost: the driver reset it, most often because one piece of work ran too long or a shader went astray. What it held is gone.",
                message),
            Result.ErrorOutOfDeviceMemory => new OutOfDeviceMemoryException(
                call, result.ToString(), subject, "The device has no memory left for it; close other programs that use the device, or make the work smaller.", message),
            Result.ErrorOutOfHostMemory => new GpuException(call, result.ToString(), subject, "The computer has no memory left for the driver.", message),
            _ => new GpuException(call, result.ToString(), subject, validationMessage: message),
        };
    }

    /// <summary><c>vk.CreateBuffer(device, …)</c> as written in C# becomes <c>vkCreateBuffer</c>.</summary>
    public static string FunctionName(string expression)
    {
        int end = expression.IndexOf('(');
        string callee = end < 0 ? expression : expression[..end];
        return "vk" + callee[(callee.LastIndexOf('.') + 1)..].Trim();
    }
}
