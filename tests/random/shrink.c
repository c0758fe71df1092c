// SPDX-License-Identifier: MIT
/* shrink.c: a smaller trial that still shows a difference.
 *
 * Declarations first, then single lines, until nothing can be left out. */
#include "random/trial.h"

#include <string.h>

static bool still_differs(struct arena *arena, const struct text *policy,
                          const struct text *the_case) {
    struct trial t = {policy, the_case, 1};
    unsigned which;
    return trial_run(arena, &t, &which, NULL) == TRIAL_DIFFERED;
}

/* The lines [from, to) left out of a copy. */
static struct text without(struct arena *arena, const struct text *t,
                           size_t from, size_t to) {
    struct text res = {0};
    for (size_t i = 0; i < t->lines.len; i++)
        if (i < from || i >= to)
            vec_push(arena, &res.lines, t->lines.at[i]);
    return res;
}

static size_t block_end(const struct text *t, size_t from) {
    size_t to = from;
    while (to < t->lines.len &&
           t->lines.at[to].block == t->lines.at[from].block)
        to++;
    return to;
}

/* Tries to leave out each piece of `part` (the policy or the case). */
static bool cut(struct arena *arena, struct text *policy, struct text *the_case,
                struct text *part, bool blocks) {
    bool any = false;
    for (size_t i = 0; i < part->lines.len;) {
        struct text kept = *part;
        size_t to = blocks ? block_end(part, i) : i + 1;
        *part = without(arena, &kept, i, to);
        if (still_differs(arena, policy, the_case)) {
            any = true;
            continue;
        }
        *part = kept;
        i = to;
    }
    return any;
}

void trial_shrink(struct arena *arena, struct text *policy,
                  struct text *the_case) {
    bool any = true;
    while (any) {
        any = cut(arena, policy, the_case, policy, true);
        any |= cut(arena, policy, the_case, the_case, false);
        any |= cut(arena, policy, the_case, policy, false);
    }
}
