"""A terminal tutor that teaches diffusion models by having you build one."""
