/* json_place.h: where in a JSON text.
 *
 * For messages only, and slow in comparison: the text is looked through from
 * its start. */
#ifndef CINP_JSON_PLACE_H
#define CINP_JSON_PLACE_H

#include "base/str.h"

/* The offset of node `index` (json.h) in a text that is JSON. */
size_t json_place_of(str text, uint32_t index);
/* The offset of the first thing that makes `text` no JSON, and what it is, in
 * words for the user; text.len and "" when there is none. For a text that
 * was refused: a number that might be too large is then taken for the cause. */
size_t json_place_of_fault(str text, const char **what);

#endif
