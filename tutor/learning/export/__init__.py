"""What the learner takes away: their questions as cards, their record as text."""
