"""Prints the values that the tests of the statistics expect, computed by SciPy from the published formulas.

    python3 expected.py

Nothing is taken from SweepDsl but Philox's definition, so that the bootstrap's resamples are the same. Needs NumPy and SciPy; tried with Debian's python3-scipy 1.10.
"""

import math

import numpy
from scipy import optimize, special, stats

BOOTSTRAP = 16
RESAMPLES = 10_000


def philox(key0, key1, c0, c1=0, c2=0, c3=0):
    """Word 0 of Philox4x32-10 (Salmon et al. 2011)."""
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ key0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c3 ^ key1, p0 & 0xFFFFFFFF
        key0, key1 = (key0 + 0x9E3779B9) & 0xFFFFFFFF, (key1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0


def bca(values):
    """Efron 1987, equations 2.3, 3.6 and 6.6, on the resamples that SweepDsl draws."""
    values = numpy.asarray(values)
    n = len(values)
    means = numpy.array([values[[philox(0, BOOTSTRAP, r, i) * n >> 32 for i in range(n)]].mean() for r in range(RESAMPLES)])
    mean = values.mean()
    z0 = stats.norm.ppf(((means < mean).mean() + (means <= mean).mean()) / 2)
    jackknife = numpy.array([numpy.delete(values, i).mean() for i in range(n)])
    d = jackknife.mean() - jackknife
    a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
    z = stats.norm.ppf([0.025, 0.975])
    return numpy.quantile(means, stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))))


def prior(variances, freedoms):
    """Smyth 2004, section 6.2."""
    bias = lambda d: special.digamma(d / 2) - math.log(d / 2)
    logs = numpy.array([math.log(v) - bias(d) for v, d in zip(variances, freedoms)])
    excess = logs.var(ddof=1) - numpy.mean([special.polygamma(1, d / 2) for d in freedoms])
    if excess <= 0:
        return math.inf, math.exp(logs.mean())
    d0 = 2 * optimize.brentq(lambda x: special.polygamma(1, x) - excess, 1e-6, 1e6)
    return d0, math.exp(logs.mean() + bias(d0))


def moderate(variance, freedom, d0, s0, pooled):
    if math.isinf(d0):
        return s0, pooled
    return (d0 * s0 + freedom * variance) / (d0 + freedom), min(d0 + freedom, pooled)


def test(values, sampling, d0, s0, pooled):
    """Moderated paired t-test whose error counts the sampling of test examples (Satterthwaite's degrees of freedom)."""
    n = len(values)
    variance, freedom = moderate(numpy.var(values, ddof=1), n - 1, d0, s0, pooled)
    error = math.sqrt(variance / n + sampling)
    freedom = freedom / (variance / n / error**2) ** 2
    mean = numpy.mean(values)
    return mean, stats.t.ppf(0.975, freedom) * error, 2 * stats.t.sf(abs(mean) / error, freedom)


def binomial(share, examples):
    p = (share * examples + 1) / (examples + 2)
    return p * (1 - p) / examples


def study():
    """The study of StudyAnalysisTests: 32 is best, and 10,000 test examples."""
    points = {16: [0.930, 0.934, 0.926], 32: [0.935, 0.931, 0.930], 64: [0.928, 0.936, 0.927], 2048: [0.861, 0.860, 0.865]}
    means = {b: numpy.mean(v) for b, v in points.items()}
    deficits = {b: numpy.subtract(points[32], points[b]) for b in (16, 64, 2048)}
    d0, s0 = prior([d.var(ddof=1) for d in deficits.values()], [2] * 3)
    sampling = {(a, b): binomial(means[a], 10_000) + binomial(means[b], 10_000) for a in points for b in points}
    for b, d in deficits.items():
        print("best to", b, *test(d, sampling[32, b], d0, s0, 6), "error", math.sqrt(sampling[32, b]))
    for a, b in ((16, 32), (32, 64), (64, 2048)):
        print("neighbours", a, b, *test(numpy.subtract(points[a], points[b]), sampling[a, b], d0, s0, 6))


def pairs_needed(difference, deviation, sampling=0.0, comparisons=1, power=0.95):
    """The exact answer by the noncentral t distribution, without sampling noise."""
    n = 2
    while True:
        critical = stats.t.ppf(1 - 0.025 / comparisons, n - 1)
        if stats.nct.sf(critical, n - 1, difference / deviation * math.sqrt(n)) >= power:
            return n
        n += 1


if __name__ == "__main__":
    skewed = [round(0.9 - 0.02 * math.exp(math.sin(7 * i)), 6) for i in range(30)]
    print("skewed", skewed)
    print("BCa", *bca(skewed), "SciPy's own", stats.bootstrap((skewed,), numpy.mean, n_resamples=99_999, random_state=0).confidence_interval)
    study()
    for wins, pairs in ((3, 3), (0, 3), (2.5, 3), (5, 7), (22, 29)):
        low = stats.beta.ppf(0.025, wins, pairs - wins + 1) if wins > 0 else 0.0
        high = stats.beta.ppf(0.975, wins + 1, pairs - wins) if wins < pairs else 1.0
        print("Clopper and Pearson", wins, pairs, low, high)
    for probability in (0.6, 0.75, 0.9):
        print("Noether", probability, (2 * stats.norm.ppf(0.95) / (math.sqrt(6) * (probability - 0.5))) ** 2)
    for difference, deviation, comparisons, power in ((0.01, 0.01, 1, 0.95), (0.01, 0.02, 1, 0.8), (0.02, 0.005, 1, 0.95), (0.01, 0.015, 36, 0.95)):
        print("pairs", difference, deviation, comparisons, power, pairs_needed(difference, deviation, 0, comparisons, power))
