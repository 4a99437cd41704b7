"""What a small model learns to draw: clouds of points and small pictures, none of them downloaded.

`dataset` is the register, a cloud is a path, shapes are drawn, digits are scanned. To add one,
write one function under `@cloud` or `@dataset`.
"""

from tutor.diffusion.datasets.clouds import cloud, mixture
from tutor.diffusion.datasets.dataset import OWN, Dataset, Labels, dataset, draw, find, names
from tutor.diffusion.datasets.digits import draw as draw_digits
from tutor.diffusion.datasets.shapes import draw as draw_shapes

__all__ = [
    "OWN",
    "Dataset",
    "Labels",
    "cloud",
    "dataset",
    "draw",
    "draw_digits",
    "draw_shapes",
    "find",
    "mixture",
    "names",
]
