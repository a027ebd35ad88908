namespace SweepDsl.Runtime.Vulkan;

/// <summary>
/// The threads of Mesa's software device. It splits every dispatch over a pool of threads and waits until the last is done; without a pool the thread that submits works a
/// dispatch off by itself, and has no other to wake or to wait for. No bit of a result depends on it.
/// </summary>
internal static class SoftwareThreads
{
    private const string Variable = "LP_NUM_THREADS";

    // The driver looks when an instance is made, and the environment is the whole process's. A driver's thread that reads it at that moment, when a lost device is opened anew beside
    // others, may read it before or after; none of what it looks for there is this variable.
    private static readonly Lock Gate = new();

    private static readonly bool IsSetByUser = Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Whether the number is ours to choose: the user chose none, and the driver can be told.</summary>
    public static bool CanBeChosen => !IsSetByUser && NativeEnvironment.CanBeSet;

    /// <summary>Makes an instance whose software device has a number of threads, where that can be chosen.</summary>
    /// <param name="threads">Threads of each device; null takes those that the process may use.</param>
    /// <param name="open">Makes the instance, and lists its devices.</param>
    public static T With<T>(int? threads, Func<T> open)
    {
        if (!CanBeChosen)
        {
            return open();
        }

        lock (Gate)
        {
            int count = threads ?? Environment.ProcessorCount;
            NativeEnvironment.Set(Variable, count > 1 ? $"{count}" : "0");
            try
            {
                return open();
            }
            finally
            {
                // Programs that this one starts choose for themselves.
                NativeEnvironment.Unset(Variable);
            }
        }
    }
}
