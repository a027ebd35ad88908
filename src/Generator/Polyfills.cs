// Types that the compiler wants for records and init-only members, and that .NET Standard 2.0 lacks.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
