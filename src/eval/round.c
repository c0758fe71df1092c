// SPDX-License-Identifier: MIT
/* round.c: the standing due day of a round.
 *
 * While a condition is unknown a round carries a small set of possible days
 * with it: nothing stands, the earliest, the latest. */
#include "eval/round.h"

struct option option_changed(const struct option *was, const struct option *now,
                             day_number day) {
    struct option out = *was;
    if (was->kind == OPTION_UNDECIDED)
        return *was;
    if (now->kind == OPTION_UNDECIDED)
        return was->kind == OPTION_DUE && day > was->due ? *was : *now;
    if (now->kind == OPTION_NOTHING)
        return was->kind == OPTION_NOTHING || day <= was->due ? *now : *was;
    struct option then = *now;
    then.due = MAX(day, now->due);
    if (was->kind == OPTION_NOTHING || then.due < was->due ||
        (then.due > was->due && day <= was->due))
        out = then;
    return out;
}

/* Of several possible days the earliest and the latest are enough. */
void options_keep(struct options *out, struct option o) {
    struct option *least = NULL, *most = NULL;
    for (uint32_t i = 0; i < out->count; i++) {
        struct option *x = &out->at[i];
        if (x->kind != o.kind)
            continue;
        if (o.kind != OPTION_DUE)
            return;
        if (!least || x->due < least->due)
            least = x;
        if (!most || x->due > most->due)
            most = x;
    }
    if (!least || (least == most && o.due != least->due))
        out->at[out->count++] = o;
    else if (o.due < least->due)
        *least = o;
    else if (o.due > most->due)
        *most = o;
}

static void note_change(struct claim *c, const struct options *was,
                        const struct options *now, day_number day) {
    if (was->count != 1 || now->count != 1 ||
        (was->at[0].kind == now->at[0].kind &&
         (was->at[0].kind != OPTION_DUE || was->at[0].due == now->at[0].due)))
        return;
    struct reason reason = reason_of(REASON_CHANGED);
    reason.day = day;
    reason.rule = now->at[0].governs;
    reason.was = was->at[0].kind == OPTION_DUE ? was->at[0].due : DAY_NONE;
    reason.now = now->at[0].kind == OPTION_DUE ? now->at[0].due : DAY_NONE;
    claim_reason(c, reason);
}

/* The same ways, by the same days? Then nothing has changed. */
static bool are_same(const struct options *a, const struct options *b) {
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++) {
        const struct option *x = &a->at[i], *y = &b->at[i];
        same = x->kind == y->kind && x->governs == y->governs &&
               (x->kind != OPTION_DUE || x->due == y->due);
    }
    return same;
}

void round_change(struct claim *c, struct options *standing,
                  struct options *before, const struct options *now,
                  day_number day, uint32_t phase) {
    if (are_same(before, now))
        return;
    *before = *now;
    struct options next = {.doubtful = standing->doubtful || now->doubtful};
    for (uint32_t i = 0; i < standing->count; i++)
        for (uint32_t j = 0; j < now->count; j++)
            options_keep(&next,
                         option_changed(&standing->at[i], &now->at[j], day));
    if (now->doubtful && next.count > 1) {
        struct moment m = c->trigger;
        m.day = day;
        govern_missing(c->e, c->rule, &m);
    }
    note_change(c, standing, &next, day);
    if (next.count == 1 && next.at[0].due != standing->at[0].due)
        c->phase = phase;
    *standing = next;
}

struct ending series_end_of(struct evaluator *e, const struct rule *r,
                            const struct occurrence *anchor) {
    struct ending end = NO_ENDING;
    const struct occurrence *o =
        r->until == NO_ID
            ? NULL
            : first_after(e->world->events[r->until], anchor->day);
    if (o)
        end = (struct ending){o->day, o->day + 1, REASON_ENDED_UNTIL, r->until};
    o = first_after(e->world->events[r->anchor], anchor->day);
    if (o)
        end =
            earlier_ending(end, (struct ending){o->day, o->day,
                                                REASON_ENDED_AGAIN, r->anchor});
    if (r->ends && e->program->in_force_until != DAY_NEVER) {
        day_number next = e->program->in_force_until + 1;
        end = earlier_ending(
            end, (struct ending){next, next, REASON_ENDED_VERSION, NO_ID});
    }
    if (e->closed != DAY_NEVER &&
        !is_triggered_by_closing(e, r->anchor, anchor))
        end = earlier_ending(end, (struct ending){e->closed, e->closed + 1,
                                                  REASON_ENDED_CLOSED,
                                                  e->closed_by});
    return end;
}
