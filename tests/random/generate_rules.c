// SPDX-License-Identifier: MIT
/* generate_rules.c: rules of every form, their clauses and exceptions. */
#include "random/generate.h"

#include <string.h>

static unsigned below(struct recipe *r, unsigned n) {
    return random_below(r->random, n);
}

static bool chance(struct recipe *r, unsigned percent) {
    return random_chance(r->random, percent);
}

static const char *one_of(struct recipe *r, const char *const *words,
                          unsigned count) {
    return words[below(r, count)];
}
#define ONE_OF(r, ...)                              \
    one_of((r), (const char *const[]){__VA_ARGS__}, \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
#define LINE(r, ...) add_line((r)->arena, &(r)->text, __VA_ARGS__)

enum form {
    FORM_WITHIN,
    FORM_ON_DAY,
    FORM_AT_LEAST,
    FORM_WITHIN_BEFORE,
    FORM_BEFORE,
    FORM_EVERY,
    FORM_GRID,
    FORM_PHASES,
    FORM_BY,
    FORM_FOLLOW,
    FORM_NEVER,
    FORM_NEVER_ANCHOR,
    FORM_NEVER_WITHIN,
    FORM_PROPERTY,
    FORM_INCLUDE,
    FORM_CONSIDER,
    FORM_RECORD,
    FORM_SAME,
    FORM_NEAR,
    FORM_HOURS,
    FORM_COUNT
};

/* T, mostly another event than A. */
static const char *target_for(struct recipe *r, const char *anchor) {
    const char *res = events_words(r);
    for (int i = 0; i < 3 && strcmp(res, anchor) == 0; i++)
        res = events_words(r);
    return res;
}

static const char *until_words(struct recipe *r) {
    return chance(r, 50) ? format_words(r, " until %s", events_words(r)) : "";
}

static const char *sooner_words(struct recipe *r) {
    const struct event_words *e =
        r->features & WITH_FIGURES ? pick_with(r, HAS_GAP) : NULL;
    if (!e || chance(r, 60))
        return "";
    return format_words(r, ", or gap of %s if sooner", e->name);
}

static const char *three_phases(struct recipe *r, const char *anchor) {
    const char *until = until_words(r);
    const char *last = duration_words_of(r, 1, 9);
    int days = random_between(r->random, 1, 30);
    const char *middle = duration_words_of(r, 1, 6);
    return format_words(
        r, "within %s of %s, then every %s for %d days, then every %s%s",
        duration_words_of(r, 0, 6), anchor, middle, days, last, until);
}

static const char *phases_words(struct recipe *r, const char *anchor) {
    const char *res;
    if (chance(r, 50))
        res = format_words(r, "within %s of %s", duration_words_of(r, 0, 6),
                           anchor);
    else
        res = format_words(r, "every %s from %s", duration_words_of(r, 1, 6),
                           anchor);
    bool once = strncmp(res, "within", 6) == 0;
    if (!once) /* only a later phase has `for` */
        return three_phases(r, anchor);
    if (chance(r, 40))
        res = format_words(r, "%s, then within %s", res,
                           duration_words_of(r, 0, 6));
    if (chance(r, 50)) {
        const char *unit = ONE_OF(r, "weeks", "months");
        int n = random_between(r->random, 1, 4);
        res = format_words(r, "%s, then every %s for %d %s", res,
                           duration_words_of(r, 1, 7), n, unit);
    }
    const char *until = until_words(r);
    const char *length = ONE_OF(r, "", "", " for 20 days", " for 2 months");
    return format_words(r, "%s, then every %s%s%s", res,
                        duration_words_of(r, 1, 9), length, until);
}

static const char *property_words(struct recipe *r,
                                  const struct event_words *e) {
    for (unsigned tries = 0; tries < 12; tries++) {
        unsigned bit = 1u << below(r, 6);
        if (!(e->has & bit))
            continue;
        const char *what, *more;
        switch (bit) {
        case HAS_OUTCOME:
            more = ONE_OF(r, "", " or blue");
            what = ONE_OF(r, "red", "green");
            return format_words(r, "outcome of %s must %sbe %s%s", e->name,
                                ONE_OF(r, "", "not "), what, more);
        case HAS_SIZE:
            what = r->fact_count && chance(r, 40) ? "count_fact"
                                                  : ONE_OF(r, "1", "2");
            return format_words(r, "size of %s must be at %s %s", e->name,
                                ONE_OF(r, "least", "most"), what);
        case HAS_CHAIR:
            what = ONE_OF(r, "lead", "boss", "aide");
            return format_words(r, "chair of %s must %sbe %s", e->name,
                                ONE_OF(r, "", "not "), what);
        case HAS_THERE:
            what = ONE_OF(r, "1", "2");
            return format_words(r, "there of %s must be at %s %s", e->name,
                                ONE_OF(r, "least", "most"), what);
        }
    }
    return NULL;
}

static const char *include_words(struct recipe *r,
                                 const struct event_words *e) {
    const char *rest = "";
    const struct event_words *f = pick_event(r);
    if (!(e->has & HAS_THERE))
        return NULL;
    if (r->fact_yes && chance(r, 50))
        rest = format_words(r, ", aide if %syes_fact", ONE_OF(r, "", "not "));
    else if (f->has & HAS_THERE && chance(r, 50))
        rest = format_words(r, ", there of %s", f->name);
    else if (f->has & HAS_CHAIR && chance(r, 50))
        rest = format_words(r, ", chair of %s", f->name);
    const char *who = ONE_OF(r, "lead", "boss");
    return format_words(r, "there of %s must %sinclude %s%s", e->name,
                        ONE_OF(r, "", "", "not "), who, rest);
}

static const char *each_words(struct recipe *r, const char *event) {
    const char *fields = ONE_OF(r, "who", "by_when", "who, by_when");
    return format_words(r, "each %s of %s must record %s",
                        ONE_OF(r, "action", "actions"), event, fields);
}

static const char *record_words(struct recipe *r, const struct event_words *e) {
    static const struct {
        unsigned bit;
        const char *name;
    } fields[] = {{HAS_OUTCOME, "outcome"}, {HAS_SIZE, "size"},
                  {HAS_DAY, "agreed_day"},  {HAS_CHAIR, "chair"},
                  {HAS_THERE, "there"},     {HAS_ACTIONS, "actions"}};
    const char *res = "";
    if (e->has & HAS_ACTIONS && chance(r, 60))
        return each_words(r, e->name);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (e->has & fields[i].bit && chance(r, 60))
            res = format_words(r, "%s%s%s", res, *res ? ", " : "",
                               fields[i].name);
    return *res ? format_words(r, "%s must record %s", e->name, res) : NULL;
}

static const char *same_words(struct recipe *r, const struct event_words *e) {
    const struct event_words *f = pick_with(r, HAS_CHAIR);
    if (!e)
        return NULL;
    if (!f || chance(r, 50))
        return format_words(
            r, "chair of %s must be the same person as at the previous %s",
            e->name, e->name);
    return format_words(r, "chair of %s must be the same person as chair of %s",
                        e->name, f->name);
}

static const char *near_words(struct recipe *r, const struct event_words *e) {
    if (!e)
        return NULL;
    const char *anchor = pick_event(r)->name;
    const char *side = ONE_OF(r, "of", "before");
    if (chance(r, 50))
        anchor = e->name;
    return format_words(r, "agreed_day of %s must be within %s %s %s", e->name,
                        duration_words_of(r, 0, 6), side, anchor);
}

static const char *hours_words(struct recipe *r) {
    return format_words(r, "%d hours", random_between(r->random, 1, 99));
}

static const char *never_words(struct recipe *r, const char *target) {
    if (chance(r, 30))
        return format_words(r, "%s must not happen", target);
    return format_words(r, "%s must not happen while %s", target,
                        condition_words(r, 1));
}

/* The sentence of a form; NULL when no event suits it. */
static const char *sentence_words(struct recipe *r, enum form form) {
    const char *a = events_words(r), *t = target_for(r, a);
    const char *must = ONE_OF(r, "must happen", "must happen", "should happen"),
               *until, *more;
    switch (form) {
    case FORM_WITHIN:
        more = sooner_words(r);
        return format_words(r, "%s %s within %s of %s%s", t, must,
                            duration_words_of(r, 0, 6), a, more);
    case FORM_ON_DAY:
        return format_words(r, "%s %s on the day of %s", t, must, a);
    case FORM_AT_LEAST:
        return format_words(r, "%s %s at least %s before %s", t, must,
                            duration_words_of(r, 0, 6), a);
    case FORM_WITHIN_BEFORE:
        return format_words(r, "%s %s within %s before %s", t, must,
                            duration_words_of(r, 0, 6), a);
    case FORM_BEFORE:
        return format_words(r, "%s %s before %s%s", t, must,
                            ONE_OF(r, "", "the first "), a);
    case FORM_EVERY:
        until = until_words(r);
        more = sooner_words(r);
        return format_words(r, "%s %s every %s from %s%s%s", t, must,
                            duration_words_of(r, 1, 9), a, until, more);
    case FORM_GRID:
        until = until_words(r);
        return format_words(r, "%s %s every %s from %s%s on fixed dates", t,
                            must, duration_words_of(r, 1, 12), a, until);
    case FORM_PHASES:
        return format_words(r, "%s %s %s", t, must, phases_words(r, a));
    case FORM_BY:
        return format_words(r, "%s %s by %s", t, must, limit_words(r, 2));
    case FORM_FOLLOW: return format_words(r, "%s must follow %s", t, a);
    case FORM_NEVER: return never_words(r, t);
    case FORM_NEVER_ANCHOR:
        return format_words(r, "%s must not happen %s %s", t,
                            ONE_OF(r, "before", "after"), a);
    case FORM_NEVER_WITHIN:
        return format_words(r, "%s must not happen within %s of %s", t,
                            duration_words_of(r, 1, 9), a);
    case FORM_PROPERTY: return property_words(r, pick_event(r));
    case FORM_INCLUDE: return include_words(r, pick_event(r));
    case FORM_CONSIDER:
        return format_words(r, "consider \"whether\" at every %s",
                            pick_event(r)->name);
    case FORM_RECORD: return record_words(r, pick_event(r));
    case FORM_SAME: return same_words(r, pick_with(r, HAS_CHAIR));
    case FORM_NEAR: return near_words(r, pick_with(r, HAS_DAY));
    case FORM_HOURS:
        r->has_times = true;
        return format_words(r, "%s %s within %s of %s", t, must, hours_words(r),
                            a);
    case FORM_COUNT: break;
    }
    return NULL;
}

/* Left out: a figure that changes while scope is away, and the same figure
 * under two rules, which may or may not begin the windows anew. */
static const char *instead_on_grid(struct recipe *r, const char *sentence) {
    const char *words =
        format_words(r, "every %s", duration_words_of(r, 1, 12));
    if (r->may_leave || strstr(sentence, words))
        return "nothing is required";
    return format_words(r, "%s instead", words);
}

/* What an exception to a rule of the form can say differently. */
static const char *instead_words(struct recipe *r, enum form form,
                                 const char *sentence) {
    if (chance(r, 35))
        return "nothing is required";
    switch (form) {
    case FORM_WITHIN:
    case FORM_NEVER_WITHIN:
    case FORM_WITHIN_BEFORE:
        return format_words(r, "within %s instead", duration_words_of(r, 0, 9));
    case FORM_HOURS:
        return format_words(r, "within %s instead",
                            chance(r, 60) ? hours_words(r)
                                          : duration_words_of(r, 0, 6));
    case FORM_AT_LEAST:
        return format_words(r, "at least %s before instead",
                            duration_words_of(r, 0, 9));
    case FORM_GRID: return instead_on_grid(r, sentence);
    case FORM_EVERY:
        return format_words(r, "every %s instead", duration_words_of(r, 1, 12));
    case FORM_PHASES:
        return format_words(r, "within %s instead",
                            duration_words_of(r, 1, 12));
    case FORM_BY: return format_words(r, "by %s instead", limit_words(r, 0));
    case FORM_PROPERTY:
        if (strncmp(sentence, "outcome", 7) == 0 && !strstr(sentence, " not "))
            return format_words(r, "must be %s instead",
                                ONE_OF(r, "red", "blue"));
        break;
    case FORM_INCLUDE:
        if (!strstr(sentence, " not "))
            return "must include aide instead";
        break;
    case FORM_ON_DAY:
    case FORM_BEFORE:
    case FORM_FOLLOW:
    case FORM_NEVER:
    case FORM_NEVER_ANCHOR:
    case FORM_CONSIDER:
    case FORM_RECORD:
    case FORM_SAME:
    case FORM_NEAR:
    case FORM_COUNT: break;
    }
    return "nothing is required";
}

static bool is_unsettled(const struct recipe *r) {
    return r->features & WITH_UNSETTLED;
}

static bool has_rounds(enum form form) {
    return form == FORM_EVERY || form == FORM_GRID || form == FORM_PHASES;
}

static bool looks_back(enum form form) {
    return form == FORM_AT_LEAST || form == FORM_WITHIN_BEFORE ||
           form == FORM_BEFORE;
}

/* By whom, and in what form. */
static const char *consent_words(struct recipe *r, const char *middle) {
    const char *roles = ONE_OF(r, "lead", "boss", "boss or aide");
    const char *writing = ONE_OF(r, "", "", " in writing");
    return format_words(r, "%s%s%s%s", roles, middle, writing,
                        ONE_OF(r, "", "", " with reason"));
}

static bool add_in_force(struct recipe *r) {
    day_number day = any_day(r);
    if (!(r->features & WITH_IN_FORCE) || !chance(r, 12))
        return false;
    day_number until = day + random_between(r->random, 0, 40);
    LINE(r, "  in force from %s%s", day_words(r, day),
         chance(r, 50) ? format_words(r, " until %s", day_words(r, until))
                       : "");
    return true;
}

static void add_rule_name(struct recipe *r, const char *name, bool exception) {
    r->rules[r->rule_count++] = (struct rule_words){name, exception};
}

/* When an exception holds. */
static void add_terms(struct recipe *r, const char *name, enum form form) {
    bool agreed = r->features & WITH_AGREED && chance(r, 40) &&
                  (form != FORM_BY || is_unsettled(r)) &&
                  (form != FORM_GRID || is_unsettled(r));
    if (!agreed || chance(r, 30))
        LINE(r, "  when %s", condition_words(r, 1));
    if (agreed)
        LINE(r, "  agreed by %s", consent_words(r, ""));
    if (agreed && chance(r, 20))
        LINE(r, "  agreed by %s", consent_words(r, ""));
    add_in_force(r);
    add_rule_name(r, name, true);
}

static void add_exceptions(struct recipe *r, const char *name, enum form form,
                           const char *sentence) {
    const char *made[4], *parents[4] = {0};
    unsigned count = 0;
    for (; count < 3 && chance(r, 40); count++) {
        const char *parent =
            count > 0 && chance(r, 35) ? made[below(r, count)] : name;
        const char *losers = "";
        made[count] = format_words(r, "%s_%c", name, (char)('a' + count));
        parents[count] = parent;
        r->text.block++;
        LINE(r, "rule %s", made[count]);
        LINE(r, "  exception to %s", parent);
        LINE(r, "  %s", instead_words(r, form, sentence));
        add_terms(r, made[count], form);
        for (unsigned i = 0; i < count; i++)
            if (strcmp(parents[i], parent) == 0 && chance(r, 92))
                losers = format_words(r, "%s%s%s", losers, *losers ? ", " : "",
                                      made[i]);
        if (*losers)
            LINE(r, "  wins over %s", losers);
    }
}

static bool has_due_day(enum form form) {
    return form <= FORM_BY && form != FORM_BEFORE && form != FORM_ON_DAY;
}

static void add_clauses(struct recipe *r, enum form form) {
    if (chance(r, 35))
        LINE(r, "  when %s", condition_words(r, 1));
    if (chance(r, 15))
        LINE(r, "  unless %s", condition_words(r, 1));
    if (chance(r, 15) && form <= FORM_FOLLOW &&
        (form != FORM_GRID || r->may_leave))
        LINE(r, "  only while %s", condition_words(r, 1));
    if (chance(r, 10) && has_due_day(form))
        LINE(r, "  if by then %s", condition_words(r, 1));
    if (chance(r, 12) && has_due_day(form) && form != FORM_WITHIN_BEFORE &&
        (form != FORM_GRID || !r->ends_early))
        LINE(r, "  rolled %s",
             form != FORM_GRID && chance(r, 50)
                 ? "back to the working day before"
                 : "to the next working day");
    if (chance(r, 8) && has_due_day(form) && form != FORM_BY)
        LINE(r, "  counting the day itself");
}

static bool can_be_extended(enum form form) {
    return form == FORM_WITHIN || form == FORM_EVERY || form == FORM_GRID ||
           form == FORM_PHASES || form == FORM_BY || form == FORM_HOURS;
}

/* Somebody that T has to reach. */
static const char *recipient_words(struct recipe *r) {
    const struct event_words *e =
        pick_with(r, chance(r, 50) ? HAS_CHAIR : HAS_THERE);
    const char *who = ONE_OF(r, "lead", "boss", "aide");
    if (e && chance(r, 40))
        who = format_words(r, "%s of %s",
                           e->has & HAS_CHAIR ? "chair" : "there", e->name);
    if (r->fact_yes && chance(r, 30))
        who = format_words(r, "%s if %syes_fact", who, ONE_OF(r, "", "not "));
    return who;
}

/* Do the records of the sentence's T say whom it has reached? */
static bool says_whom(const struct recipe *r, const char *sentence) {
    for (unsigned i = 0; i < r->event_count; i++) {
        const struct event_words *e = &r->events[i];
        size_t n = strlen(e->name);
        if (strncmp(sentence, e->name, n) == 0 &&
            strncmp(sentence + n, " or ", 4) != 0 && sentence[n] == ' ' &&
            e->has & HAS_RECIPIENTS)
            return is_unsettled(r) || !strstr(sentence + n, e->name);
    }
    return false;
}

static void add_extension(struct recipe *r) {
    const char *most = ONE_OF(r, "", "", " once", " at most 2 times");
    if (chance(r, 30))
        most =
            format_words(r, "%s by up to %s", most, duration_words_of(r, 1, 6));
    LINE(r, "  may be extended by %s", consent_words(r, most));
}

static void add_recipients(struct recipe *r) {
    const char *who = recipient_words(r);
    if (chance(r, 50))
        who = format_words(r, "%s, %s", who, recipient_words(r));
    LINE(r, "  to %s", who);
}

/* What a case may record about the rule. */
static void add_grants(struct recipe *r, enum form form, const char *sentence) {
    bool owed = form <= FORM_FOLLOW || form == FORM_HOURS;
    bool rounds = !has_rounds(form) || is_unsettled(r);
    bool joined = strstr(sentence, "the earlier of") && !is_unsettled(r);
    bool back = !looks_back(form) || is_unsettled(r);
    for (int i = 0; i < 2; i++)
        if (r->features & WITH_EXTENDED && can_be_extended(form) && rounds &&
            !joined && chance(r, 30))
            add_extension(r);
    if (r->features & WITH_WAIVED && owed && rounds && back && !joined &&
        chance(r, 30))
        LINE(r, "  may be waived by %s", consent_words(r, ""));
    if (r->features & WITH_EXPLAINED && form != FORM_CONSIDER && rounds &&
        !joined && chance(r, 30))
        LINE(r, "  %s", ONE_OF(r, "otherwise record why", "where possible"));
    if (r->features & WITH_RECIPIENTS && owed && rounds && chance(r, 70) &&
        says_whom(r, sentence))
        add_recipients(r);
}

static bool is_left_out(const struct recipe *r, enum form form) {
    if (form == FORM_HOURS)
        return !(r->features & WITH_HOURS && is_unsettled(r));
    if (form >= FORM_RECORD)
        return !(r->features & WITH_RECORDS);
    return false;
}

void generate_rule(struct recipe *r, const char *name) {
    enum form form;
    const char *sentence = NULL;
    do {
        form = (enum form)below(r, FORM_COUNT);
        if (!is_left_out(r, form))
            sentence = sentence_words(r, form);
    } while (!sentence);
    r->text.block++;
    LINE(r, "rule %s", name);
    LINE(r, "  %s", sentence);
    add_clauses(r, form);
    add_grants(r, form, sentence);
    r->may_leave |= add_in_force(r);
    add_rule_name(r, name, false);
    if (form == FORM_CONSIDER)
        r->prompts[r->prompt_count++] = name;
    add_exceptions(r, name, form, sentence);
}
