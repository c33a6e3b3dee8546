"""What a picture weighs, and that its palette changes nothing that is looked at."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageColor

from nnlib.plotting import card


def drawn():
    """Return a picture of two lines with words as it is drawn, and as it is saved."""
    with card.drawing(card.WIDTH, card.HEIGHT) as (figure, axes):
        axes.plot([0, 1, 2], [0, 1, 4], color=card.BLUE)
        axes.plot([0, 1, 2], [4, 1, 3], color=card.ORANGE)
        axes.set(title="Two lines", xlabel="x")
        whole = BytesIO()
        figure.savefig(whole, format="png", metadata={"Software": None})
        return whole.getvalue(), card.render(figure)


def pixels(png):
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


def test_a_picture_is_light_and_looks_as_it_was_drawn():
    whole, saved = drawn()
    assert len(saved) < len(whole) / 2
    before, after = pixels(whole), pixels(saved)
    changed = np.abs(before - after).max(axis=2)
    assert np.mean(changed > 0) < 0.02
    for colour in (card.PAPER, card.INK, card.BLUE, card.ORANGE):
        there = (before == ImageColor.getrgb(colour)).all(axis=2)
        assert there.any() and (changed[there] == 0).all()


def test_a_photograph_keeps_its_colours():
    noise = np.random.default_rng(0).integers(0, 256, (100, 100, 3), np.uint8)
    image = Image.fromarray(noise)
    assert card.with_palette(image) is image
