"""What nobody calls is analysed with symbols: of parameters, of shapes that are unpacked, of annotations and asserts."""
import numpy as np
import numpy.typing as npt
from jaxtyping import Float32


def sized(n, m=3):
    x = np.zeros((n, 2 * n))  # => 16·n² B float64[n,2·n]
    y = np.ones(m, np.float32)  # => 4·m B float32[m]
    w = x @ x.T  # => 8·n² B float64[n,n]
    return w, y


def clusters(X, k: int):
    n, d = X.shape
    centres = np.empty((k, d))  # => 8·d·k B float64[k,d]
    labels = np.zeros(X.shape[0], int)  # => 8·n B int64[n]
    distances = X[:, None] - centres[None]  # => [n,k,d]
    return labels, distances


def annotated(x: npt.NDArray[np.float32], y: Float32[np.ndarray, "batch 3"]):
    u = x * 2  # => float32
    v = y.sum(0)  # => 12 B float32[3]
    w = y * 2  # => 12·batch B [batch,3]
    return u, v, w


def asserted(X, n):
    assert X.shape == (n, 3)
    y = X.astype(np.float64)  # => 24·n B float64[n,3]
    return y


def measured(data):
    N = len(data)
    square = np.zeros((N, N))  # => 8·N² B float64[N,N]
    return square


def compared(first, second):
    n, d = first.shape
    m, d = second.shape
    return np.zeros((n, m)), np.zeros(n - m)


left, right = measured.__code__.co_consts, 3
