"""Which shapes a picture goes through in a U-Net."""


def tiny_unet_shapes(h: int, w: int, ch: int, mults: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Shapes (C, H, W) of the feature maps: down, the middle once, and up again.

    h, w: height and width of the picture. Each level is half as high and wide as the one above.
    ch: base of the channels. mults: level k has ch * mults[k] channels; the last is the middle.
    Returns 2 * len(mults) - 1 shapes. A map on the way up has the shape of its partner.
    Raises ValueError unless h and w can be halved len(mults) - 1 times without remainder.
    """
    raise NotImplementedError("write tiny_unet_shapes")
