// SPDX-License-Identifier: MIT
/* arena.c: blocks, and the objects cut from them.
 *
 * Only the newest block is cut from.  Ordinary blocks double in size up to a
 * ceiling, so a small arena is small and a large one has few blocks; a larger
 * object gets a block of just its size.  Spare blocks are taken best fit:
 * a turn like the last one then takes the same blocks in the same order, and
 * the host is not asked again.
 *
 * CINP_ARENA_STRESS gives every object a block and keeps no spares, so that
 * a sanitizer sees overruns, and uses of what was forgotten or moved. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef CINP_ARENA_STRESS
enum { STRESS = 1 };
#else
enum { STRESS = 0 };
#endif

#if defined __SANITIZE_ADDRESS__
#define HAVE_ASAN 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif
#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
    ALIGNMENT = alignof(max_align_t),
    FIRST_BLOCK = 8 << 10, /* bytes */
    LARGEST_ORDINARY = 1 << 20
};

struct block {
    struct block *older;
    size_t size; /* of bytes */
    alignas(max_align_t) char bytes[];
};

static void *process_get(void *host, size_t size) {
    (void)host;
    void *block = malloc(size);
    if (!block) {
        fprintf(stderr, "cinp: out of memory\n");
        _Exit(2);
    }
    return block;
}

static void process_put(void *host, void *block) {
    (void)host;
    free(block);
}

const struct block_allocator process_allocator = {process_get, process_put,
                                                  NULL};

/* Sizes near SIZE_MAX can only come from a sum gone wrong. */
static size_t rounded(size_t size) {
    if (size > SIZE_MAX / 2)
        BUG("object too large");
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void arena_init(struct arena *a, struct block_allocator from) {
    *a = (struct arena){.from = from};
}

static void put_all(struct arena *a, struct block *b) {
    while (b) {
        struct block *older = b->older;
        a->from.put(a->from.host, b);
        b = older;
    }
}

void arena_fini(struct arena *a) {
    put_all(a, a->blocks);
    put_all(a, a->spare);
    arena_init(a, a->from);
}

/* The smallest spare block of at least `size` bytes, unlinked; or NULL. */
static struct block *take_spare(struct arena *a, size_t size) {
    struct block **best = NULL;
    for (struct block **at = &a->spare; *at; at = &(*at)->older)
        if ((*at)->size >= size && (!best || (*at)->size < (*best)->size))
            best = at;
    if (!best)
        return NULL;
    struct block *b = *best;
    *best = b->older;
    return b;
}

static struct block *get_block(struct arena *a, size_t size) {
    if (!STRESS) {
        size_t ordinary = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK;
        size = MAX(size, MIN(ordinary, (size_t)LARGEST_ORDINARY));
    }
    struct block *b =
        a->from.get(a->from.host, offsetof(struct block, bytes) + size);
    b->size = size;
    return b;
}

static void cut_from(struct arena *a, struct block *b, char *next) {
    a->blocks = b;
    a->next = next;
    a->end = b ? b->bytes + b->size : NULL;
}

/* Makes a block with room for `size` bytes the newest. */
static void add_block(struct arena *a, size_t size) {
    struct block *b = take_spare(a, size);
    if (!b)
        b = get_block(a, size);
    b->older = a->blocks;
    cut_from(a, b, b->bytes);
}

static size_t room(const struct arena *a) {
    return a->next ? (size_t)(a->end - a->next) : 0;
}

void *arena_alloc(struct arena *a, size_t size) {
    size_t taken = rounded(MAX(size, 1));
    if (STRESS)
        taken = size; /* to the byte */
    if (STRESS || room(a) < taken)
        add_block(a, taken);
    void *object = a->next;
    a->next += taken;
    return memset(object, 0, size);
}

void *arena_array(struct arena *a, size_t size, size_t count) {
    if (size && count > SIZE_MAX / size)
        BUG("array too large");
    return arena_alloc(a, size * count);
}

/* True when the last object, `old`, could be made to take `new_size`. */
static bool grows_in_place(const struct arena *a, const char *old,
                           size_t old_size, size_t new_size) {
    size_t taken = rounded(MAX(old_size, 1));
    return !STRESS && old + taken == a->next &&
           room(a) >= rounded(new_size) - taken;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size) {
    if (!old)
        return arena_alloc(a, new_size);
    if (new_size <= old_size)
        return old;
    if (grows_in_place(a, old, old_size, new_size)) {
        memset((char *)old + old_size, 0, new_size - old_size);
        a->next = (char *)old + rounded(new_size);
        return old;
    }
    void *moved = arena_alloc(a, new_size);
    memcpy(moved, old, old_size);
    if (STRESS)
        ASAN_POISON_MEMORY_REGION(old, old_size);
    return moved;
}

/* Forgets the newest block. */
static void drop_block(struct arena *a) {
    struct block *b = a->blocks;
    a->blocks = b->older;
    if (STRESS) {
        a->from.put(a->from.host, b);
    } else {
        b->older = a->spare;
        a->spare = b;
    }
}

void arena_rewind(struct arena *a, struct arena_mark mark) {
    while (a->blocks != mark.block) {
        if (!a->blocks)
            BUG("rewind to a mark of another arena or time");
        drop_block(a);
    }
    cut_from(a, mark.block, mark.next);
}

void arena_reset(struct arena *a) {
    arena_rewind(a, (struct arena_mark){NULL, NULL});
}

struct arena_mark arena_mark(const struct arena *a) {
    return (struct arena_mark){a->blocks, a->next};
}
