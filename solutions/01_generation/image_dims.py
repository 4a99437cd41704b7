"""How many numbers a picture is made of."""


def image_dims(h: int, w: int, c: int = 3) -> int:
    """Number of values of a picture: 786,432 for 512 by 512 pixels in colour."""
    return h * w * c
