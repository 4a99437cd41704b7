"""What a learner can drive: settings in, frame out. No screen, no torch."""
