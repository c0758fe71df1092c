// SPDX-License-Identifier: MIT
/* suggest.c: the table of distances between prefixes, three rows at a time.
 *
 * Only cells within `limit` of the diagonal can hold a distance within it, so
 * only those are worked out, and the first row without one ends the work. */
#include "text/suggest.h"

#include <string.h>

enum { WIDTH = SUGGEST_MAX_LEN + 1 };

struct rows {
    size_t before[WIDTH], last[WIDTH], now[WIDTH];
};

static size_t min3(size_t a, size_t b, size_t c) {
    return MIN(a, MIN(b, c));
}

/* Distance of the first i bytes of a and the first j of b, from what is known
 * of shorter prefixes. */
static size_t cell(const struct rows *r, str a, str b, size_t i, size_t j) {
    size_t change = r->last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
    size_t best = min3(change, r->last[j] + 1, r->now[j - 1] + 1);
    if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
        a.at[i - 2] == b.at[j - 1])
        best = MIN(best, r->before[j - 2] + 1);
    return best;
}

/* Fills row i between the bounds of the band; returns its least cell. */
static size_t fill_row(struct rows *r, str a, str b, size_t i, size_t limit) {
    size_t from = i > limit ? i - limit : 1;
    size_t to = MIN(b.len, i + limit);
    size_t beyond = limit + 1;
    r->now[from - 1] = from == 1 ? i : beyond;
    size_t least = r->now[from - 1];
    for (size_t j = from; j <= to; j++) {
        r->now[j] = cell(r, a, b, i, j);
        least = MIN(least, r->now[j]);
    }
    if (to < b.len)
        r->now[to + 1] = beyond;
    return least;
}

static size_t banded_distance(str a, str b, size_t limit) {
    struct rows r;
    for (size_t j = 0; j <= b.len; j++)
        r.last[j] = r.before[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        if (fill_row(&r, a, b, i, limit) > limit)
            return limit + 1;
        memcpy(r.before, r.last, sizeof r.last);
        memcpy(r.last, r.now, sizeof r.now);
    }
    return r.last[b.len];
}

size_t suggest_distance(str a, str b, size_t limit) {
    if (str_eq(a, b))
        return 0;
    limit = MIN(limit, SUGGEST_MAX_LEN);
    size_t longer = MAX(a.len, b.len), shorter = MIN(a.len, b.len);
    if (longer > SUGGEST_MAX_LEN || longer - shorter > limit)
        return limit + 1;
    return banded_distance(a, b, limit);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool differs_in_case(str a, str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

/* At least one slip is forgiven, but something of the name must remain. */
static size_t forgiven(str name) {
    return name.len < 2 ? 0 : MAX(1, name.len / 3);
}

str suggest_best(str name, const str *candidates, size_t n) {
    str best = STR("");
    size_t limit = forgiven(name);
    n = MIN(n, SUGGEST_MAX_CANDIDATES);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(candidates[i], name))
            continue;
        if (differs_in_case(candidates[i], name))
            return candidates[i];
        size_t distance = suggest_distance(name, candidates[i], limit);
        if (distance > limit || distance >= candidates[i].len)
            continue;
        best = candidates[i];
        limit = distance - 1;
    }
    return best;
}
