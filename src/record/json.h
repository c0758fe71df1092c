/* json.h: one JSON text as a flat array of nodes.
 *
 * The reading is simdjson's: a text that is not strictly JSON (in UTF-8, to
 * its last byte) gives no nodes.  The nodes are plain C, in the order of the
 * text: an object is followed by its keys, each before its value; an array by
 * its elements.  So members can be looked at in any order, and the position
 * of a node among the others tells where it stands (json_place.h).
 *
 * Built without simdjson, json_reader_open returns NULL. */
#ifndef CINP_JSON_H
#define CINP_JSON_H

#include "base/str.h"

enum json_kind {
    JSON_NULL,
    JSON_YES_NO,    /* number: 1 for true */
    JSON_NUMBER,    /* number: in thousandths */
    JSON_NOT_EXACT, /* a number with more than three decimals, or too large */
    JSON_TEXT,      /* text: without its escapes; keys too */
    JSON_ARRAY,
    JSON_OBJECT
};

struct json_node {
    union {
        str text;
        int64_t number;
    };
    uint32_t end; /* the node after this one and all that is inside it */
    uint8_t kind; /* enum json_kind */
};

/* Lasts until the reader reads its next text. */
struct json_doc {
    const struct json_node *nodes; /* nodes[0]: the whole */
    uint32_t count;
};

enum {
    JSON_PADDING = 64,   /* bytes that may be read behind a text */
    JSON_MAX_DEPTH = 64, /* arrays and objects inside one another */
};
#define JSON_MAX_NUMBER INT64_C(1000000000000) /* either sign */

enum json_outcome { JSON_READ, JSON_FAULTY, JSON_TOO_DEEP, JSON_NO_MEMORY };

struct json_reader;

struct json_reader *json_reader_open(struct arena *arena);
/* The bytes are followed by JSON_PADDING more that may be read. */
enum json_outcome json_read(struct json_reader *r, const char *bytes,
                            size_t len, struct json_doc *doc);
void json_reader_close(struct json_reader *r);

#endif
