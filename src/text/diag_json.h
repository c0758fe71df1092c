/* diag_json.h: diagnostics for programs.
 *
 * One JSON document on one line:
 *
 *     {"version":1,"diagnostics":[{
 *         "id":"unknown-name","severity":"error","message":"…",
 *         "path":"x.cinp","span":{"from":0,"to":4},
 *         "start":{"line":1,"column":1},"end":{"line":1,"column":5},
 *         "labels":[{"message":"…", and a place as above}],
 *         "notes":["…"],
 *         "fix":{"text":"…","why":"…", and a place}}]}
 *
 * A span counts bytes from 0 after a byte order mark, a column code points
 * from 1; both ends are half open.  What is nowhere has no path, span, start
 * and end; a record without a fix has no "fix". */
#ifndef CINP_DIAG_JSON_H
#define CINP_DIAG_JSON_H

#include "text/diag.h"
#include "text/json_write.h"

/* All records, in the order of the list. */
void diag_print_json(struct strbuf *out, const struct source_set *sources,
                     const struct diag_list *list);
/* The member "diagnostics" alone, inside an object of the caller's. */
void diag_write_json(struct json *json, const struct source_set *sources,
                     const struct diag_list *list);

#endif
