// SPDX-License-Identifier: MIT
/* coverage.c: provisions counted by what accounts for them. */
#include "output/coverage.h"

#include "text/show.h"

/* In the order in which they are shown. */
static const struct {
    enum account account;
    const char *word;
} accounts[] = {
    {ACCOUNT_RULE, "rule"},
    {ACCOUNT_DEFINITION, "definition"},
    {ACCOUNT_PROMPT, "prompt"},
    {ACCOUNT_GUIDANCE, "guidance"},
};

static uint32_t count_of(const struct document *d, enum account account) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->provision_count; i++)
        n += d->provisions[i].account == account;
    return n;
}

static uint32_t accounted(const struct document *d) {
    return d->provision_count - count_of(d, ACCOUNT_NOTHING);
}

static void print_document(struct strbuf *out, str path, str name,
                           const struct document *d) {
    show_add(out, path);
    strbuf_add_c(out, ": `");
    show_add(out, name);
    strbuf_add_c(out, "`: ");
    if (d->provision_count == 0) {
        strbuf_add_c(out, "it has no register of provisions\n");
        return;
    }
    strbuf_addf(out, "%u of %u accounted: ", accounted(d), d->provision_count);
    for (size_t i = 0; i < ARRAY_LEN(accounts); i++)
        strbuf_addf(out, "%s%u %s", i > 0 ? ", " : "",
                    count_of(d, accounts[i].account), accounts[i].word);
    strbuf_add_byte(out, '\n');
}

void coverage_print(struct strbuf *out, str path, const struct program *p) {
    for (uint32_t i = 0; i < p->document_count; i++)
        print_document(out, path, atom_str(p->atoms, p->documents[i].name),
                       &p->documents[i]);
    if (p->document_count > 0)
        return;
    show_add(out, path);
    strbuf_add_c(out, ": it names no document\n");
}

void coverage_json(struct json *json, str path, const struct program *p) {
    json_object(json);
    json_key_str(json, "path", path);
    json_key(json, "documents");
    json_array(json);
    for (uint32_t i = 0; i < p->document_count; i++) {
        const struct document *d = &p->documents[i];
        json_object(json);
        json_key_str(json, "document", atom_str(p->atoms, d->name));
        json_key_int(json, "provisions", d->provision_count);
        json_key_int(json, "accounted", accounted(d));
        for (size_t k = 0; k < ARRAY_LEN(accounts); k++)
            json_key_int(json, accounts[k].word,
                         count_of(d, accounts[k].account));
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}
