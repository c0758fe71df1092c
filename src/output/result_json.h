/* result_json.h: results for programs, as JSON.
 *
 * One document for a run: a head (version, policy, calendar, as-at day) and an
 * array of cases, written as they are judged.  Days are "YYYY-MM-DD"; what is
 * not there is left out.  The keys are described in docs/json.md. */
#ifndef CINP_RESULT_JSON_H
#define CINP_RESULT_JSON_H

#include "eval/result.h"
#include "text/json_write.h"

/* The document's head, up to the open array of cases. */
void result_json_begin(struct json *json, const struct program *p,
                       day_number as_at);
/* One case; `statuses`: bit per enum status, only these (0: all). */
void result_json_case(struct json *json, const struct source_set *sources,
                      const struct results *r, unsigned statuses);
void result_json_end(struct json *json);

#endif
