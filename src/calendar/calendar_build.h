/* calendar_build.h: from a calendar's lines to a calendar.
 *
 * The caller has found which clauses belong to a `calendar` line, and knows
 * the other calendars; everything the lines say is read here, and everything
 * wrong with them reported, in its place. */
#ifndef CINP_CALENDAR_BUILD_H
#define CINP_CALENDAR_BUILD_H

#include "calendar/calendar.h"
#include "text/diag.h"
#include "tree/tree.h"

/* How other calendars are found. */
struct calendar_lookup {
    /* The calendar of a NAME node; NULL, reported, when there is none (or
     * when it is built from the very one that asks). */
    const struct calendar *(*find)(void *host, const struct node *name);
    void *host;
};

/* The calendar of a CALENDAR node and its clauses. Those that are not a
 * calendar's, and a second `covers`, `official` or `weekend`, are the caller's
 * to report: they are passed over. NULL when there were errors. Lives in
 * `arena`; texts are those of `atoms`. */
struct calendar *calendar_build(struct arena *arena, const struct atoms *atoms,
                                const struct node *head,
                                const struct node *const *clauses, size_t count,
                                struct calendar_lookup lookup,
                                struct diag_list *diags);

#endif
