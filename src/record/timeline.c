// SPDX-License-Identifier: MIT
/* timeline.c: filling a case, sorting it, and asking it about facts.
 *
 * Everything is linear but the sorting, which is n log n and skipped when the
 * case came in order, as most do.  The sort is a merge sort of small keys: it
 * is stable, and its memory is the arena's. */
#include "record/timeline.h"

#include <string.h>

#include "record/raw_value.h"

enum { FIRST_ROWS = 32 };

void timeline_init(struct timeline *t, struct block_allocator from,
                   const struct program *program) {
    *t = (struct timeline){.program = program};
    arena_init(&t->arena, from);
    names_init(&t->names, program->atoms, &t->arena);
    timeline_reset(t);
}

void timeline_fini(struct timeline *t) {
    arena_fini(&t->arena);
}

/* Room for as many rows as the last case had: most cases are alike. */
void timeline_reset(struct timeline *t) {
    size_t rows = MAX(t->rows.len, FIRST_ROWS);
    arena_reset(&t->arena);
    memset(&t->rows, 0, sizeof t->rows);
    memset(&t->acts, 0, sizeof t->acts);
    memset(&t->pending, 0, sizeof t->pending);
    t->rows.at = NEW_ARRAY(&t->arena, struct row, rows);
    t->rows.cap = rows;
    t->id = STR("");
    t->first_day = DAY_NEVER;
    t->by_event = t->event_start = t->fact_start = NULL;
    t->facts = NULL;
    t->fault = 0;
}

/* -- filling -- */

static uint32_t next_order(const struct timeline *t) {
    return (uint32_t)(t->rows.len + t->acts.len);
}

static str name_of(const struct timeline *t, atom name) {
    return atom_str(t->program->atoms, name);
}

str timeline_add_row(struct timeline *t, event_id event, day_number day,
                     int minute, bool booked) {
    vec_push(&t->arena, &t->rows,
             ((struct row){
                 .day = day,
                 .minute = (int16_t)minute,
                 .event = event,
                 .booked = booked,
                 .order = next_order(t),
             }));
    t->first_day = MIN(t->first_day, day);
    return STR("");
}

/* Room for one more: the array doubles, so it is full when its length is a
 * power of two. */
static struct recorded_attribute *attribute_room(struct timeline *t,
                                                 struct row *row) {
    uint32_t n = row->attribute_count;
    size_t size = sizeof *row->attributes;
    if ((n & (n - 1)) == 0)
        row->attributes = arena_grow(&t->arena, row->attributes, n * size,
                                     MAX(n * 2, 1) * size);
    return row->attributes + n;
}

str timeline_add_attribute(struct timeline *t, attribute_id attribute,
                           struct raw_value raw) {
    struct row *row = &t->rows.at[t->rows.len - 1];
    const struct attribute *a = &t->program->attributes[attribute];
    if (!event_has_attribute(t->program, row->event, attribute))
        return str_format(
            &t->arena, "`%.*s` has no attribute `%.*s`",
            STR_ARG(name_of(t, t->program->events[row->event].name)),
            STR_ARG(name_of(t, a->name)));
    for (uint32_t i = 0; i < row->attribute_count; i++)
        if (row->attributes[i].attribute == attribute)
            return str_format(&t->arena, "`%.*s` is given twice",
                              STR_ARG(name_of(t, a->name)));
    struct value value = {.kind = VALUE_UNKNOWN};
    if (raw.kind != RAW_NOTHING) {
        str fault = value_of_raw(t, name_of(t, a->name),
                                 a->type_in[row->event], &raw, &value);
        if (fault.len)
            return fault;
    }
    *attribute_room(t, row) = (struct recorded_attribute){attribute, value};
    row->attribute_count++;
    return STR("");
}

str timeline_add_fact(struct timeline *t, fact_id fact, struct raw_value raw,
                      day_number from, day_number until) {
    const struct fact *f = &t->program->facts[fact];
    struct fact_span span = {from, until, {.kind = VALUE_UNKNOWN}};
    if (raw.kind != RAW_NOTHING) {
        str fault = value_of_raw(t, name_of(t, f->name), f->type, &raw,
                                 &span.value);
        if (fault.len)
            return fault;
    }
    if (until < from) {
        char a[16], b[16];
        return str_format(&t->arena,
                          "`%.*s` ends on %s, before it begins on %s",
                          STR_ARG(name_of(t, f->name)), day_format(until, a),
                          day_format(from, b));
    }
    vec_push(&t->arena, &t->pending, ((struct pending_fact){fact, span}));
    return STR("");
}

str timeline_add_act(struct timeline *t, struct act_row act) {
    const struct rule *rule = &t->program->rules[act.rule];
    if (act.act == ACT_CONSIDERED && rule->form != RULE_CONSIDER)
        return str_format(&t->arena,
                          "`%.*s` is no prompt; only a rule that says "
                          "`consider` can be considered",
                          STR_ARG(name_of(t, rule->name)));
    act.order = next_order(t);
    act.reason = str_copy(&t->arena, act.reason);
    t->first_day = MIN(t->first_day, act.day);
    vec_push(&t->arena, &t->acts, act);
    return STR("");
}

/* -- sorting -- */

struct sort_key {
    int64_t key;
    uint32_t index;
};

static bool in_order(const struct sort_key *keys, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (keys[i - 1].key > keys[i].key)
            return false;
    return true;
}

/* Merges from[a..b) and from[b..c) into to[a..c). */
static void merge(struct sort_key *to, const struct sort_key *from, size_t a,
                  size_t b, size_t c) {
    size_t left = a, right = b;
    for (size_t i = a; i < c; i++) {
        bool take_left = right == c ||
                         (left < b && from[left].key <= from[right].key);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* Sorted keys, equal ones in their old order; `keys` or as large an array. */
static struct sort_key *sort_keys(struct arena *arena, struct sort_key *keys,
                                  size_t n) {
    if (in_order(keys, n))
        return keys;
    struct sort_key *other = NEW_ARRAY(arena, struct sort_key, n);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t a = 0; a < n; a += 2 * width)
            merge(other, keys, a, MIN(a + width, n), MIN(a + 2 * width, n));
        struct sort_key *sorted = other;
        other = keys;
        keys = sorted;
    }
    return keys;
}

static bool rows_in_order(const struct timeline *t) {
    for (size_t i = 1; i < t->rows.len; i++)
        if (t->rows.at[i - 1].day > t->rows.at[i].day)
            return false;
    return true;
}

static void sort_rows(struct timeline *t) {
    size_t n = t->rows.len;
    if (rows_in_order(t))
        return;
    struct sort_key *keys = NEW_ARRAY(&t->arena, struct sort_key, n);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct sort_key){t->rows.at[i].day, (uint32_t)i};
    keys = sort_keys(&t->arena, keys, n);
    struct row *sorted = NEW_ARRAY(&t->arena, struct row, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = t->rows.at[keys[i].index];
    t->rows.at = sorted;
    t->rows.cap = n;
}

static void sort_acts(struct timeline *t) {
    size_t n = t->acts.len;
    if (n < 2)
        return;
    struct sort_key *keys = NEW_ARRAY(&t->arena, struct sort_key, n);
    for (size_t i = 0; i < n; i++)
        keys[i] = (struct sort_key){t->acts.at[i].day, (uint32_t)i};
    keys = sort_keys(&t->arena, keys, n);
    struct act_row *sorted = NEW_ARRAY(&t->arena, struct act_row, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = t->acts.at[keys[i].index];
    t->acts.at = sorted;
    t->acts.cap = n;
}

/* Rows by event: counted, then dealt out in order. */
static void index_rows(struct timeline *t) {
    uint32_t events = t->program->event_count;
    uint32_t *start = NEW_ARRAY(&t->arena, uint32_t, events + 2);
    t->by_event = NEW_ARRAY(&t->arena, uint32_t, t->rows.len);
    for (size_t i = 0; i < t->rows.len; i++)
        start[t->rows.at[i].event + 2]++;
    for (uint32_t e = 2; e < events + 2; e++)
        start[e] += start[e - 1];
    /* start[e + 1] is where e begins, and will be where it ends */
    for (size_t i = 0; i < t->rows.len; i++)
        t->by_event[start[t->rows.at[i].event + 1]++] = (uint32_t)i;
    t->event_start = start;
}

/* -- facts -- */

/* The spans of one fact being laid out day after day: those that have begun
 * and not ended are stacked, the governing one on top. */
struct layout {
    struct fact_span *open;
    size_t depth;
    day_number day; /* the next one to be laid out */
    struct fact_span *out;
    uint32_t count;
};

static void lay(struct layout *l, day_number until) {
    if (until < l->day)
        return;
    l->out[l->count++] =
        (struct fact_span){l->day, until, l->open[l->depth - 1].value};
    l->day = until == DAY_NEVER ? DAY_NEVER : until + 1;
}

/* Lays out all days before `day`, and closes what ends before it. */
static void lay_until(struct layout *l, day_number day) {
    while (l->depth && l->open[l->depth - 1].until < day) {
        lay(l, l->open[l->depth - 1].until);
        l->depth--;
    }
    if (l->depth && day != DAY_NONE)
        lay(l, day - 1);
}

static void lay_rest(struct layout *l) {
    while (l->depth) {
        day_number until = l->open[l->depth - 1].until;
        lay(l, until);
        l->depth = until == DAY_NEVER ? 0 : l->depth - 1;
    }
}

static bool clash(const struct pending_fact *a, const struct pending_fact *b) {
    return a->fact == b->fact && a->span.from == b->span.from &&
           !value_equal(a->span.value, b->span.value);
}

static str clash_words(struct timeline *t, const struct pending_fact *p) {
    str name = name_of(t, t->program->facts[p->fact].name);
    char day[16];
    if (p->span.from == DAY_NONE)
        return str_format(&t->arena, "`%.*s` has two values", STR_ARG(name));
    return str_format(&t->arena, "`%.*s` has two values from %s",
                      STR_ARG(name), day_format(p->span.from, day));
}

/* By fact, then by first day. */
static struct sort_key *fact_keys(struct timeline *t) {
    size_t n = t->pending.len;
    struct sort_key *keys = NEW_ARRAY(&t->arena, struct sort_key, n);
    for (size_t i = 0; i < n; i++) {
        const struct pending_fact *p = &t->pending.at[i];
        int64_t day = (int64_t)p->span.from - DAY_NONE;
        keys[i] = (struct sort_key){(int64_t)p->fact << 32 | day, (uint32_t)i};
    }
    return sort_keys(&t->arena, keys, n);
}

/* n spans lie over at most 2n stretches of days: each begins one, and each
 * that ends uncovers another. */
static str seal_facts(struct timeline *t) {
    size_t n = t->pending.len;
    struct sort_key *keys = fact_keys(t);
    t->fact_start = NEW_ARRAY(&t->arena, uint32_t, t->program->fact_count + 1);
    t->facts = NEW_ARRAY(&t->arena, struct fact_span, 2 * n);
    struct layout l = {.open = NEW_ARRAY(&t->arena, struct fact_span, n),
                       .out = t->facts};
    size_t i = 0;
    for (uint32_t fact = 0; fact < t->program->fact_count; fact++) {
        t->fact_start[fact] = l.count;
        const struct pending_fact *before = NULL;
        for (; i < n && t->pending.at[keys[i].index].fact == fact; i++) {
            const struct pending_fact *p = &t->pending.at[keys[i].index];
            if (before && clash(before, p)) {
                t->fault = keys[i].index;
                return clash_words(t, p);
            }
            lay_until(&l, p->span.from);
            l.open[l.depth++] = p->span;
            l.day = p->span.from;
            before = p;
        }
        lay_rest(&l);
    }
    t->fact_start[t->program->fact_count] = l.count;
    return STR("");
}

str timeline_seal(struct timeline *t) {
    if (t->rows.len + t->acts.len > UINT32_MAX / 2)
        return STR("more events than cinp reads in one case");
    sort_rows(t);
    sort_acts(t);
    index_rows(t);
    return seal_facts(t);
}

/* -- asking -- */

static struct value otherwise(const struct timeline *t, fact_id fact,
                              bool *defaulted) {
    struct value value = t->program->facts[fact].otherwise;
    *defaulted = value.kind != VALUE_UNKNOWN;
    return value;
}

struct value timeline_fact(const struct timeline *t, fact_id fact,
                           day_number day, bool *defaulted) {
    uint32_t first = t->fact_start[fact], low = first;
    uint32_t high = t->fact_start[fact + 1];
    while (low < high) { /* low: the first that begins after `day` */
        uint32_t middle = low + (high - low) / 2;
        if (t->facts[middle].from <= day)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first || t->facts[low - 1].until < day ||
        t->facts[low - 1].value.kind == VALUE_UNKNOWN)
        return otherwise(t, fact, defaulted);
    *defaulted = false;
    return t->facts[low - 1].value;
}

struct value row_attribute(const struct row *row, attribute_id attribute) {
    for (uint32_t i = 0; i < row->attribute_count; i++)
        if (row->attributes[i].attribute == attribute)
            return row->attributes[i].value;
    return (struct value){.kind = VALUE_UNKNOWN};
}
