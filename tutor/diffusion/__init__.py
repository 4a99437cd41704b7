"""The mathematics of diffusion in NumPy float64: ground truth for lessons, tests and simulations.

Notation, fixed once for the whole project (Ho, Jain and Abbeel 2020, unless said otherwise):

betas, alpha_bar   shape (T,); index i is the paper's step t = i + 1; ᾱ before the first step is 1.
x0, x_t, noise     shape (B, *S), any S.
t                  int64, shape (B,), in 0..T-1.
sigma              k-diffusion's: the square root of (1-ᾱ)/ᾱ.
"""

from tutor.diffusion.one_thread import load_numpy

load_numpy()
