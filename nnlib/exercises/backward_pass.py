"""The way back through layers, begun with a right or a wrong dZ of the last one.

Most wrong versions of a backward pass go wrong in the last layer, and go on from there
as they should. `caches` are those of the forward pass, layer 1 first.
"""

from nnlib.check import divided, outputs, scaled, wrong
from nnlib.deep import linear_activation_backward, linear_backward


def back(dZ, caches, hidden="relu"):
    """Go back from some dZ of the last layer, with the slope of some hidden units."""
    L = len(caches)
    dA, dW, db = linear_backward(dZ, caches[-1][0])
    grads = {f"dW{L}": dW, f"db{L}": db}
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], hidden)
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


def back_without_slopes(dZ, caches):
    """Go back as if the hidden layers had no activation: nothing bends there."""
    grads = {}
    for layer in range(len(caches), 0, -1):
        dZ, dW, db = linear_backward(dZ, caches[layer - 1][0])
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


# A slip: all gradients but those of the last layer are lost.
last_layer = outputs(
    grads=lambda grads, caches: {
        name: grads[name] for name in (f"dW{len(caches)}", f"db{len(caches)}")
    }
)

# The gradient of a whole network, divided or multiplied by m.
one_mean_more = wrong(
    "one_mean_more",
    "1/m once more",
    divided(lambda Y: Y.shape[1]),
    evidence="All your gradients are divided by m twice (m = {m} tried).",
    question="from dZ to dW, how many times do you divide by m?",
)
no_mean = wrong(
    "no_mean",
    "sum for mean",
    scaled(lambda Y: Y.shape[1]),
    evidence="All your gradients are m times the expected ones (m = {m} tried).",
    question="the cost is a mean over the examples: what is its derivative then?",
)
