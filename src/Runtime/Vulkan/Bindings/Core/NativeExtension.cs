namespace Silk.NET.Core.Native;

/// <summary>The functions of one extension of the API <typeparamref name="T"/>.</summary>
internal abstract class NativeExtension<T>;
