using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

public sealed class CacheFolderTests
{
    [Test]
    public void The_users_choice_comes_first() =>
        Assert.That(Locate(("SWEEP_CACHE", "here"), ("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/a")), Is.EqualTo("here"));

    [Test]
    public void The_xdg_folder_comes_second() =>
        Assert.That(Locate(("SWEEP_CACHE", ""), ("XDG_CACHE_HOME", Path.GetTempPath()), ("HOME", "/home/a")), Is.EqualTo(Path.Combine(Path.GetTempPath(), "sweepdsl")));

    [Test]
    public void A_relative_xdg_folder_is_ignored() =>
        Assert.That(Locate(("XDG_CACHE_HOME", "xdg"), ("HOME", "/home/a")), Does.StartWith("/home/a"));

    [Test]
    public void Without_a_home_it_is_a_temporary_folder() => Assert.That(Locate(), Does.StartWith(Path.GetTempPath()));

    private static string Locate(params (string Name, string Value)[] variables) =>
        CacheFolder.Locate(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
