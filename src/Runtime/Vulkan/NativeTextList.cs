using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Vulkan;

/// <summary>A list of names as Vulkan takes it: an array of pointers to zero-terminated UTF-8.</summary>
internal sealed unsafe class NativeTextList : IDisposable
{
    private byte** _pointers;

    public NativeTextList(IReadOnlyList<string> texts)
    {
        _pointers = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(texts.Count, 1), (nuint)sizeof(byte*));
        Count = (uint)texts.Count;
        for (int i = 0; i < texts.Count; i++)
        {
            _pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
    }

    public uint Count { get; }

    public byte** Pointers => _pointers;

    public void Dispose()
    {
        if (_pointers == null)
        {
            return;
        }

        for (uint i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)_pointers[i]);
        }

        NativeMemory.Free(_pointers);
        _pointers = null;
    }
}
