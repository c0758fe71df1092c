/* calendar_text.h: calendars from texts, for the tests of src/calendar/: just
 * enough of what the compiler does to hand each calendar its lines. */
#ifndef CINP_CALENDAR_TEXT_H
#define CINP_CALENDAR_TEXT_H

#include <stdio.h>

#include "base/vec.h"
#include "calendar/calendar_build.h"
#include "tree/parse.h"
#include "unit.h"

struct calendar_texts {
    struct arena *arena;
    struct atoms atoms;
    struct source_set sources;
    struct diag_list diags;
    VEC(const struct calendar *) made;
};

static inline void calendar_texts_init(struct calendar_texts *t,
                                       struct arena *arena) {
    *t = (struct calendar_texts){.arena = arena};
    atoms_init(&t->atoms, arena);
    source_set_init(&t->sources, arena);
    diag_init(&t->diags, arena);
}

static inline const struct calendar *calendar_named(struct calendar_texts *t,
                                                    atom name) {
    for (size_t i = 0; i < t->made.len; i++)
        if (t->made.at[i]->name == name)
            return t->made.at[i];
    return NULL;
}

static inline const struct calendar *calendar_find(void *host,
                                                   const struct node *name) {
    struct calendar_texts *t = host;
    const struct calendar *c = calendar_named(t, name->name);
    if (!c)
        diag_add(&t->diags, DIAG_CALENDAR_BASE, name->at, "no such calendar");
    return c;
}

/* Every calendar of a source. The last one, or NULL when it has errors. */
static inline const struct calendar *calendars_of(struct calendar_texts *t,
                                                  const struct source *source) {
    struct tree *tree = parse_source(t->arena, &t->atoms, source, &t->diags);
    VEC(const struct node *) lines = {0};
    for (const struct node *n = tree->lines; n; n = n->next)
        vec_push(t->arena, &lines, n->line.parts);
    const struct calendar *last = NULL;
    for (size_t i = 0; i < lines.len;) {
        const struct node *head = lines.at[i++];
        if (head->kind != NODE_CALENDAR)
            continue;
        size_t clauses = i;
        while (i < lines.len && lines.at[i]->kind != NODE_CALENDAR)
            i++;
        last = calendar_build(
            t->arena, &t->atoms, head, lines.at + clauses, i - clauses,
            (struct calendar_lookup){calendar_find, t}, &t->diags);
        if (last)
            vec_push(t->arena, &t->made, last);
    }
    return last;
}

static inline const struct calendar *calendar_of(struct calendar_texts *t,
                                                 const char *text) {
    return calendars_of(
        t, source_add(&t->sources, STR("test.cinp"), str_of(text)));
}

/* A file of the sources, by its path from the top. */
static inline const struct source *source_at(struct calendar_texts *t,
                                             const char *path) {
    const char *top = getenv("srcdir");
    str problem;
    const struct source *source = source_read(
        &t->sources, str_format(t->arena, "%s/%s", top ? top : ".", path),
        &problem);
    if (!source)
        fail_msg("%.*s", STR_ARG(problem));
    return source;
}

static inline const struct calendar *calendar_file(struct calendar_texts *t,
                                                   const char *path) {
    const struct calendar *c = calendars_of(t, source_at(t, path));
    if (t->diags.len)
        fail_msg("%s: %.*s", path, STR_ARG(t->diags.at[0]->message));
    return c;
}

static inline day_number day_of(const char *text) {
    day_number day = DAY_NONE;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

#endif
