"""Neural networks in numpy, from one slope to a deep network.

This is the library that the six notebooks build: each function is first written in
a notebook and imported from here afterwards. Examples are columns: ``X`` has shape
(n_x, m), for ``n_x`` features and ``m`` examples.

In the order of the course:

=============  ======================================================================
00             ``slopes``, ``graph``, ``images``: derivatives, both ways through a
               graph, a picture as a column
01             ``logistic_loops``: one neuron, with loops
02             ``scaling``, ``activations``, ``losses``, ``logistic``, ``metrics``: the
               same, with arrays
03             ``two_layer``: a hidden layer
04             ``deep``, ``initializers``, ``gradient_check``: any number of layers
05             ``multiclass``: one of K classes
=============  ======================================================================

``fast`` holds the trainings once more, taken to the limit of the machine.

Beside the mathematics: ``shapes`` and ``values`` say what an argument may be,
``progress`` shows how far a long training has come, ``datasets`` holds the data,
``plotting`` and ``explore`` draw, ``exercises`` and ``check`` say what is right.
"""

__version__ = "0.1.0"
