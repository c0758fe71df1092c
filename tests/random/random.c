// SPDX-License-Identifier: MIT
/* random.c: a small counter run through a mixer of its bits. */
#include "random/random.h"

struct random random_of(uint64_t seed) {
    return (struct random){seed};
}

static uint64_t next(struct random *r) {
    uint64_t x = r->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

unsigned random_below(struct random *r, unsigned n) {
    return (unsigned)(next(r) % n);
}

int random_between(struct random *r, int least, int most) {
    return least + (int)random_below(r, (unsigned)(most - least + 1));
}

bool random_chance(struct random *r, unsigned percent) {
    return random_below(r, 100) < percent;
}
