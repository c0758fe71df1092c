// SPDX-License-Identifier: MIT
/* register.c: the register of a document: its provisions, one a row.
 *
 * A register is a table as RFC 4180 has it: fields between commas, in double
 * quotes where they hold commas, quotes (twice) or line ends; lines end in LF
 * or CRLF.  Its first row names the columns, in any order.  It is read here,
 * and not by a library, because every fault and every provision has to be
 * shown where it stands, byte by byte. */
#include "policy/compiler.h"

#include "text/source_check.h"
#include "text/suggest.h"

enum column {
    COLUMN_ID,
    COLUMN_SECTION,
    COLUMN_STRENGTH,
    COLUMN_KIND,
    COLUMN_WORDS,
    COLUMN_COUNT
};
static const char *const column_names[COLUMN_COUNT] = {
    "id", "section", "strength", "kind", "words"};

struct field {
    str text;
    struct span at;
};

struct reader {
    struct compiler *c;
    const struct source *source;
    uint32_t at;
    VEC(struct field) row;
    enum column columns[COLUMN_COUNT]; /* of each field of a row */
    bool faulty;
};

/* -- rows -- */

static struct span span_from(const struct reader *r, uint32_t from) {
    return (struct span){from, r->at, r->source->id};
}

static bool at_end(const struct reader *r) {
    return r->at >= r->source->text.len;
}

static bool at_line_end(const struct reader *r) {
    str rest = {r->source->text.at + r->at, r->source->text.len - r->at};
    return rest.len == 0 || rest.at[0] == '\n' ||
           str_starts_with(rest, STR("\r\n"));
}

static void skip_line(struct reader *r) {
    while (!at_line_end(r))
        r->at++;
}

static void next_line(struct reader *r) {
    while (!at_end(r) && r->source->text.at[r->at++] != '\n')
        ;
}

static bool report_quote(struct reader *r, uint32_t from, const char *what,
                         const char *advice) {
    struct diag *d = diag_add(r->c->diags, DIAG_REGISTER_LINE,
                              (struct span){from, from + 1, r->source->id},
                              "%s", what);
    diag_note(r->c->diags, d, "%s", advice);
    return false;
}

static bool read_quoted(struct reader *r, struct strbuf *out) {
    uint32_t from = r->at++;
    for (; !at_end(r); r->at++) {
        char byte = r->source->text.at[r->at];
        if (byte == '"') {
            r->at++;
            if (at_end(r) || r->source->text.at[r->at] != '"')
                return true;
        }
        strbuf_add_byte(out, byte);
    }
    return report_quote(r, from, "this quote is not closed",
                        "a quote inside a quoted field is written twice: "
                        "\"\"");
}

static bool read_plain(struct reader *r, struct strbuf *out) {
    for (; !at_line_end(r) && r->source->text.at[r->at] != ','; r->at++) {
        if (r->source->text.at[r->at] == '"')
            return report_quote(r, r->at, "a quote in the middle of a field",
                                "put the whole field into quotes, and write "
                                "the quote inside it twice: \"\"");
        strbuf_add_byte(out, r->source->text.at[r->at]);
    }
    return true;
}

static bool read_field(struct reader *r) {
    struct strbuf text;
    uint32_t from = r->at;
    bool quoted = !at_end(r) && r->source->text.at[r->at] == '"';
    strbuf_init(&text, r->c->arena);
    if (!(quoted ? read_quoted(r, &text) : read_plain(r, &text)))
        return false;
    struct field field = {strbuf_str(&text), span_from(r, from)};
    vec_push(r->c->arena, &r->row, field);
    if (at_line_end(r) || r->source->text.at[r->at] == ',')
        return true;
    return report_quote(r, r->at, "a quoted field goes on after its quote",
                        "a comma or the end of the line follows it; a quote "
                        "inside it is written twice: \"\"");
}

/* The fields of the next row; false when it cannot be read (reported). */
static bool read_row(struct reader *r) {
    r->row.len = 0;
    bool fine = read_field(r);
    while (fine && !at_line_end(r)) {
        r->at++; /* the comma */
        fine = read_field(r);
    }
    if (!fine)
        skip_line(r);
    return fine;
}

static bool is_blank_row(const struct reader *r) {
    const struct field *first = &r->row.at[0];
    return r->row.len == 1 && first->at.from == first->at.to;
}

/* -- the header -- */

static void report_column(struct reader *r, const struct field *field) {
    str names[COLUMN_COUNT];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        names[i] = str_of(column_names[i]);
    str near = suggest_best(field->text, names, COLUMN_COUNT);
    struct diag *d =
        diag_add(r->c->diags, DIAG_REGISTER_HEADER, field->at,
                 "`%.*s` is not a column of a register", STR_ARG(field->text));
    diag_note(r->c->diags, d,
              "its first row is `id,section,strength,kind,words`, in any "
              "order; only `id` must be there");
    if (near.len > 0)
        diag_fix(r->c->diags, d, field->at, near, "write the column's name");
}

static bool take_column(struct reader *r, const struct field *field,
                        unsigned *seen) {
    unsigned column = 0;
    while (column < COLUMN_COUNT && !str_is(field->text, column_names[column]))
        column++;
    if (column == COLUMN_COUNT) {
        report_column(r, field);
        return false;
    }
    if (*seen >> column & 1) {
        diag_add(r->c->diags, DIAG_REGISTER_HEADER, field->at,
                 "a second column `%s`", column_names[column]);
        return false;
    }
    r->columns[field - r->row.at] = (enum column)column;
    *seen |= 1u << column;
    return true;
}

static bool read_header(struct reader *r, size_t *width) {
    unsigned seen = 0;
    if (!read_row(r))
        return false;
    for (size_t i = 0; i < r->row.len; i++)
        if (!take_column(r, &r->row.at[i], &seen))
            return false;
    *width = r->row.len;
    if (seen & 1u << COLUMN_ID)
        return true;
    diag_add(r->c->diags, DIAG_REGISTER_HEADER, r->row.at[0].at,
             "the register has no column `id`");
    return false;
}

/* -- provisions -- */

static bool has_outer_blank(str text) {
    return text.len > 0 &&
           (text.at[0] == ' ' || text.at[text.len - 1] == ' ');
}

static bool report_id(struct reader *r, const struct field *id,
                      const char *what) {
    diag_add(r->c->diags, DIAG_REGISTER_ID, id->at, "%s", what);
    return false;
}

/* False, reported, for a row without an id of its own. */
static bool take_id(struct reader *r, struct atom_map *known,
                    const struct field *field, struct provision *out) {
    if (field->text.len == 0)
        return report_id(r, field, "this provision has no id");
    if (has_outer_blank(field->text))
        return report_id(r, field, "an id begins or ends with a blank");
    out->id = atom_intern(r->c->atoms, field->text);
    out->at = field->at;
    struct field *first = atom_map_get(known, out->id);
    if (first) {
        struct diag *d = diag_add(r->c->diags, DIAG_REGISTER_ID, field->at,
                                  "`%.*s` is the id of two provisions",
                                  STR_ARG(field->text));
        diag_label(r->c->diags, d, first->at, "the first stands here");
        return false;
    }
    first = NEW(r->c->arena, struct field);
    *first = *field;
    atom_map_set(r->c->arena, known, out->id, first);
    return true;
}

static bool report_width(struct reader *r, size_t width) {
    struct field *last = &r->row.at[r->row.len - 1];
    struct diag *d = diag_add(
        r->c->diags, DIAG_REGISTER_LINE, span_join(r->row.at[0].at, last->at),
        "%zu field%s where the first row has %zu", r->row.len,
        r->row.len == 1 ? "" : "s", width);
    if (r->row.len > width)
        diag_note(r->c->diags, d,
                  "a field that has commas in it stands in double quotes");
    return false;
}

static bool take_provision(struct reader *r, struct atom_map *known,
                           size_t width, struct provision *out) {
    bool fine = true;
    if (r->row.len != width)
        return report_width(r, width);
    *out = (struct provision){.account = ACCOUNT_NOTHING};
    for (size_t i = 0; i < width; i++) {
        const struct field *field = &r->row.at[i];
        switch (r->columns[i]) {
        case COLUMN_ID: fine = take_id(r, known, field, out); break;
        case COLUMN_SECTION: out->section = field->text; break;
        case COLUMN_STRENGTH: out->strength = field->text; break;
        case COLUMN_KIND: out->kind = field->text; break;
        case COLUMN_WORDS: out->words = field->text; break;
        case COLUMN_COUNT: break;
        }
    }
    return fine;
}

static void read_provisions(struct reader *r, size_t width,
                            struct document *document) {
    VEC(struct provision) list = {0};
    struct atom_map known = {0};
    struct provision provision;
    for (next_line(r); !at_end(r); next_line(r)) {
        if (!read_row(r)) {
            r->faulty = true;
            continue;
        }
        if (is_blank_row(r))
            continue;
        if (!has_room(r->c, list.len, MAX_IDS, "provisions", r->row.at[0].at))
            break;
        if (take_provision(r, &known, width, &provision))
            vec_push(r->c->arena, &list, provision);
        else
            r->faulty = true;
    }
    document->provisions = list.at;
    document->provision_count = (uint32_t)list.len;
}

bool compile_register(struct compiler *c, const struct module *from,
                      const struct node *file, struct document *document) {
    struct reader r = {.c = c};
    size_t width;
    r.source = module_read_beside(c->modules, c->policy, from, file);
    if (!r.source)
        return false;
    vec_push(c->arena, &c->registers, r.source->id);
    if (!source_check(r.source, c->diags) || !read_header(&r, &width))
        return false;
    read_provisions(&r, width, document);
    return !r.faulty;
}
