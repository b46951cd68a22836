"""SciPy's functions are known under every way to import them; what has no rule is unknown, and its arguments live on."""
import numpy as np
import scipy
import scipy as sp
import scipy.fft as fft
from scipy import ndimage, signal
from scipy.constants import pi
from scipy.linalg import svd as decompose

image = np.random.rand(480, 640)  # => 2.46 MB float64[480,640]
smooth = ndimage.gaussian_filter(image, sigma=3)  # => 2.46 MB float64[480,640]
edges = sp.ndimage.sobel(image.astype(np.float32))  # => 1.23 MB float32[480,640]
mask = ndimage.binary_opening(smooth > 0.5)  # => 307 kB bool[480,640]
labels, count = ndimage.label(mask)  # => 1.23 MB int32[480,640]
half = ndimage.zoom(image, 0.5)  # => 614 kB float64[240,320]
turned = ndimage.rotate(image, 45, reshape=False)  # => 2.46 MB float64[480,640]

left, values, right = decompose(image, full_matrices=False)  # => 4.3 MB
inverse = scipy.linalg.inv(image @ image.T)  # => 1.84 MB float64[480,480]
solution = scipy.linalg.solve(inverse, image)  # => 2.46 MB float64[480,640]

t = np.linspace(0, 2 * pi, 1000)  # => 8 kB float64[1000]
wave = signal.chirp(t, f0=6, t1=10, f1=1)  # => 8 kB float64[1000]
taps = signal.firwin(31, 0.2)  # => 248 B float64[31]
slid = signal.convolve(wave, taps, mode="full")  # => 8.24 kB float64[1030]
f, times, power = signal.spectrogram(wave, fs=100)  # => 5.19 kB
spectrum = fft.rfft(wave)  # => 8.02 kB complex128[501]


def decay(state, time, rate):
    return -rate * state


def line(x, slope, offset):
    return slope * x + offset


track = sp.integrate.odeint(decay, [1.0, 2.0], t, args=(0.5,))  # => 16 kB float64[1000,2]
fitted, covariance = sp.optimize.curve_fit(line, t, wave)  # => 48 B
area = sp.integrate.trapezoid(track, t, axis=0)  # => 16 B float64[2]
error = sp.special.erf(wave)  # => 8 kB float64[1000]

distances = sp.spatial.distance.pdist(track)
again = wave + 1  # => 8 kB float64[1000]
