// SPDX-License-Identifier: MIT
/* diag.c: collecting records.
 *
 * A list that is full hands out one record, full itself, that is in no report:
 * callers need not care, and memory is bounded whatever the input.  The search
 * for duplicates is linear for the same reason: the list is short. */
#include "text/diag.h"

#include <string.h>

#include "base/vec.h"

static const struct {
    const char *slug, *title;
    enum severity severity;
} registry[DIAG_COUNT] = {
#define DIAG(id, slug, severity, title) \
    [DIAG_##id] = {slug, title, SEVERITY_##severity},
#include "text/diag.def"
#undef DIAG
};

void diag_init(struct diag_list *list, struct arena *arena) {
    *list = (struct diag_list){.arena = arena};
}

bool diag_is_full(const struct diag_list *list) {
    return list->len >= DIAG_MAX_RECORDS;
}

static void count(struct diag_list *list, enum severity severity) {
    switch (severity) {
    case SEVERITY_ERROR: list->errors++; break;
    case SEVERITY_WARNING: list->warnings++; break;
    case SEVERITY_NOTE: break;
    }
}

static struct diag *spill(struct diag_list *list, enum diag_id id,
                          struct span at) {
    if (!list->spill)
        list->spill = NEW(list->arena, struct diag);
    *list->spill = (struct diag){
        .id = id,
        .severity = registry[id].severity,
        .at = at,
        .label_count = DIAG_MAX_LABELS,
        .note_count = DIAG_MAX_NOTES,
        .has_fix = true,
    };
    return list->spill;
}

static bool same_span(struct span a, struct span b) {
    return a.from == b.from && a.to == b.to && a.source == b.source;
}

static struct diag *find(const struct diag_list *list, enum diag_id id,
                         struct span at, str message) {
    for (size_t i = list->len; i-- > 0;) {
        struct diag *d = list->at[i];
        if (d->id == id && same_span(d->at, at) && str_eq(d->message, message))
            return d;
    }
    return NULL;
}

struct diag *diag_add(struct diag_list *list, enum diag_id id, struct span at,
                      const char *format, ...) {
    if (diag_is_full(list)) {
        count(list, registry[id].severity);
        return spill(list, id, at);
    }
    struct arena_mark mark = arena_mark(list->arena);
    va_list args;
    va_start(args, format);
    str message = str_vformat(list->arena, format, args);
    va_end(args);
    struct diag *d = find(list, id, at, message);
    if (d) {
        arena_rewind(list->arena, mark);
        return d;
    }
    d = NEW(list->arena, struct diag);
    d->id = id;
    d->severity = registry[id].severity;
    d->at = at;
    d->message = message;
    vec_push(list->arena, list, d);
    count(list, d->severity);
    return d;
}

void diag_label(struct diag_list *list, struct diag *d, struct span at,
                const char *format, ...) {
    if (d->label_count == DIAG_MAX_LABELS)
        return;
    va_list args;
    va_start(args, format);
    str text = str_vformat(list->arena, format, args);
    va_end(args);
    for (unsigned i = 0; i < d->label_count; i++)
        if (str_eq(d->labels[i].text, text) && same_span(d->labels[i].at, at))
            return;
    d->labels[d->label_count++] = (struct diag_label){at, text};
}

void diag_note(struct diag_list *list, struct diag *d, const char *format,
               ...) {
    if (d->note_count == DIAG_MAX_NOTES)
        return;
    va_list args;
    va_start(args, format);
    str text = str_vformat(list->arena, format, args);
    va_end(args);
    for (unsigned i = 0; i < d->note_count; i++)
        if (str_eq(d->notes[i], text))
            return;
    d->notes[d->note_count++] = text;
}

void diag_fix(struct diag_list *list, struct diag *d, struct span at,
              str replacement, const char *why) {
    if (d->has_fix)
        return;
    d->has_fix = true;
    d->fix = (struct diag_fix){
        .at = at,
        .text = str_copy(list->arena, replacement),
        .why = str_copy(list->arena, why ? str_of(why) : STR("")),
    };
}

static int order(const struct diag *a, const struct diag *b) {
    if (a->at.source != b->at.source)
        return a->at.source < b->at.source ? -1 : 1;
    if (a->at.from != b->at.from)
        return a->at.from < b->at.from ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* Sorts at[0, n) by way of spare[0, n): a merge sort, because the sort of the
 * C library need not be stable. */
static void merge_sort(struct diag **at, struct diag **spare, size_t n) {
    if (n < 2)
        return;
    size_t half = n / 2;
    merge_sort(at, spare, half);
    merge_sort(at + half, spare, n - half);
    memcpy(spare, at, half * sizeof *at);
    size_t left = 0, right = half, out = 0;
    while (left < half && right < n)
        if (order(at[right], spare[left]) < 0)
            at[out++] = at[right++];
        else
            at[out++] = spare[left++];
    memcpy(at + out, spare + left, (half - left) * sizeof *at);
}

void diag_sort(struct diag_list *list) {
    struct arena_mark mark = arena_mark(list->arena);
    struct diag **spare = NEW_ARRAY(list->arena, struct diag *, list->len);
    merge_sort(list->at, spare, list->len);
    arena_rewind(list->arena, mark);
}

const char *diag_slug(enum diag_id id) {
    return registry[id].slug;
}

const char *diag_title(enum diag_id id) {
    return registry[id].title;
}

const char *severity_name(enum severity severity) {
    switch (severity) {
    case SEVERITY_ERROR: return "error";
    case SEVERITY_WARNING: return "warning";
    case SEVERITY_NOTE: return "note";
    }
    BUG("severity");
}
