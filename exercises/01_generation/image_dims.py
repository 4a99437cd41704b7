"""How many numbers a picture is made of."""


def image_dims(h: int, w: int, c: int = 3) -> int:
    """Number of values of a picture, the dimensions of the space in which it is a point.

    h, w: height and width in pixels. c: channels, 3 for red, green and blue, 1 for grey.
    """
    raise NotImplementedError("write image_dims")
