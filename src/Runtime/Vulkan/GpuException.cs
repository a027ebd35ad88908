namespace SweepDsl.Runtime.Vulkan;

/// <summary>A Vulkan call failed: which, how, on what, and what the validation layer said last.</summary>
public class GpuException : Exception
{
    /// <summary>Makes the error of one call.</summary>
    /// <param name="call">The Vulkan function, such as <c>vkCreateBuffer</c>.</param>
    /// <param name="result">What it returned, such as <c>ErrorUnknown</c>.</param>
    /// <param name="subject">Label of the object it was called for.</param>
    /// <param name="explanation">What the result means here and what to do, as whole sentences; null when the result says it all.</param>
    /// <param name="validationMessage">The last message of the validation layer, when it is on.</param>
    public GpuException(string call, string result, string subject, string? explanation = null, string? validationMessage = null)
        : base(Describe(call, result, subject, explanation, validationMessage))
    {
        (Call, Result, Subject, ValidationMessage) = (call, result, subject, validationMessage);
    }

    /// <summary>The Vulkan function that failed.</summary>
    public string Call { get; }

    /// <summary>The result it returned.</summary>
    public string Result { get; }

    /// <summary>Label of the object it was called for.</summary>
    public string Subject { get; }

    /// <summary>The last message of the validation layer before the failure.</summary>
    public string? ValidationMessage { get; }

    private static string Describe(string call, string result, string subject, string? explanation, string? validationMessage)
    {
        string message = $"{call} for '{subject}' returned {result}.";
        if (explanation is not null)
        {
            message += " " + explanation;
        }

        return validationMessage is null ? message : $"{message} The validation layer's last message: {validationMessage}";
    }
}
