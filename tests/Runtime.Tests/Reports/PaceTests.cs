using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Tests.Reports;

public sealed class PaceTests
{
    private HandClock _clock;
    private Pace _pace;

    [SetUp]
    public void Begin()
    {
        _clock = new HandClock();
        _clock.Pass(1000);
        _pace = new Pace(_clock, TimeSpan.FromSeconds(1));
    }

    [Test]
    public void A_single_number_tells_no_pace()
    {
        _pace.Tell(100);
        _clock.Pass(1);

        Assert.That(_pace.PerSecond, Is.Null);
    }

    [Test]
    public void It_is_told_from_the_beginning_and_follows_within_two_spans()
    {
        Tell(from: 100, perSecond: 10, seconds: 0.5);
        Assert.That(_pace.PerSecond, Is.EqualTo(10).Within(1e-9));

        Tell(from: 105, perSecond: 50, seconds: 3);
        Assert.That(_pace.PerSecond, Is.EqualTo(50).Within(1e-9));
    }

    [Test]
    public void What_stands_still_has_none()
    {
        Tell(from: 100, perSecond: 10, seconds: 3);
        _clock.Pass(1.9);
        Assert.That(_pace.PerSecond, Is.Not.Null);

        _clock.Pass(0.2);

        Assert.That(_pace.PerSecond, Is.Null);
    }

    private void Tell(long from, int perSecond, double seconds)
    {
        _pace.Tell(from);
        for (int tenth = 1; tenth <= seconds * 10; tenth++)
        {
            _clock.Pass(0.1);
            _pace.Tell(from + (perSecond * tenth / 10));
        }
    }
}
