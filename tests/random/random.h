/* random.h: chance, the same on every machine for the same seed.
 *
 * One draw a call: C does not say in which order the arguments of a call are
 * worked out, and compilers differ. */
#ifndef CINP_RANDOM_H
#define CINP_RANDOM_H

#include "base/base.h"

struct random {
    uint64_t state;
};

struct random random_of(uint64_t seed);
/* From 0 to n - 1; n is at least 1. */
unsigned random_below(struct random *r, unsigned n);
int random_between(struct random *r, int least, int most);
bool random_chance(struct random *r, unsigned percent);

#endif
