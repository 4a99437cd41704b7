"""What a learner can drive: settings in, frame out. No screen, no torch."""

import tutor.diffusion  # noqa: F401, it knows how numpy is to be loaded
