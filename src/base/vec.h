/* vec.h: a growable array of any type, in an arena.
 *
 *     VEC(struct span) spans = {0};
 *     vec_push(arena, &spans, span);
 *     for (size_t i = 0; i < spans.len; i++) use(spans.at[i]);
 *
 * Pointers into `at` last until the next push. */
#ifndef CINP_VEC_H
#define CINP_VEC_H

#include "base/arena.h"

#define VEC(type)        \
    struct {             \
        type *at;        \
        size_t len, cap; \
    }

/* The same as a type with a name, `struct NAME`, for passing about. */
#define VEC_TYPE(name, type)                                                   \
    struct name {                                                              \
        type *at;                                                              \
        size_t len, cap;                                                       \
    }

#define vec_push(arena, v, value)                                          \
    ((v)->at =                                                             \
         vec_room((arena), (v)->at, sizeof *(v)->at, (v)->len, &(v)->cap), \
     (void)((v)->at[(v)->len++] = (value)))

/* Room for one more element after `len`; doubles `cap` when full. */
void *vec_room(struct arena *arena, void *at, size_t size, size_t len,
               size_t *cap);

#endif
