using System.Runtime.InteropServices;

namespace SweepDsl.Runtime.Tests;

public sealed class UserCacheTests
{
    private static readonly string Xdg = Path.GetTempPath();

    [Test]
    public void The_xdg_folder_comes_first_everywhere() =>
        Assert.That(On(OSPlatform.Linux, ("XDG_CACHE_HOME", Xdg), ("HOME", "/home/a")), Is.EqualTo(Path.Combine(Xdg, "sweepdsl")));

    [Test]
    public void A_relative_xdg_folder_is_ignored() =>
        Assert.That(On(OSPlatform.Linux, ("XDG_CACHE_HOME", "xdg"), ("HOME", "/home/a")), Is.EqualTo(Path.Combine("/home/a", ".cache", "sweepdsl")));

    [Test]
    public void On_macos_it_is_among_the_caches_of_the_library() =>
        Assert.That(On(OSPlatform.OSX, ("HOME", "/Users/a")), Is.EqualTo(Path.Combine("/Users/a", "Library", "Caches", "sweepdsl")));

    [Test]
    public void On_windows_it_is_in_the_local_application_data() =>
        Assert.That(On(OSPlatform.Windows, ("LOCALAPPDATA", "local"), ("HOME", "/home/a")), Is.EqualTo(Path.Combine("local", "sweepdsl")));

    [Test]
    public void Without_a_home_it_is_a_temporary_folder() => Assert.That(On(OSPlatform.Linux), Does.StartWith(Path.GetTempPath()));

    private static string On(OSPlatform platform, params (string Name, string Value)[] variables) =>
        UserCache.Locate(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault(), platform);
}
