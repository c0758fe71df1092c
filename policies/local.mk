# policies/: the published procedures, one folder each, with their registers
# of provisions, examples and tests. Whatever lies there is part of a release.
EXTRA_DIST += policies
