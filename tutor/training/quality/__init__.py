"""How good a trained network is: by what it predicts, and by what it draws.

Only the first tells right code from wrong: a network bends around most mistakes and draws well.
The second is what the eye sees, as numbers.
"""
