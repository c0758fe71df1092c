// SPDX-License-Identifier: MIT
/* vec.c: growing by doubling. */
#include "base/vec.h"

enum { FIRST_CAP = 8 }; /* elements */

void *vec_room(struct arena *arena, void *at, size_t size, size_t len,
               size_t *cap) {
    if (len < *cap)
        return at;
    size_t more = *cap ? *cap * 2 : FIRST_CAP;
    if (more > SIZE_MAX / 2 / size)
        BUG("vector too large");
    at = arena_grow(arena, at, *cap * size, more * size);
    *cap = more;
    return at;
}
