"""Which shapes a picture goes through in a U-Net."""


def tiny_unet_shapes(h: int, w: int, ch: int, mults: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Shapes (C, H, W) of the feature maps: down, the middle once, and up again."""
    smallest = 2 ** (len(mults) - 1)
    if h % smallest or w % smallest:
        raise ValueError(f"{h} and {w} must be multiples of {smallest}")
    down = [(ch * m, h // 2**k, w // 2**k) for k, m in enumerate(mults)]
    return down + down[-2::-1]
