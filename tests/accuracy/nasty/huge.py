"""Huge constants: neither computed nor believed."""
import numpy as np

def never():
    a = 10**10**10
    b = [0] * 10**12
    c = "a" * 10**12
    d = 1 << 10**12
    e = range(10**18)
    f = np.zeros(10**18)
    g = (0,) * 10**12
    h = 2**10**6 * 3**10**6
    i = list(range(10**12))
    j = np.array(list(range(10**12)))
    k = sum(range(10**12))
    l = [x for x in range(10**12)]
    m = {x: x for x in range(10**12)}
    n = tuple(range(10**12))
    o = sorted(range(10**12))
    p = max(range(10**12))
    q = list(zip(range(10**12), range(10**12)))
    r = "%1000000000000d" % 3
    s = f"{3:1000000000000}"
    t = "a".rjust(10**12)
    u = int("9" * 5000)
    v = pow(10, 10**10)
    w = 10.0**10000
    x = b"a" * 10**12
    y = str(10**4000)
z = np.zeros(3)
