/* trial.h: one policy and some cases, judged by both evaluators. */
#ifndef CINP_TRIAL_H
#define CINP_TRIAL_H

#include "random/generate.h"

struct trial {
    const struct text *policy;
    const struct text *cases;
    unsigned case_count;
};

enum trial_outcome {
    TRIAL_REJECTED, /* the policy has errors, or a case does not fit it */
    TRIAL_AGREED,
    TRIAL_DIFFERED /* in the case `*which` */
};

/* `report` (may be NULL) gets the policy's errors, or both answers. Memory
 * that is needed meanwhile is given back to the arena. */
enum trial_outcome trial_run(struct arena *arena, const struct trial *t,
                             unsigned *which, struct strbuf *report);
/* The trial as one file that `cinp test` reads. */
void trial_print(struct strbuf *out, const struct trial *t);
/* Leaves out of the policy and the case whatever the difference does not
 * need. The texts are changed. */
void trial_shrink(struct arena *arena, struct text *policy,
                  struct text *the_case);

#endif
