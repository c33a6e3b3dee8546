"""Grading on many machines: by the workers of a Dask scheduler.

`scheduler` reaches it; `crew` knows who works there and who has died over what; `afar`
puts units into parcels and takes what comes back; `station` is what a worker has of us.
No file is shared: what a unit needs travels with it, or by its hash, once for each
worker. Records, gradebook and secret stay here. Student code runs in a sandbox below a
process that the worker starts, never in the worker itself.
"""
