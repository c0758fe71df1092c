/* arena.h: memory that is given back all at once.
 *
 * Everything cinp makes hangs off an arena, so nothing is freed one by one
 * and leaving from anywhere leaks nothing.  Blocks come from a host-supplied
 * allocator that returns memory or does not return; so arena_alloc never
 * returns NULL.  An arena that is reset keeps its blocks: a loop that resets
 * it each turn stops asking the host for memory once it has seen its largest
 * turn.
 *
 * With CINP_ARENA_STRESS defined every object gets a block of its own, so
 * that AddressSanitizer sees overruns that a shared block would hide. */
#ifndef CINP_ARENA_H
#define CINP_ARENA_H

#include "base/base.h"

struct block_allocator {
    /* At least `size` bytes, aligned for any object; never NULL. */
    void *(*get)(void *host, size_t size);
    void (*put)(void *host, void *block);
    void *host;
};

/* The command line's allocator: malloc; when memory is out it says so on
 * standard error and ends the process with exit code 2. */
extern const struct block_allocator process_allocator;

struct arena {
    struct block_allocator from;
    struct block *blocks; /* in use, newest first */
    struct block *spare;  /* kept by a reset */
    char *next, *end;
};

/* A point to go back to. */
struct arena_mark {
    struct block *block;
    char *next;
};

void arena_init(struct arena *a, struct block_allocator from);
/* Gives every block back; the arena is as after arena_init. */
void arena_fini(struct arena *a);
/* Zeroed memory, aligned for any object. Size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size);
/* `size * count`, ending in BUG() on overflow. */
void *arena_array(struct arena *a, size_t size, size_t count);
/* Moves the array at `old` (old_size bytes) to new_size bytes; grows in place
 * when it was the last object. `old` may be NULL with old_size 0. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);
/* Forgets every object; keeps the blocks for the next ones. */
void arena_reset(struct arena *a);
struct arena_mark arena_mark(const struct arena *a);
/* Forgets every object made since the mark. */
void arena_rewind(struct arena *a, struct arena_mark mark);

#define NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define NEW_ARRAY(arena, type, count) \
    ((type *)arena_array((arena), sizeof(type), (count)))

#endif
