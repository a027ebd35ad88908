using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>Receives the messages of the validation layer, from any thread.</summary>
internal sealed unsafe class ValidationLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ValidationMessage> _messages = [];
    private GCHandle _self;

    public ValidationLog()
    {
        _self = GCHandle.Alloc(this);
    }

    public IReadOnlyList<ValidationMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public string? LastMessage
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count > 0 ? _messages[^1].ToString() : null;
            }
        }
    }

    public DebugUtilsMessengerCreateInfoEXT MessengerInfo => new()
    {
        SType = StructureType.DebugUtilsMessengerCreateInfoExt,
        MessageSeverity = DebugUtilsMessageSeverityFlagsEXT.WarningBitExt | DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt,
        // Not the general ones: the loader tells there of drivers it could not load, which is no fault of a call of ours.
        MessageType = DebugUtilsMessageTypeFlagsEXT.ValidationBitExt,
        PfnUserCallback = new PfnDebugUtilsMessengerCallbackEXT(&OnMessage),
        PUserData = (void*)GCHandle.ToIntPtr(_self),
    };

    /// <summary>Notes a message.</summary>
    public void Add(ValidationMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
    }

    /// <summary>To be called when no messenger uses <see cref="MessengerInfo"/> any more.</summary>
    public void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static Bool32 OnMessage(
        DebugUtilsMessageSeverityFlagsEXT severity,
        DebugUtilsMessageTypeFlagsEXT type,
        DebugUtilsMessengerCallbackDataEXT* data,
        void* userData)
    {
        if (GCHandle.FromIntPtr((nint)userData).Target is ValidationLog log)
        {
            log.Add(new ValidationMessage(
                severity.HasFlag(DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt),
                Marshal.PtrToStringUTF8((nint)data->PMessageIdName) ?? "",
                Marshal.PtrToStringUTF8((nint)data->PMessage) ?? ""));
        }

        return false;
    }
}
