"""Writes quantiles.csv: SciPy's quantiles of W&B's distributions, with W&B's formulas for what SciPy does not have (wandb/sweeps, params.py).

python3 quantiles.py > quantiles.csv        (SciPy 1.10.1 was used)
"""
import numpy as np
from scipy import stats

LEVELS = [0.0, 1e-6, 0.001, 0.1, 0.25, 0.4375, 0.5, 0.7, 0.9, 0.999, 0.999999]
BOUNDED = {
    "categorical 5": lambda u: stats.randint.ppf(np.nextafter(u, 1), 0, 5),
    "int_uniform -3 9": lambda u: stats.randint.ppf(np.nextafter(u, 1), -3, 10),
    "uniform -2 3": lambda u: stats.uniform.ppf(u, -2, 5),
    "log_uniform -9 -2": lambda u: np.exp(stats.uniform.ppf(u, -9, 7)),
    "log_uniform_values 1e-4 0.1": lambda u: stats.loguniform.ppf(u, 1e-4, 0.1),
    "inv_log_uniform 2 9": lambda u: np.exp(-stats.uniform.ppf(1 - u, 2, 7)),
    "inv_log_uniform_values 1e-4 0.1": lambda u: stats.loguniform.ppf(u, 1e-4, 0.1),
    "beta 2 3": lambda u: stats.beta.ppf(u, 2, 3),
    "beta 0.5 0.5": lambda u: stats.beta.ppf(u, 0.5, 0.5),
    "q_uniform 0 1 0.1": lambda u: np.round(stats.uniform.ppf(u, 0, 1) / 0.1) * 0.1,
    "q_log_uniform_values 8 64 8": lambda u: np.round(stats.loguniform.ppf(u, 8, 64) / 8) * 8,
    "q_beta 2 3 0.05": lambda u: np.round(stats.beta.ppf(u, 2, 3) / 0.05) * 0.05,
}
UNBOUNDED = {
    "normal 0.5 2": lambda u: stats.norm.ppf(u, loc=0.5, scale=2),
    "log_normal -4 1.5": lambda u: stats.lognorm.ppf(u, s=1.5, scale=np.exp(-4)),
    "q_normal 64 20 4": lambda u: np.round(stats.norm.ppf(u, loc=64, scale=20) / 4) * 4,
    "q_log_normal 3 1 1": lambda u: np.round(stats.lognorm.ppf(u, s=1, scale=np.exp(3))),
}

print("distribution,u,value")
for group, levels in ((BOUNDED, LEVELS), (UNBOUNDED, LEVELS[1:])):
    for name, quantile in group.items():
        for u in levels:
            print(f"{name},{u!r},{float(quantile(u))!r}")
