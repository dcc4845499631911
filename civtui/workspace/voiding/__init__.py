"""Taking back what was entered by mistake: any deed, while nothing hangs on it.

`things` says of each kind of fact what it brings into being, whose course it goes on with and what
it points to; `dependents` finds what came later and needs it; `doing` takes a deed back as a whole.
"""
