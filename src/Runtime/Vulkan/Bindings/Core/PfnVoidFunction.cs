namespace Silk.NET.Core;

/// <summary>Address of a function of whatever parameters; 0 for none.</summary>
internal readonly struct PfnVoidFunction(nint address)
{
    private readonly nint _address = address;

    public static implicit operator nint(PfnVoidFunction pfn) => pfn._address;
}
