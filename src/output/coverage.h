/* coverage.h: how the provisions of a policy's documents are accounted for. */
#ifndef CINP_COVERAGE_H
#define CINP_COVERAGE_H

#include "policy/program.h"
#include "text/json_write.h"

/* A line for each document:
 *
 *     devon.cinp: `framework`: 56 of 56 accounted: 40 rule, 3 definition,
 *     5 prompt, 8 guidance */
void coverage_print(struct strbuf *out, str path, const struct program *p);
/* The same as an object. */
void coverage_json(struct json *json, str path, const struct program *p);

#endif
