"""How the probes of several exercises draw a number."""


def drawn(rng, low, high):
    """Draw a number with three decimals."""
    return round(float(rng.uniform(low, high)), 3)
