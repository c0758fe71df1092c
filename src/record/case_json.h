/* case_json.h: one case as a JSON object.
 *
 *     {"case": "C-1042",
 *      "facts": {"disabled": true,
 *                "team": {"value": "North", "from": "2024-02-01"}},
 *      "events": [{"event": "cin_meeting", "date": "2024-04-15",
 *                  "chair": {"role": "team_manager", "person": "P12"}}]}
 *
 * Keys may come in any order, no key twice; a key that means nothing is an
 * error.  A fact's value may be an object with `value` and the days it stood,
 * or a list of these; null is nothing recorded.  The items of a `list with
 * who, by_when` are objects with these keys. */
#ifndef CINP_CASE_JSON_H
#define CINP_CASE_JSON_H

#include "record/json.h"
#include "record/timeline.h"

enum { CASE_MAX_PROBLEMS = 10 };
struct case_problems {
    struct {
        uint32_t node; /* of the document */
        str text;      /* in the timeline's arena */
    } at[CASE_MAX_PROBLEMS];
    uint32_t count; /* found: perhaps more than are kept */
};

/* Resets, fills and seals a timeline from node `at` of the document. False
 * when there was a problem; the id is set if the case has one. */
bool case_from_json(struct timeline *t, const struct json_doc *doc, uint32_t at,
                    struct case_problems *problems);

#endif
