using SweepDsl.Runtime.Energy;
using SweepDsl.Runtime.Reports;

namespace SweepDsl.Runtime.Tests.Energy;

public sealed class EnergyTextTests
{
    [TestCase(14_200, 199, "3.94 Wh in 3:19, 71.36 W on average (a test)")]
    [TestCase(3_599_000, 2400, "1,000 Wh in 40:00, 1,500 W on average (a test)")]
    [TestCase(9_000_000, 7200, "2.5 kWh in 2:00:00, 1,250 W on average (a test)")]
    [TestCase(0, 0, "0 Wh in 0:00 (a test)")]
    public void Energy_and_power_are_written_out(double joules, double seconds, string text) => Assert.That(EnergyText.Of(new EnergyUse("card", "a test", joules, seconds)), Is.EqualTo(text));
}
