// SPDX-License-Identifier: MIT
/* sentence.c: what a rule's sentence asks for: its form, its events, its
 * lengths of time.
 *
 * A name that is unknown makes the rule broken: the rest of it is still
 * looked at, and nobody says more about what is missing. */
#include "policy/compiler.h"

struct length_place rule_lengths(const struct compiler *c,
                                 const struct rule *rule) {
    struct length_place place = policy_lengths(c);
    if (rule->calendar)
        place.calendar = rule->calendar;
    return place;
}

bool form_has_due_day(enum rule_form form) {
    switch (form) {
    case RULE_WITHIN:
    case RULE_AT_LEAST_BEFORE:
    case RULE_WITHIN_BEFORE:
    case RULE_BEFORE:
    case RULE_SERIES:
    case RULE_GRID:
    case RULE_BY: return true;
    case RULE_FOLLOW:
    case RULE_NEVER:
    case RULE_NEVER_BEFORE:
    case RULE_NEVER_AFTER:
    case RULE_NEVER_WITHIN:
    case RULE_PROPERTY:
    case RULE_RECORD:
    case RULE_CONSIDER: return false;
    }
    BUG("a rule of no form");
}

/* A sentence being compiled. */
struct sentence {
    struct compiler *c;
    struct rule *rule;
    struct rule_draft *draft;
    struct length_place lengths;
};

static event_id want_events(struct sentence *s, const struct node *names) {
    event_id event = compile_events(s->c, names);
    s->draft->broken |= event == NO_ID;
    return event;
}

static void take_anchor(struct sentence *s, const struct node *names) {
    s->rule->anchor = want_events(s, names);
    s->draft->anchor = names;
}

static struct length want_length(struct sentence *s,
                                 const struct node *duration) {
    struct length length = {.kind = LENGTH_NONE};
    if (!compile_length(s->c, duration, s->lengths, &length))
        s->draft->broken = true;
    return length;
}

static struct phase *new_phases(struct sentence *s, uint32_t count) {
    struct phase *phases = NEW_ARRAY(s->c->arena, struct phase, count);
    s->draft->phases = phases;
    s->rule->phases = phases;
    s->rule->phase_count = count;
    return phases;
}

static void one_figure(struct sentence *s, const struct node *duration) {
    new_phases(s, 1)->figure = want_length(s, duration);
}

/* A rhythm of no days would never move on. A number that was refused counts
 * as none. */
static void want_some(struct sentence *s, const struct length *length,
                      const struct node *at) {
    if (length->kind != LENGTH_FIXED || length->fixed.count > 0)
        return;
    s->draft->broken = true;
    if (is_faulty(s->c, at->at))
        return;
    diag_add(s->c->diags, DIAG_NO_LENGTH, at->at,
             "a rhythm needs a length of at least one");
}

static void fill_phase(struct sentence *s, struct phase *phase,
                       const struct node *figure, const struct node *aim,
                       bool repeats) {
    s->lengths.hours = s->rule->form == RULE_WITHIN;
    phase->figure = want_length(s, figure);
    s->lengths.hours = false;
    phase->repeats = repeats;
    if (aim) {
        phase->aim = want_length(s, aim);
        check_aim(s->c, phase, aim);
    }
    if (repeats)
        want_some(s, &phase->figure, figure);
}

void check_aim(struct compiler *c, const struct phase *phase,
               const struct node *aim) {
    int order;
    if (!lengths_compare(&phase->aim, &phase->figure, &order) || order < 0)
        return;
    struct diag *d = diag_add(c->diags, DIAG_BAD_AIM, aim->at,
                              "the aim is not stricter than the limit");
    diag_note(c->diags, d,
              "an aim is a shorter time that is wished for inside the limit");
}

/* -- phases -- */

static void report_endless(struct sentence *s, const struct node *phase) {
    struct diag *d = diag_add(s->c->diags, DIAG_ENDLESS_PHASE, phase->at,
                              "nothing can come after this `every`: it goes "
                              "on without an end");
    if (phase->kind == NODE_THEN_EVERY)
        diag_note(s->c->diags, d, "say how long it lasts: `%s for 12 months`",
                  "then every ...");
    else
        diag_note(s->c->diags, d,
                  "for a first time and then a rhythm write `within D of A, "
                  "then every D`");
    s->draft->broken = true;
}

static void take_until(struct sentence *s, const struct node *until) {
    if (!until)
        return;
    if (s->rule->until != NO_ID)
        diag_add(s->c->diags, DIAG_REPEATED_CLAUSE, until->at,
                 "a sentence has one `until`, at its end");
    s->rule->until = want_events(s, until);
}

/* Whether further phases follow: OR_SOONER is none. */
static uint32_t count_phases(const struct node *more) {
    uint32_t n = 0;
    for (; more; more = more->next)
        n += more->kind != NODE_OR_SOONER;
    return n;
}

static void then_phase(struct sentence *s, struct phase *phase,
                       const struct node *n) {
    if (n->kind == NODE_THEN_WITHIN) {
        fill_phase(s, phase, n->then_within.duration, n->then_within.aim,
                   false);
        return;
    }
    fill_phase(s, phase, n->then_every.duration, n->then_every.aim, true);
    if (n->then_every.length) {
        phase->lasts = want_length(s, n->then_every.length);
        want_some(s, &phase->lasts, n->then_every.length);
    }
    take_until(s, n->then_every.until);
    phase->fixed = n->word != 0;
    if (phase->fixed && (n->then_every.length || n->next)) {
        s->draft->broken = true;
        diag_add(s->c->diags, DIAG_ENDLESS_PHASE, n->at,
                 "windows on fixed dates have no end: they can only be the "
                 "last phase, without `for`");
    }
}

/* `or ATTR of E if sooner`, as many as stand together; the last of them. */
static const struct node *take_sooner(struct sentence *s, struct phase *phase,
                                      const struct node *n) {
    struct condition_place nowhere = {.own = NO_ID};
    const struct type *type;
    uint32_t count = 0;
    for (const struct node *m = n; m && m->kind == n->kind; m = m->next)
        count++;
    struct operand *list = NEW_ARRAY(s->c->arena, struct operand, count);
    phase->sooner = list;
    for (;; n = n->next) {
        const struct node *field = n->or_sooner.field;
        struct operand *out = &list[phase->sooner_count++];
        if (!compile_operand(s->c, field, nowhere, out, &type)) {
            s->draft->broken = true;
        } else if (type->kind != KIND_DURATION) {
            s->draft->broken = true;
            diag_add(s->c->diags, DIAG_WRONG_TYPE, field->at,
                     "`%.*s` is not a length of time",
                     STR_ARG(name_str(s->c, field->attr_of.attribute)));
        }
        if (phase->sooner_count == count)
            return n;
    }
}

/* The phases after the first. A phase that repeats and has no end must be the
 * last. */
static void more_phases(struct sentence *s, struct phase *phases,
                        const struct node *first, const struct node *more) {
    uint32_t i = 0;
    const struct node *last = first;
    for (const struct node *n = more; n; n = n->next) {
        if (n->kind == NODE_OR_SOONER) {
            n = take_sooner(s, &phases[i], n);
            continue;
        }
        if (phases[i].repeats && phases[i].lasts.kind == LENGTH_NONE)
            report_endless(s, last);
        then_phase(s, &phases[++i], n);
        last = n;
    }
}

static void timing_within(struct sentence *s, const struct node *t) {
    uint32_t further = count_phases(t->within.more);
    struct phase *phases = new_phases(s, 1 + further);
    s->rule->form = further > 0 ? RULE_SERIES : RULE_WITHIN;
    fill_phase(s, &phases[0], t->within.duration, t->within.aim, false);
    take_anchor(s, t->within.anchor);
    more_phases(s, phases, t, t->within.more);
}

static void timing_every(struct sentence *s, const struct node *t) {
    uint32_t further = count_phases(t->every.more);
    struct phase *phases = new_phases(s, 1 + further);
    s->rule->form = t->word ? RULE_GRID : RULE_SERIES;
    fill_phase(s, &phases[0], t->every.duration, t->every.aim, true);
    take_anchor(s, t->every.anchor);
    take_until(s, t->every.until);
    more_phases(s, phases, t, t->every.more);
}

static void timing_on_day(struct sentence *s, const struct node *t) {
    s->rule->form = RULE_WITHIN;
    new_phases(s, 1)->figure = (struct length){.kind = LENGTH_FIXED};
    take_anchor(s, t->on_day_of.anchor);
}

static void timing_by(struct sentence *s, const struct node *t) {
    s->rule->form = RULE_BY;
    s->rule->limit =
        compile_limit(s->c, t->by.limit, s->lengths, &s->rule->anchor);
    s->draft->broken |= !s->rule->limit;
}

static void compile_timing(struct sentence *s, const struct node *t) {
    if (t->kind == NODE_WITHIN) {
        timing_within(s, t);
    } else if (t->kind == NODE_EVERY) {
        timing_every(s, t);
    } else if (t->kind == NODE_WITHIN_BEFORE) {
        s->rule->form = RULE_WITHIN_BEFORE;
        one_figure(s, t->within_before.duration);
        take_anchor(s, t->within_before.anchor);
    } else if (t->kind == NODE_AT_LEAST_BEFORE) {
        s->rule->form = RULE_AT_LEAST_BEFORE;
        one_figure(s, t->at_least_before.duration);
        take_anchor(s, t->at_least_before.anchor);
    } else if (t->kind == NODE_BEFORE) {
        s->rule->form = RULE_BEFORE;
        s->rule->first_only = t->word != 0;
        take_anchor(s, t->before.anchor);
    } else if (t->kind == NODE_ON_DAY_OF) {
        timing_on_day(s, t);
    } else {
        timing_by(s, t);
    }
}

/* -- sentences -- */

static void take_strength(struct sentence *s, int word) {
    s->rule->strength =
        word == STRENGTH_BARE ? STRENGTH_MUST : (enum strength)word;
}

static void sentence_never(struct sentence *s, const struct node *n) {
    static const struct {
        enum node_kind kind;
        enum rule_form form;
    } forms[] = {
        {NODE_NEVER, RULE_NEVER},
        {NODE_NEVER_BEFORE, RULE_NEVER_BEFORE},
        {NODE_NEVER_AFTER, RULE_NEVER_AFTER},
        {NODE_NEVER_WITHIN, RULE_NEVER_WITHIN},
    };
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        if (forms[i].kind == n->kind)
            s->rule->form = forms[i].form;
    take_strength(s, n->word == STRENGTH_MAY ? STRENGTH_MUST : n->word);
    s->rule->target = want_events(s, n->never.events);
    if (n->kind == NODE_NEVER_WITHIN) {
        one_figure(s, n->never_within.duration);
        take_anchor(s, n->never_within.anchor);
    } else if (n->kind != NODE_NEVER) {
        take_anchor(s, n->never_before.anchor);
    } else if (n->never.condition) {
        struct condition_place place = {.own = NO_ID};
        s->rule->only_while =
            compile_condition(s->c, n->never.condition, place);
        s->draft->broken |= !s->rule->only_while;
    }
}

static void sentence_property(struct sentence *s, const struct node *n) {
    bool negated = n->property.test->word % 2 != 0;
    int strength = n->property.test->word / 2;
    s->rule->form = RULE_PROPERTY;
    take_strength(s, negated && strength == STRENGTH_MAY ? STRENGTH_MUST
                                                         : strength);
    s->rule->target = want_events(s, n->property.events);
    if (s->rule->target == NO_ID)
        return;
    if (says_recorded(s->c, s->rule->target, n)) {
        s->rule->form = RULE_RECORD;
        s->rule->record = compile_record(s->c, s->rule->target, n);
        s->draft->broken |= !s->rule->record;
        return;
    }
    s->rule->property = compile_property(s->c, s->rule, n);
    s->draft->broken |= !s->rule->property;
}

static void sentence_record(struct sentence *s, const struct node *n) {
    const struct node *events = n->kind == NODE_RECORD ? n->record.events
                                                       : n->record_each.events;
    s->rule->form = RULE_RECORD;
    take_strength(s, n->word);
    s->rule->target = want_events(s, events);
    if (s->rule->target == NO_ID)
        return;
    s->rule->record = compile_record(s->c, s->rule->target, n);
    s->draft->broken |= !s->rule->record;
}

void compile_sentence(struct compiler *c, rule_id id) {
    struct sentence s = {
        .c = c, .rule = &c->rules.at[id], .draft = &c->rule_drafts.at[id]};
    const struct node *n = s.draft->declaration->sentence;
    s.lengths = rule_lengths(c, s.rule);
    s.rule->sentence = n->at;
    s.rule->strength = STRENGTH_MUST;
    if (n->kind == NODE_OBLIGATION) {
        take_strength(&s, n->word);
        s.rule->target = want_events(&s, n->obligation.events);
        compile_timing(&s, n->obligation.timing);
    } else if (n->kind == NODE_FOLLOW) {
        take_strength(&s, n->word);
        s.rule->form = RULE_FOLLOW;
        s.rule->target = want_events(&s, n->follow.events);
        take_anchor(&s, n->follow.anchor);
    } else if (n->kind == NODE_PROPERTY) {
        sentence_property(&s, n);
    } else if (n->kind == NODE_CONSIDER) {
        s.rule->form = RULE_CONSIDER;
        s.rule->prompt = name_str(c, n->consider.prompt);
        s.rule->target = want_events(&s, n->consider.events);
    } else if (n->kind == NODE_RECORD || n->kind == NODE_RECORD_EACH) {
        sentence_record(&s, n);
    } else {
        sentence_never(&s, n);
    }
}
