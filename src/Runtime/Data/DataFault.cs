namespace SweepDsl.Runtime.Data;

/// <summary>Errors of missing and damaged data.</summary>
internal static class DataFault
{
    /// <summary>Data are missing or damaged.</summary>
    /// <param name="where">The data set, file or entry.</param>
    /// <param name="what">What was expected there and what was found.</param>
    /// <param name="remedy">What the user can do: an imperative sentence.</param>
    /// <param name="inner">The cause, when there is one.</param>
    public static SweepException Create(string where, string what, string remedy, Exception? inner = null) =>
        new(ExitCode.Data, $"{where}: {what}. {remedy}", inner);

    /// <summary>Folders, for a sentence.</summary>
    public static string List(IEnumerable<string> folders) => string.Join(", ", folders.DefaultIfEmpty("(no folder is given)"));
}
