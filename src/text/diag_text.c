// SPDX-License-Identifier: MIT
/* diag_text.c: headers, excerpts and what hangs below them. */
#include "text/diag_text.h"

#include "text/excerpt.h"
#include "text/show.h"

enum { DEFAULT_LIMIT = 20, NUMBER_WIDTH = 5, SEVERITIES = SEVERITY_NOTE + 1 };

struct printer {
    struct strbuf *out;
    const struct source_set *sources;
    bool colour;
};

enum paint { PAINT_PLACE, PAINT_ERROR, PAINT_WARNING, PAINT_NOTE, PAINT_FIX };

static void paint(struct printer *p, enum paint paint) {
    static const char *const sequences[] = {
        [PAINT_PLACE] = "\033[1m",      [PAINT_ERROR] = "\033[1;31m",
        [PAINT_WARNING] = "\033[1;35m", [PAINT_NOTE] = "\033[1;36m",
        [PAINT_FIX] = "\033[32m",
    };
    if (p->colour)
        strbuf_add_c(p->out, sequences[paint]);
}

static void unpaint(struct printer *p) {
    if (p->colour)
        strbuf_add_c(p->out, "\033[0m");
}

static enum paint paint_of(enum severity severity) {
    switch (severity) {
    case SEVERITY_ERROR: return PAINT_ERROR;
    case SEVERITY_WARNING: return PAINT_WARNING;
    case SEVERITY_NOTE: return PAINT_NOTE;
    }
    BUG("severity");
}

/* "FILE:LINE:COLUMN: ", or the program's name for what is nowhere. */
static void print_place(struct printer *p, struct span at) {
    const struct source *source = source_get(p->sources, at.source);
    paint(p, PAINT_PLACE);
    if (source) {
        show_add(p->out, source->path);
        strbuf_addf(p->out, ":%u:%u:", source_line_at(source, at.from),
                    source_column_at(source, at.from));
    } else {
        strbuf_add_c(p->out, "cinp:");
    }
    unpaint(p);
    strbuf_add_byte(p->out, ' ');
}

static void print_header(struct printer *p, struct span at,
                         enum severity severity, str message) {
    print_place(p, at);
    paint(p, paint_of(severity));
    strbuf_addf(p->out, "%s:", severity_name(severity));
    unpaint(p);
    strbuf_add_byte(p->out, ' ');
    show_add(p->out, message);
}

static void print_line(struct printer *p, const struct excerpt *e) {
    strbuf_addf(p->out, "%*u |", NUMBER_WIDTH, e->number);
    if (e->line.len)
        strbuf_add_byte(p->out, ' ');
    excerpt_print(p->out, e);
    strbuf_add_byte(p->out, '\n');
}

/* The start of a row under the line, as far as `cell`. */
static void begin_row(struct printer *p, const struct excerpt *e,
                      uint32_t cell) {
    int width = NUMBER_WIDTH;
    for (uint32_t rest = e->number / 100000; rest; rest /= 10)
        width++;
    strbuf_addf(p->out, "%*s | %*s", width, "", (int)cell, "");
}

static void end_row(struct printer *p) {
    unpaint(p);
    strbuf_add_byte(p->out, '\n');
}

/* `first` once, then `rest` for the other cells. */
static void underline(struct printer *p, struct cells cells, char first,
                      char rest) {
    strbuf_add_byte(p->out, first);
    for (uint32_t i = 1; i < cells.count; i++)
        strbuf_add_byte(p->out, rest);
}

static void print_caret(struct printer *p, const struct excerpt *e,
                        const struct diag *d) {
    struct cells cells = excerpt_cells(e, d->at);
    begin_row(p, e, cells.from);
    paint(p, paint_of(d->severity));
    underline(p, cells, '^', '~');
    end_row(p);
}

static void print_label_row(struct printer *p, const struct excerpt *e,
                            const struct diag_label *label) {
    struct cells cells = excerpt_cells(e, label->at);
    begin_row(p, e, cells.from);
    paint(p, PAINT_NOTE);
    underline(p, cells, '~', '~');
    strbuf_add_byte(p->out, ' ');
    show_add(p->out, label->text);
    end_row(p);
}

static bool is_blank(str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\n')
            return false;
    return true;
}

/* The lines of a proposed text, under the place where it goes. */
static void print_fix_rows(struct printer *p, const struct excerpt *e,
                           const struct diag_fix *fix) {
    uint32_t cell = excerpt_cells(e, fix->at).from;
    str line = {fix->text.at, 0};
    const char *end = fix->text.at + fix->text.len;
    for (; line.at < end; line.at += line.len + 1, line.len = 0) {
        while (line.at + line.len < end && line.at[line.len] != '\n')
            line.len++;
        if (is_blank(line))
            continue;
        begin_row(p, e, cell);
        paint(p, PAINT_FIX);
        show_add(p->out, line);
        end_row(p);
    }
}

static void print_remark(struct printer *p, enum paint as, const char *what,
                         str text) {
    strbuf_add_c(p->out, "   = ");
    paint(p, as);
    strbuf_addf(p->out, "%s:", what);
    unpaint(p);
    strbuf_add_byte(p->out, ' ');
    show_add(p->out, text);
    strbuf_add_byte(p->out, '\n');
}

/* What the fix is for; said in words where the text does not show it. */
static str fix_words(const struct diag_fix *fix) {
    if (fix->why.len)
        return fix->why;
    if (!fix->text.len)
        return STR("remove it");
    return is_blank(fix->text) ? STR("write a space") : STR("write this");
}

/* A second place, with its line. Returns the excerpt. */
static struct excerpt print_elsewhere(struct printer *p, struct span at,
                                      str text) {
    print_header(p, at, SEVERITY_NOTE, text);
    strbuf_add_byte(p->out, '\n');
    const struct source *source = source_get(p->sources, at.source);
    if (!source)
        return (struct excerpt){0};
    struct excerpt e = excerpt_make(source, at);
    print_line(p, &e);
    return e;
}

/* The line of the record and all that stands under it on the same line. */
static void print_excerpt(struct printer *p, const struct excerpt *e,
                          const struct diag *d) {
    print_line(p, e);
    print_caret(p, e, d);
    for (unsigned i = 0; i < d->label_count; i++)
        if (excerpt_shows(e, d->labels[i].at))
            print_label_row(p, e, &d->labels[i]);
    if (d->has_fix && excerpt_shows(e, d->fix.at))
        print_fix_rows(p, e, &d->fix);
}

static void print_fix_elsewhere(struct printer *p, const struct diag_fix *fix) {
    struct excerpt e = print_elsewhere(p, fix->at, fix_words(fix));
    if (e.source)
        print_fix_rows(p, &e, fix);
}

static void print_diag(struct printer *p, const struct diag *d) {
    print_header(p, d->at, d->severity, d->message);
    strbuf_addf(p->out, " [%s]\n", diag_slug(d->id));
    const struct source *source = source_get(p->sources, d->at.source);
    struct excerpt e = {0};
    if (source) {
        e = excerpt_make(source, d->at);
        print_excerpt(p, &e, d);
    }
    for (unsigned i = 0; i < d->note_count; i++)
        print_remark(p, PAINT_NOTE, "note", d->notes[i]);
    bool fix_here = d->has_fix && source && excerpt_shows(&e, d->fix.at);
    if (fix_here && is_blank(d->fix.text))
        print_remark(p, PAINT_FIX, "fix", fix_words(&d->fix));
    for (unsigned i = 0; i < d->label_count; i++)
        if (!source || !excerpt_shows(&e, d->labels[i].at))
            print_elsewhere(p, d->labels[i].at, d->labels[i].text);
    if (d->has_fix && !fix_here)
        print_fix_elsewhere(p, &d->fix);
}

static void print_rest(struct strbuf *out, const size_t left[SEVERITIES]) {
    const char *before = "… and ";
    for (int i = 0; i < SEVERITIES; i++) {
        if (!left[i])
            continue;
        strbuf_addf(out, "%s%zu more %s%s", before, left[i],
                    severity_name((enum severity)i), left[i] == 1 ? "" : "s");
        before = ", ";
    }
    if (*before == ',')
        strbuf_add_byte(out, '\n');
}

void diag_print_text(struct strbuf *out, const struct source_set *sources,
                     const struct diag_list *list,
                     struct diag_text_options options) {
    struct printer p = {out, sources, options.colour};
    size_t limit = options.limit ? options.limit : DEFAULT_LIMIT;
    size_t notes = 0;
    size_t shown[SEVERITIES] = {0};
    for (size_t i = 0; i < list->len; i++) {
        const struct diag *d = list->at[i];
        notes += d->severity == SEVERITY_NOTE;
        if (shown[d->severity] == limit)
            continue;
        shown[d->severity]++;
        print_diag(&p, d);
    }
    const size_t left[SEVERITIES] = {
        [SEVERITY_ERROR] = list->errors - shown[SEVERITY_ERROR],
        [SEVERITY_WARNING] = list->warnings - shown[SEVERITY_WARNING],
        [SEVERITY_NOTE] = notes - shown[SEVERITY_NOTE],
    };
    print_rest(out, left);
}
