// SPDX-License-Identifier: MIT
/* generate_policy.c: whole policies: words, events, scope, rules, exceptions.
 */
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

/* -- the head, the calendar, the words -- */

/* Sometimes the calendar ends within the cases' time. */
static void add_calendar(struct recipe *r) {
    day_number last = r->base + (chance(r, 8) ? 60 : 700);
    r->text.block++;
    LINE(r, "calendar offices");
    LINE(r, "  covers %s to %s", day_words(r, r->base - 400),
         day_words(r, last));
    LINE(r, "  weekend saturday, sunday");
    LINE(r, "  holiday \"Good Friday\" 2 days before easter");
    LINE(r, "  holiday \"Easter Monday\" 1 day after easter");
    LINE(r, "  holiday \"Christmas Day\" every 25 december substitute the next "
            "working day");
    LINE(r, "  holiday \"Boxing Day\" every 26 december substitute the next "
            "working day");
    LINE(r, "  holiday \"New Year's Day\" every 1 january substitute the next "
            "working day");
}

static void add_head(struct recipe *r) {
    LINE(r, "policy chance \"Made by chance\"");
    LINE(r, "  working days from offices");
    if (chance(r, 6)) {
        int until = random_between(r->random, 60, 120);
        int from = random_between(r->random, -9, 40);
        LINE(r, "  in force from %s until %s", day_words(r, r->base + from),
             day_words(r, r->base + until));
    }
    r->has_closing = chance(r, 40);
    if (r->has_closing)
        LINE(r, "  case closes at %s",
             ONE_OF(r, "closed", "closed", "closed or plan"));
    add_calendar(r);
    r->text.block++;
    LINE(r, "role lead");
    LINE(r, "role boss includes lead");
    LINE(r, "role aide");
    r->text.block++;
    const char *unit = ONE_OF(r, "days", "working days", "days");
    LINE(r, "figure some_time is %d %s", random_between(r->random, 1, 6), unit);
}

static void add_facts(struct recipe *r) {
    r->fact_yes = chance(r, 60);
    r->fact_colour = chance(r, 50);
    r->fact_count = chance(r, 30);
    r->fact_day = chance(r, 30);
    r->fact_gap = chance(r, 30);
    r->text.block++;
    if (r->fact_yes)
        LINE(r, "fact yes_fact yes/no%s",
             ONE_OF(r, "", "", " default no", " default yes"));
    r->text.block++;
    if (r->fact_colour)
        LINE(r, "fact colour_fact one of red, green, blue%s",
             ONE_OF(r, "", "", " default red"));
    r->text.block++;
    if (r->fact_count)
        LINE(r, "fact count_fact number%s", ONE_OF(r, "", " default 2"));
    r->text.block++;
    if (r->fact_day)
        LINE(r, "fact day_fact date");
    r->text.block++;
    if (r->fact_gap)
        LINE(r, "fact gap_fact duration%s", ONE_OF(r, "", " default 3 days"));
}

static void declare_event(struct recipe *r, const char *name, unsigned has,
                          bool recorded) {
    if (r->event_count == MAX_NAMES)
        BUG("too many events");
    r->events[r->event_count++] = (struct event_words){name, has, recorded};
}

static void add_recorded(struct recipe *r, const char *name) {
    unsigned has = chance(r, 70) ? below(r, 128) : 0;
    r->text.block++;
    LINE(r, "event %s", name);
    if (has & HAS_OUTCOME)
        LINE(r, "  has outcome one of red, green, blue");
    if (has & HAS_OK)
        LINE(r, "  has ok yes/no");
    if (has & HAS_SIZE)
        LINE(r, "  has size number");
    if (has & HAS_DAY)
        LINE(r, "  has agreed_day date");
    if (has & HAS_CHAIR)
        LINE(r, "  has chair role");
    if (has & HAS_THERE)
        LINE(r, "  has there people");
    if (has & HAS_GAP)
        LINE(r, "  has gap duration");
    declare_event(r, name, has, true);
    r->recorded_count = r->event_count;
}

/* -- derived events and periods -- */

static const char *where_clause(struct recipe *r, const struct event_words *e) {
    const char *where = chance(r, 25) ? where_words(r, e) : NULL;
    return where ? format_words(r, " where %s", where) : "";
}

static void add_offset(struct recipe *r, const char *name) {
    const char *from =
        r->fact_day && chance(r, 30) ? "day_fact" : pick_event(r)->name;
    const char *more = "";
    if (chance(r, 25))
        more = format_words(r, " without %s", pick_event(r)->name);
    else if (chance(r, 20))
        more = format_words(r, " while %s", condition_words(r, 0));
    const char *side = ONE_OF(r, "after", "after", "before");
    const char *unit = ONE_OF(r, "days", "days", "weeks", "working days");
    LINE(r, "event %s is %d %s %s %s%s", name, random_between(r->random, 0, 8),
         unit, side, from, more);
    declare_event(r, name, 0, false);
}

static void add_derived(struct recipe *r, const char *name) {
    const struct event_words *e = pick_event(r), *f = pick_event(r);
    const char *where = where_clause(r, e), *word;
    unsigned kind = below(r, 10), has = e->has;
    if (kind == 0 && r->period_count == 0)
        kind = 1;
    r->text.block++;
    switch (kind) {
    case 0:
        word = r->periods[below(r, r->period_count)];
        LINE(r, "event %s is the %s %s in each %s%s", name,
             ONE_OF(r, "first", "first", "2nd", "3rd"), e->name, word, where);
        break;
    case 1:
        LINE(r, "event %s is the %s %s after %s%s", name,
             ONE_OF(r, "first", "2nd"), e->name, f->name, where);
        break;
    case 2:
        LINE(r, "event %s is the last %s before %s%s", name, e->name, f->name,
             where);
        break;
    case 3:
        LINE(r, "event %s is every %s after %s%s", name, e->name, f->name,
             where);
        break;
    case 4:
        LINE(r, "event %s is every 2nd %s after %s%s", name, e->name, f->name,
             where);
        break;
    case 5:
        word = ONE_OF(r, "days", "working days", "weeks");
        LINE(r, "event %s is every %s within %d %s of %s%s", name, e->name,
             random_between(r->random, 0, 9), word, f->name, where);
        break;
    case 6:
        where = where_words(r, e);
        LINE(r, "event %s is every %s%s%s", name, e->name,
             where ? " where " : "", where ? where : "");
        break;
    case 7:
        LINE(r, "event %s is %s or %s", name, e->name, f->name);
        has = e->has & f->has;
        break;
    default: add_offset(r, name); return;
    }
    declare_event(r, name, has, false);
}

static void add_period(struct recipe *r, const char *name) {
    r->text.block++;
    const char *until = events_words(r);
    LINE(r, "period %s from %s until %s", name, events_words(r), until);
    r->periods[r->period_count++] = name;
}

static void add_events(struct recipe *r) {
    static const char *const recorded[] = {"visit", "meeting", "plan",
                                           "decision"};
    static const char *const derived[] = {"alpha", "beta", "gamma"};
    static const char *const periods[] = {"open_time", "other_time"};
    unsigned count = 1 + below(r, 4), derived_count = below(r, 4),
             period_count = below(r, 3);
    for (unsigned i = 0; i < count; i++)
        add_recorded(r, recorded[i]);
    if (count < 3 && r->has_closing)
        add_recorded(r, "plan");
    add_recorded(r, "closed");
    for (unsigned i = 0, k = 0; i < derived_count || k < period_count;) {
        if (k < period_count && (i == derived_count || chance(r, 50)))
            add_period(r, periods[k++]);
        else
            add_derived(r, derived[i++]);
    }
}

static void add_scope(struct recipe *r) {
    for (unsigned i = 0; i < 2 && chance(r, 35); i++) {
        const char *what;
        r->text.block++;
        if (r->period_count > 0 && chance(r, 60)) {
            what = r->periods[below(r, r->period_count)];
            LINE(r, "%s while %s",
                 ONE_OF(r, "applies", "applies", "does not apply"), what);
        } else {
            what = condition_words(r, 1);
            LINE(r, "%s while %s", ONE_OF(r, "applies", "does not apply"),
                 what);
        }
    }
}

/* -- rules -- */

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
               *until;
    switch (form) {
    case FORM_WITHIN:
        return format_words(r, "%s %s within %s of %s", t, must,
                            duration_words_of(r, 0, 6), a);
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
        return format_words(r, "%s %s every %s from %s%s", t, must,
                            duration_words_of(r, 1, 9), a, until);
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
    case FORM_COUNT: break;
    }
    return NULL;
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
    case FORM_AT_LEAST:
        return format_words(r, "at least %s before instead",
                            duration_words_of(r, 0, 9));
    case FORM_EVERY:
    case FORM_GRID:
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
    case FORM_COUNT: break;
    }
    return "nothing is required";
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
        LINE(r, "  when %s", condition_words(r, 1));
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
    if (chance(r, 15) && form <= FORM_FOLLOW)
        LINE(r, "  only while %s", condition_words(r, 1));
    if (chance(r, 10) && has_due_day(form))
        LINE(r, "  if by then %s", condition_words(r, 1));
    if (chance(r, 12) && has_due_day(form) && form != FORM_WITHIN_BEFORE)
        LINE(r, "  rolled %s",
             form != FORM_GRID && chance(r, 50)
                 ? "back to the working day before"
                 : "to the next working day");
    if (chance(r, 8) && has_due_day(form) && form != FORM_BY)
        LINE(r, "  counting the day itself");
}

static void add_rule(struct recipe *r, const char *name) {
    enum form form = (enum form)below(r, FORM_COUNT);
    const char *sentence = sentence_words(r, form);
    while (!sentence) {
        form = (enum form)below(r, FORM_COUNT);
        sentence = sentence_words(r, form);
    }
    r->text.block++;
    LINE(r, "rule %s", name);
    LINE(r, "  %s", sentence);
    add_clauses(r, form);
    if (form == FORM_CONSIDER)
        r->prompts[r->prompt_count++] = name;
    add_exceptions(r, name, form, sentence);
}

void generate_policy(struct arena *arena, struct random *random,
                     struct recipe *out) {
    static const char *const rules[] = {"r1", "r2", "r3"};
    memset(out, 0, sizeof *out);
    out->arena = arena;
    out->random = random;
    out->base = random_chance(random, 50) ? day_from_civil(2024, 3, 11)
                : random_chance(random, 60)
                    ? day_from_civil(2023, 12, 11)
                    : day_from_civil(2024, 1, random_between(random, 1, 31));
    add_head(out);
    add_facts(out);
    add_events(out);
    add_scope(out);
    unsigned count = 1 + random_below(random, 3);
    for (unsigned i = 0; i < count; i++)
        add_rule(out, rules[i]);
}
