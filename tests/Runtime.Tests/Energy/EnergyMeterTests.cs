using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Tests.Reports;

namespace SweepDsl.Runtime.Tests.Energy;

internal sealed class EnergyMeterTests
{
    [Test]
    public void Energy_is_added_up_from_reading_to_reading()
    {
        HandClock clock = new();
        using EnergyMeter meter = new([("card", new SteadySensor("0000:01:00.0", watts: 50)), ("other", null)], clock);

        clock.Pass(2);
        clock.Pass(3);

        Assert.That(meter.Read(), Is.EqualTo(new[] { new EnergyUse("card", "a test", 250, 5) }));
    }

    [Test]
    public void What_two_devices_share_is_counted_once_and_cards_of_one_name_each()
    {
        HandClock clock = new();
        using EnergyMeter shared = new([("software", new SteadySensor("processors", 10)), ("other software", new SteadySensor("processors", 10))], clock);
        using EnergyMeter cards = new([("card", new SteadySensor("0000:01:00.0", 10)), ("card", new SteadySensor("0000:02:00.0", 20))], clock);

        clock.Pass(1);

        Assert.That(shared.Read().Select(use => use.Device), Is.EqualTo(new[] { "software" }));
        Assert.That(cards.Read().Select(use => use.Joules), Is.EqualTo(new[] { 10.0, 20.0 }));
    }

    [Test]
    public void A_closed_meter_reads_no_more()
    {
        HandClock clock = new();
        SteadySensor sensor = new("processors", 10);
        EnergyMeter meter = new([("software", sensor)], clock);
        meter.Dispose();

        clock.Pass(1);

        Assert.That(sensor.Readings, Is.EqualTo(1));
    }
}
