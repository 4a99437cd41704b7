"""How much noise to take away so that some can come back."""


def ancestral_sigmas(sigma: float, sigma_next: float, eta: float = 1.0) -> tuple[float, float]:
    """How far down to step, and how much fresh noise leads back up to sigma_next.

    With η = 1 the fresh noise has the variance σ_next²·(σ² − σ_next²)/σ², that of the ancestral
    sampler; η multiplies its standard deviation, which never exceeds sigma_next.

    sigma, sigma_next: noise where x is and where to go, sigma > sigma_next >= 0; plain numbers.
    eta: how much of the fresh noise is used, 0 or more.
    Returns (down, up), numbers with down² + up² = sigma_next².
    """
    raise NotImplementedError("write ancestral_sigmas")
