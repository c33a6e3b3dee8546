"""The first minute with a notebook: what is told before a check can tell anything.

``listening`` explains a name that the kernel does not know yet, ``ready`` says where a
notebook runs, and ``doctor`` prints what an instructor needs to help. All of it stands
on the standard library: it must work where something is missing.
"""
