// SPDX-License-Identifier: MIT
/* diag_json.c: the list as it is; nothing is left out or cut.
 *
 * Columns are counted on from the one before where they can be: a list in
 * order, about one line of megabytes, would otherwise count it each time. */
#include "text/diag_json.h"

#include "text/utf8.h"

struct writer {
    struct json json;
    const struct source_set *sources;
    /* The furthest place so far of the source in hand. */
    const struct source *source;
    uint32_t line, offset, column;
};

/* Moves the writer's place to `offset`, unless it is further already. */
static void advance(struct writer *w, const struct source *source,
                    uint32_t line, uint32_t offset) {
    if (w->source == source && w->line == line && w->offset <= offset) {
        struct span between = {w->offset, offset, source->id};
        w->column +=
            (uint32_t)utf8_count(source_span_text(w->sources, between));
    } else if (w->source != source || w->line < line) {
        w->source = source;
        w->line = line;
        w->column = source_column_at(source, offset);
    } else {
        return;
    }
    w->offset = offset;
}

static void write_end(struct writer *w, const char *key,
                      const struct source *source, uint32_t offset) {
    uint32_t line = source_line_at(source, offset);
    advance(w, source, line, offset);
    bool here = w->line == line && w->offset == offset;
    json_key(&w->json, key);
    json_object(&w->json);
    json_key_int(&w->json, "line", line);
    json_key_int(&w->json, "column",
                 here ? w->column : source_column_at(source, offset));
    json_object_end(&w->json);
}

/* The members that say where. */
static void write_place(struct writer *w, struct span at) {
    const struct source *source = source_get(w->sources, at.source);
    if (!source)
        return;
    json_key_str(&w->json, "path", source->path);
    json_key(&w->json, "span");
    json_object(&w->json);
    json_key_int(&w->json, "from", at.from);
    json_key_int(&w->json, "to", at.to);
    json_object_end(&w->json);
    write_end(w, "start", source, at.from);
    write_end(w, "end", source, at.to);
}

static void write_labels(struct writer *w, const struct diag *d) {
    json_key(&w->json, "labels");
    json_array(&w->json);
    for (unsigned i = 0; i < d->label_count; i++) {
        json_object(&w->json);
        json_key_str(&w->json, "message", d->labels[i].text);
        write_place(w, d->labels[i].at);
        json_object_end(&w->json);
    }
    json_array_end(&w->json);
}

static void write_notes(struct writer *w, const struct diag *d) {
    json_key(&w->json, "notes");
    json_array(&w->json);
    for (unsigned i = 0; i < d->note_count; i++)
        json_str(&w->json, d->notes[i]);
    json_array_end(&w->json);
}

static void write_fix(struct writer *w, const struct diag_fix *fix) {
    json_key(&w->json, "fix");
    json_object(&w->json);
    json_key_str(&w->json, "text", fix->text);
    json_key_str(&w->json, "why", fix->why);
    write_place(w, fix->at);
    json_object_end(&w->json);
}

static void write_diag(struct writer *w, const struct diag *d) {
    json_object(&w->json);
    json_key_str(&w->json, "id", str_of(diag_slug(d->id)));
    json_key_str(&w->json, "severity", str_of(severity_name(d->severity)));
    json_key_str(&w->json, "message", d->message);
    write_place(w, d->at);
    write_labels(w, d);
    write_notes(w, d);
    if (d->has_fix)
        write_fix(w, &d->fix);
    json_object_end(&w->json);
}

void diag_write_json(struct json *json, const struct source_set *sources,
                     const struct diag_list *list) {
    struct writer w = {.json = *json, .sources = sources};
    json_key(&w.json, "diagnostics");
    json_array(&w.json);
    for (size_t i = 0; i < list->len; i++)
        write_diag(&w, list->at[i]);
    json_array_end(&w.json);
    *json = w.json;
}

void diag_print_json(struct strbuf *out, const struct source_set *sources,
                     const struct diag_list *list) {
    struct json json = json_begin(out);
    json_object(&json);
    json_key_int(&json, "version", 1);
    diag_write_json(&json, sources, list);
    json_object_end(&json);
    strbuf_add_byte(out, '\n');
}
