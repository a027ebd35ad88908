using SweepDsl.Runtime.Vulkan;

namespace SweepDsl.Runtime.Tests.Vulkan;

public sealed class CacheFolderTests
{
    [Test]
    public void The_users_choice_comes_first() => Assert.That(CacheFolder.Locate(name => name == "SWEEP_CACHE" ? "here" : null), Is.EqualTo("here"));

    [TestCase("")]
    [TestCase(null)]
    public void Without_a_choice_it_is_the_users_cache(string? chosen) => Assert.That(CacheFolder.Locate(name => name == "SWEEP_CACHE" ? chosen : null), Is.EqualTo(UserCache.Locate(_ => null)));
}
