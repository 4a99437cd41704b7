"""How much noise to take away so that some can come back."""


def ancestral_sigmas(sigma: float, sigma_next: float, eta: float = 1.0) -> tuple[float, float]:
    """How far down to step, and how much fresh noise leads back up to sigma_next."""
    fresh = eta * sigma_next * (1 - (sigma_next / sigma) ** 2) ** 0.5
    up = min(sigma_next, fresh)
    return (sigma_next**2 - up**2) ** 0.5, up
