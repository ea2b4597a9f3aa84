#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The likeliest Box-Cox exponents by SciPy, for tests/unit/test-treat.c:

    box_cox_reference.py > box_cox.csv

Writes set,lambda,likelihood,value: a line for each value of each data set, with the exponent of the greatest profile
likelihood and that likelihood. boxcox_normmax() looks for it on the likelihood, which is flat at its top: that gives
seven digits. They are taken as far as a double goes by brentq() on the derivative. Made with SciPy 1.10.1.
"""

import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20230701)
SETS = {
    "lognormal": rng.lognormal(2, 1.1, 248),
    "gamma": rng.gamma(0.5, 3e6, 120),
    "pareto": rng.pareto(1.5, 400) + 1,
    "weibull": rng.weibull(0.6, 75) / 1e4,
    "left": 100 - rng.gamma(4, 9, 60).clip(0, 99),
    "few": np.array([1.0, 1.2, 1.1, 1.3, 9.0, 1.25]),
}


def slope(x):
    u = np.log(x)
    u = u - u.mean()

    def at(exponent):
        y = np.expm1(exponent * u) / exponent
        dy = (u * np.exp(exponent * u) - y) / exponent
        y0 = y - y.mean()
        return -(y0 * dy).sum() / (y0 * y0).sum()

    return at


print("set,lambda,likelihood,value")
for name, x in SETS.items():
    found = stats.boxcox_normmax(x, method="mle")
    exact = optimize.brentq(slope(x), found - 1e-3, found + 1e-3 * (1 + 1e-9), xtol=1e-15, rtol=1e-15)
    assert abs(exact - found) < 1e-6, (name, exact, found)
    for value in x:
        print(f"{name},{exact!r},{stats.boxcox_llf(exact, x)!r},{float(value)!r}")
