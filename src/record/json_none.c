// SPDX-License-Identifier: MIT
/* json_none.c: json.h where cinp is built without simdjson. */
#include "record/json.h"

struct json_reader *json_reader_open(struct arena *arena) {
    (void)arena;
    return NULL;
}

enum json_outcome json_read(struct json_reader *r, const char *bytes,
                            size_t len, struct json_doc *doc) {
    (void)r, (void)bytes, (void)len, (void)doc;
    BUG("a JSON reader in a build without one");
}

void json_reader_close(struct json_reader *r) {
    (void)r;
}
