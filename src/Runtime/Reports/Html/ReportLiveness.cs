namespace SweepDsl.Runtime.Reports.Html;

/// <summary>How a page follows a run that is under way.</summary>
/// <param name="RefreshSeconds">The page loads itself anew so often; 0 for a page that stays as it is.</param>
/// <param name="Events">Address of a stream of server-sent events, relative to the page, each of them the page's data anew; null where nothing serves the page.</param>
public readonly record struct ReportLiveness(double RefreshSeconds = 0, string? Events = null)
{
    /// <summary>A page of a study that is not under way.</summary>
    public static ReportLiveness Still => default;
}
