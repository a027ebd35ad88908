"""Values that GaussianProcessTests expects, by NumPy and mpmath: python3 expected.py"""

import numpy as np
from mpmath import log, mp, mpf, ncdf, npdf

X = np.array([[0.1, 0.2], [0.4, 0.9], [0.8, 0.3], [0.6, 0.6]])
y = np.array([1.2, -0.3, 0.5, -0.9])
weights = np.array([1 / 0.09, 1 / 0.25])


def matern(squared):
    r = np.sqrt(squared)
    return (1 + np.sqrt(5) * r + 5 * squared / 3) * np.exp(-np.sqrt(5) * r)


def kernel(a, b):
    return matern(((a[:, None, :] - b[None, :, :]) ** 2 * weights).sum(-1))


K = kernel(X, X) + 0.01 * np.eye(4)
inverse = np.linalg.inv(K)
one = np.ones(4)
mean = one @ inverse @ y / (one @ inverse @ one)
variance = ((y - mean) @ inverse @ (y - mean) + 2) / (4 + 2)
for place in ([0.0, 0.0], [0.5, 0.5], [0.6, 0.6]):
    k = kernel(np.array([place]), X)[0]
    print(place, repr(mean + k @ inverse @ (y - mean)), repr(np.sqrt(variance * (1 - k @ inverse @ k))))

print("matern", repr(matern(np.float64(0.49))))
mp.dps = 60
for least, m, s in ((1, 0, 1), (0, 1, 0.5), (0, 19.9, 1), (0, 20.1, 1), (0, 1000, 1)):
    z = (mpf(least) - mpf(m)) / mpf(s)
    print("log ei", least, m, s, float(log(mpf(s)) + log(npdf(z) + z * ncdf(z))))
