/* explain.h: why an answer is what it is, looked up again from the same world
 * the answer came from; nothing is evaluated anew but single tests.
 *
 * Valid as long as the results are. */
#ifndef CINP_EXPLAIN_H
#define CINP_EXPLAIN_H

#include "eval/condition.h"

/* One test of a condition (`disabled`, `outcome of assessment_complete is
 * cin_plan`) on the day that an instance was first judged. */
struct explained_test {
    const struct condition *test;
    enum tri holds;
    bool has_value;     /* the test is about one value: */
    struct value value; /* what was recorded; unknown or absent too */
    bool defaulted;     /* nobody recorded it: the vocabulary's default */
};
VEC_TYPE(explained_tests, struct explained_test);

/* An exception of the instance's rule. */
struct explained_exception {
    rule_id rule;
    enum tri holds; /* its own conditions, on that day */
    bool governs;   /* its figure is the answer's */
    bool beaten;    /* its parent does not hold, or another wins over it */
};
VEC_TYPE(explained_exceptions, struct explained_exception);

/* The tests of the rule's own `when`, `unless` and `only while`. */
void explain_tests(struct arena *arena, const struct results *r,
                   const struct instance *i, const struct condition *c,
                   struct explained_tests *out);
/* Every exception below the rule, in file order, parents first. */
void explain_exceptions(struct arena *arena, const struct results *r,
                        const struct instance *i,
                        struct explained_exceptions *out);

#endif
