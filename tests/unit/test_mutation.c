// SPDX-License-Identifier: MIT
/* A slip costs its own line only.
 *
 * Each line of every policy is damaged in each of several ways, and no error
 * may stand on another line.  That cannot hold always (a comma lost at a
 * line's end makes two lines of one), but of a hundred slips at most one may
 * be such.  The damage is chosen by a generator with a fixed seed. */
#include "front.h"

enum { WINDOW = 12 }; /* lines parsed before and after the damaged one */

enum damage {
    DROP_CHARACTER,
    DOUBLE_CHARACTER,
    SWAP_CHARACTERS,
    DROP_WORD,
    DOUBLE_WORD,
    SWAP_WORDS,
    INSERT_QUOTE,
    INSERT_OPEN,
    INSERT_CLOSE,
    DAMAGES
};

struct trials {
    uint32_t seed;
    size_t total, confined;
};

static uint32_t choose(struct trials *t, size_t n) {
    t->seed = t->seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)t->seed * n) >> 32);
}

/* Where the words of a line begin and end. */
struct cuts {
    size_t from[100], to[100], len;
};

static struct cuts words_of(str line) {
    struct cuts c = {.len = 0};
    size_t at = 0;
    while (at < line.len && c.len < ARRAY_LEN(c.from)) {
        while (at < line.len && line.at[at] == ' ')
            at++;
        size_t from = at;
        while (at < line.len && line.at[at] != ' ')
            at++;
        if (at > from) {
            c.from[c.len] = from;
            c.to[c.len++] = at;
        }
    }
    return c;
}

static str part(str line, size_t from, size_t to) {
    return (str){line.at + from, to - from};
}

/* Not inside a character of several bytes: that is no slip of the hand. */
static size_t choose_character(struct trials *t, str line) {
    size_t at = choose(t, line.len);
    while (at > 0 && (line.at[at] & 0x80))
        at--;
    return at;
}

static void damage_character(struct trials *t, struct strbuf *out, str line,
                             enum damage damage) {
    static const char *const inserted[DAMAGES] = {
        [INSERT_QUOTE] = "\"", [INSERT_OPEN] = "(", [INSERT_CLOSE] = ")"};
    size_t at = choose_character(t, line), next = at + 1;
    strbuf_add(out, part(line, 0, at));
    if (inserted[damage]) {
        strbuf_add_c(out, inserted[damage]);
        next = at;
    } else if (damage == DOUBLE_CHARACTER) {
        strbuf_add_byte(out, line.at[at]);
        next = at;
    } else if (damage == SWAP_CHARACTERS && next < line.len &&
               !(line.at[next] & 0x80)) {
        strbuf_add_byte(out, line.at[next++]);
        strbuf_add_byte(out, line.at[at]);
    }
    strbuf_add(out, part(line, next, line.len));
}

static void damage_word(struct trials *t, struct strbuf *out, str line,
                        enum damage damage) {
    struct cuts c = words_of(line);
    size_t i = choose(t, c.len), last = c.len - 1;
    str word = part(line, c.from[i], c.to[i]);
    strbuf_add(out, part(line, 0, c.from[i]));
    if (damage == DOUBLE_WORD) {
        strbuf_addf(out, "%.*s %.*s", STR_ARG(word), STR_ARG(word));
    } else if (damage == SWAP_WORDS && i < last) {
        str after = part(line, c.from[i + 1], c.to[i + 1]);
        strbuf_addf(out, "%.*s %.*s", STR_ARG(after), STR_ARG(word));
        i++;
    }
    strbuf_add(out, part(line, c.to[i], line.len));
}

static size_t errors_elsewhere(const struct front *f,
                               const struct source *source, uint32_t line) {
    size_t n = 0;
    for (size_t i = 0; i < f->diags.len; i++)
        if (source_line_at(source, f->diags.at[i]->at.from) != line)
            n++;
    return n;
}

/* Lines around the damaged one that are right by themselves. */
struct around {
    uint32_t from, to; /* from 1; without the last */
};

/* Those lines, but line `at` as `instead`. */
static str window(struct arena *arena, const struct source *source,
                  struct around w, uint32_t at, str instead) {
    struct strbuf b;
    strbuf_init(&b, arena);
    for (uint32_t line = w.from; line < w.to; line++) {
        strbuf_add(&b, line == at ? instead : source_line(source, line));
        strbuf_add_byte(&b, '\n');
    }
    return strbuf_str(&b);
}

/* Not beginning or ending in the middle of a clause: `w` starts and ends where
 * a clause of the undamaged file does. */
static struct around lines_around(const struct tree *tree, uint32_t line) {
    const struct source *source = tree->source;
    struct around w = {1, source->line_count + 1};
    for (const struct node *n = tree->lines; n; n = n->next) {
        uint32_t begins = source_line_at(source, n->at.from);
        if (begins + WINDOW <= line)
            w.from = begins;
        if (begins > line + WINDOW) {
            w.to = begins;
            break;
        }
    }
    return w;
}

static void try_damage(struct trials *t, struct arena *arena,
                       const struct source *source, struct around w,
                       uint32_t line, enum damage damage) {
    str whole = source_line(source, line);
    struct strbuf damaged;
    strbuf_init(&damaged, arena);
    if (damage == DROP_WORD || damage == DOUBLE_WORD || damage == SWAP_WORDS)
        damage_word(t, &damaged, whole, damage);
    else
        damage_character(t, &damaged, whole, damage);
    struct front *f = front_new(arena);
    str text = window(arena, source, w, line, strbuf_str(&damaged));
    struct tree *tree = front_parse(f, text);
    t->total++;
    t->confined += !errors_elsewhere(f, tree->source, line - w.from + 1);
}

static bool says_something(str line) {
    size_t at = 0;
    while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\r'))
        at++;
    return at < line.len && line.at[at] != '#';
}

static void damage_file(struct trials *t, const char *path) {
    struct arena arena;
    arena_init(&arena, process_allocator);
    struct source_set set;
    source_set_init(&set, &arena);
    str problem;
    const struct source *source = source_read(&set, str_of(path), &problem);
    assert_non_null(source);
    struct tree *whole = front_parse(front_new(&arena), source->text);
    struct arena_mark mark = arena_mark(&arena);
    for (uint32_t line = 1; line <= whole->source->line_count; line++) {
        if (!says_something(source_line(source, line)))
            continue;
        struct around w = lines_around(whole, line);
        for (int d = 0; d < DAMAGES; d++) {
            arena_rewind(&arena, mark);
            try_damage(t, &arena, source, w, line, (enum damage)d);
        }
    }
    arena_fini(&arena);
}

static void a_slip_costs_its_own_line_only(void **state) {
    struct front_files *files = front_policies(*state);
    struct trials t = {.seed = 20180401};
    for (size_t i = 0; i < files->len; i++)
        damage_file(&t, files->at[i]);
    print_message("# %zu of %zu damaged lines cost no other line (%.2f %%)\n",
                  t.confined, t.total,
                  100.0 * (double)t.confined / (double)t.total);
    assert_true(t.total > 5000);
    assert_true(t.confined * 100 >= t.total * 99);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_slip_costs_its_own_line_only),
    };
    return cmocka_run_group_tests_name("mutation", tests, NULL, NULL);
}
