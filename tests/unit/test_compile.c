// SPDX-License-Identifier: MIT
/* test_compile.c: from a policy's text to its program, and to what is said
 * about it when it has none. */
#include "unit.h"

#include <string.h>

#include "policy/compile.h"

/* Follows every policy below, so that its lines count from 1. */
static const char vocabulary[] =
    "\nrole social_worker\n"
    "role team_manager\n"
    "role senior_manager\n"
    "role manager includes team_manager, senior_manager\n"
    "role chair includes manager\n"
    "fact disabled yes/no\n"
    "fact at_risk yes/no default no\n"
    "fact level number\n"
    "fact born date\n"
    "fact interval duration\n"
    "fact need one of low, medium, high\n"
    "fact lead role\n"
    "event referral\n"
    "  has outcome one of assess, stop\n"
    "event visit\n"
    "  has by role\n"
    "  has kind one of planned, joint\n"
    "  has child_seen yes/no\n"
    "event meeting\n"
    "  has chair role\n"
    "  has by role\n"
    "  has kind one of review, first\n"
    "  has attendees people\n"
    "  has next date\n"
    "event closed_case\n"
    "period open_case from referral until closed_case\n";

struct compiled {
    struct module_set set;
    const struct program *program;
};

static struct compiled *compile_text(struct arena *arena, const char *text) {
    struct compiled *out = NEW(arena, struct compiled);
    str all = str_format(arena, "%s%s", text, vocabulary);
    module_set_init(&out->set, arena);
    out->set.other_readings = READINGS_KEPT;
    out->program =
        compile(&out->set, module_load_text(&out->set, STR("p.cinp"), all));
    return out;
}

/* A policy that must be fine. */
static struct compiled *fine(struct arena *arena, const char *text) {
    struct compiled *c = compile_text(arena, text);
    for (size_t i = 0; i < c->set.diags.len; i++)
        print_error("%.*s\n", STR_ARG(c->set.diags.at[i]->message));
    assert_int_equal(c->set.diags.len, 0);
    assert_non_null(c->program);
    return c;
}

static atom name_of(struct compiled *c, const char *name) {
    return atom_find(&c->set.atoms, str_of(name));
}

static const struct rule *rule_of(struct compiled *c, const char *name) {
    rule_id id = program_rule(c->program, name_of(c, name));
    assert_true(id != NO_ID);
    return &c->program->rules[id];
}

static event_id event_of(struct compiled *c, const char *name) {
    event_id id = program_event(c->program, name_of(c, name));
    assert_true(id != NO_ID);
    return id;
}

static const struct event *derived(struct compiled *c, const char *name) {
    return &c->program->events[event_of(c, name)];
}

/* -- programs -- */

static void a_header_is_read(void **state) {
    struct compiled *c = fine(*state, "policy p \"Title\"\n"
                                      "  authority \"Council\"\n"
                                      "  working days from scotland\n"
                                      "  in force from 2024-01-01\n"
                                      "  next review by 2025-01-01\n"
                                      "  case closes at closed_case\n"
                                      "applies while open_case\n"
                                      "does not apply while at_risk\n");
    const struct program *p = c->program;
    assert_str(p->title, "Title");
    assert_str(p->authority, "Council");
    assert_str(atom_str(p->atoms, p->calendar->name), "scotland");
    assert_int_equal(p->in_force_from, day_from_civil(2024, 1, 1));
    assert_int_equal(p->in_force_until, DAY_NEVER);
    assert_int_equal(p->next_review, day_from_civil(2025, 1, 1));
    assert_int_equal(p->closes, event_of(c, "closed_case"));
    assert_int_equal(p->scope->op, CONDITION_AND);
    assert_int_equal(p->scope->left->op, CONDITION_PERIOD);
    assert_true(p->scope->left->closing_counts);
    assert_int_equal(p->scope->right->op, CONDITION_NOT);
    assert_int_equal(p->scope_wakes->fact_count, 1);
    assert_int_equal(p->scope_wakes->event_count, 2);
}

static void a_closing_day_is_in_scope_either_way(void **state) {
    struct compiled *c = fine(*state, "policy p\n"
                                      "applies while not open_case\n"
                                      "does not apply while open_case\n"
                                      "rule r\n"
                                      "  visit within 2 weeks of referral\n"
                                      "  when open_case\n");
    const struct condition *scope = c->program->scope;
    assert_false(scope->left->left->closing_counts);
    assert_false(scope->right->left->closing_counts);
    assert_false(rule_of(c, "r")->when->closing_counts);
}

static void roles_are_closed(void **state) {
    struct compiled *c = fine(*state, "policy p\n");
    const struct program *p = c->program;
    role_id team = program_role(p, name_of(c, "team_manager"));
    role_id manager = program_role(p, name_of(c, "manager"));
    role_id chair = program_role(p, name_of(c, "chair"));
    assert_true(role_satisfies(p, team, chair));
    assert_true(role_satisfies(p, team, manager));
    assert_true(role_satisfies(p, chair, chair));
    assert_false(role_satisfies(p, manager, team));
    assert_false(
        role_satisfies(p, program_role(p, name_of(c, "social_worker")), chair));
}

static void facts_have_types_and_defaults(void **state) {
    struct compiled *c = fine(*state, "policy p\n"
                                      "fact pace duration default 6 weeks\n"
                                      "fact who people default manager\n"
                                      "fact code text default \"A\"\n");
    const struct program *p = c->program;
    const struct fact *at_risk =
        &p->facts[program_fact(p, name_of(c, "at_risk"))];
    const struct fact *pace = &p->facts[program_fact(p, name_of(c, "pace"))];
    const struct fact *who = &p->facts[program_fact(p, name_of(c, "who"))];
    const struct fact *need = &p->facts[program_fact(p, name_of(c, "need"))];
    assert_int_equal(at_risk->otherwise.kind, VALUE_YES_NO);
    assert_false(at_risk->otherwise.yes);
    assert_int_equal(pace->otherwise.duration.count, 6);
    assert_int_equal(who->otherwise.kind, VALUE_LIST);
    assert_int_equal(need->otherwise.kind, VALUE_UNKNOWN);
    assert_int_equal(need->type->choice_count, 3);
}

static void derived_events_take_every_form(void **state) {
    struct compiled *c =
        fine(*state,
             "policy p\n"
             "event a is the first meeting in each open_case\n"
             "event b is the 3rd meeting after a\n"
             "event d is the last visit before meeting\n"
             "event e is every 2nd visit after meeting or referral\n"
             "event f is every visit within 2 weeks of meeting\n"
             "event g is every visit where child_seen and by is social_worker\n"
             "event h is visit or meeting where by is manager\n"
             "event i is 16 years after born\n"
             "event j is 5 days before meeting without visit\n"
             "event k is 5 days after meeting while disabled\n");
    assert_int_equal(derived(c, "a")->form, EVENT_IN_EACH);
    assert_int_equal(derived(c, "a")->nth, 1);
    assert_int_equal(derived(c, "b")->form, EVENT_NTH_AFTER);
    assert_int_equal(derived(c, "b")->nth, 3);
    assert_int_equal(derived(c, "b")->anchor, event_of(c, "a"));
    assert_int_equal(derived(c, "d")->form, EVENT_LAST_BEFORE);
    assert_int_equal(derived(c, "e")->form, EVENT_EVERY_AFTER);
    assert_int_equal(derived(c, "e")->nth, 2);
    assert_false(c->program->events[derived(c, "e")->anchor].named);
    assert_int_equal(derived(c, "f")->form, EVENT_WITHIN);
    assert_int_equal(derived(c, "f")->length.fixed.unit, UNIT_WEEKS);
    assert_int_equal(derived(c, "g")->form, EVENT_ANY_OF);
    assert_int_equal(derived(c, "g")->where->left->operand.kind, OPERAND_OWN);
    assert_int_equal(derived(c, "h")->member_count, 2);
    assert_int_equal(derived(c, "i")->form, EVENT_OFFSET);
    assert_int_equal(derived(c, "i")->date,
                     program_fact(c->program, name_of(c, "born")));
    assert_int_equal(derived(c, "j")->direction, -1);
    assert_int_equal(derived(c, "j")->without, event_of(c, "visit"));
    assert_int_equal(derived(c, "k")->where->op, CONDITION_HOLDS);
}

static void events_stand_after_their_parts(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "event z is every y where no x since referral\n"
                     "event y is every x after referral\n"
                     "event x is every visit where open_late\n"
                     "period open_late from w until closed_case\n"
                     "event w is every referral where outcome is assess\n");
    const struct program *p = c->program;
    uint32_t place[64];
    for (uint32_t i = 0; i < p->event_count; i++)
        place[p->event_order[i]] = i;
    assert_true(place[event_of(c, "w")] < place[event_of(c, "x")]);
    assert_true(place[event_of(c, "x")] < place[event_of(c, "y")]);
    assert_true(place[event_of(c, "y")] < place[event_of(c, "z")]);
}

static void attributes_are_inherited(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "event a is the first meeting in each open_case\n"
                     "  has venue text\n"
                     "event b is every a where by is manager\n"
                     "event either is visit or meeting\n"
                     "rule r\n"
                     "  kind of either must be review or joint\n");
    const struct program *p = c->program;
    const struct attribute *chair =
        &p->attributes[program_attribute(p, name_of(c, "chair"))];
    const struct attribute *kind =
        &p->attributes[program_attribute(p, name_of(c, "kind"))];
    const struct attribute *venue =
        &p->attributes[program_attribute(p, name_of(c, "venue"))];
    assert_int_equal(chair->type_in[event_of(c, "b")]->kind, KIND_ROLE);
    assert_null(chair->type_in[event_of(c, "either")]);
    assert_null(venue->type_in[event_of(c, "meeting")]);
    assert_non_null(venue->type_in[event_of(c, "b")]);
    assert_int_equal(kind->type_in[event_of(c, "either")]->choice_count, 4);
    assert_int_equal(derived(c, "either")->attribute_count, 2);
}

static void unions_are_shared(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "rule r\n"
                     "  visit or meeting within 2 weeks of referral\n"
                     "rule s\n"
                     "  meeting or visit or meeting every 3 weeks from visit\n"
                     "rule t\n"
                     "  visit or visit every 3 weeks from meeting\n");
    assert_int_equal(rule_of(c, "r")->target, rule_of(c, "s")->target);
    assert_int_equal(rule_of(c, "t")->target, event_of(c, "visit"));
    const struct event *either = &c->program->events[rule_of(c, "r")->target];
    assert_str(atom_str(c->program->atoms, either->name), "visit or meeting");
    assert_int_equal(program_event(c->program, either->name), NO_ID);
}

static void sentences_take_every_form(void **state) {
    static const struct {
        const char *sentence;
        enum rule_form form;
        enum strength strength;
    } cases[] = {
        {"visit within 2 weeks of meeting", RULE_WITHIN, STRENGTH_MUST},
        {"visit should happen on the day of meeting", RULE_WITHIN,
         STRENGTH_SHOULD},
        {"visit usually happens at least 3 days before meeting",
         RULE_AT_LEAST_BEFORE, STRENGTH_USUALLY},
        {"visit may happen within 3 days before meeting", RULE_WITHIN_BEFORE,
         STRENGTH_MAY},
        {"visit must happen before the first meeting", RULE_BEFORE,
         STRENGTH_MUST},
        {"visit every 2 weeks from meeting until closed_case", RULE_SERIES,
         STRENGTH_MUST},
        {"visit within 1 week of meeting, then within 2 weeks", RULE_SERIES,
         STRENGTH_MUST},
        {"visit every 2 weeks from meeting on fixed dates", RULE_GRID,
         STRENGTH_MUST},
        {"visit must happen by 15 february after meeting", RULE_BY,
         STRENGTH_MUST},
        {"visit should follow meeting", RULE_FOLLOW, STRENGTH_SHOULD},
        {"visit must not happen while disabled", RULE_NEVER, STRENGTH_MUST},
        {"visit may not happen before meeting", RULE_NEVER_BEFORE,
         STRENGTH_MUST},
        {"visit should not happen after meeting", RULE_NEVER_AFTER,
         STRENGTH_SHOULD},
        {"visit must not happen within 3 days of meeting", RULE_NEVER_WITHIN,
         STRENGTH_MUST},
        {"chair of meeting is usually manager", RULE_PROPERTY,
         STRENGTH_USUALLY},
        {"consider \"why\" at every meeting", RULE_CONSIDER, STRENGTH_MUST},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text =
            str_format(*state, "policy p\nrule r\n  %s\n", cases[i].sentence);
        struct compiled *c = fine(*state, str_to_c(*state, text));
        assert_int_equal(rule_of(c, "r")->form, cases[i].form);
        assert_int_equal(rule_of(c, "r")->strength, cases[i].strength);
    }
}

static void phases_follow_each_other(void **state) {
    struct compiled *c = fine(
        *state, "policy p\n"
                "rule r\n"
                "  visit within 1 week of meeting, then every 6 weeks aiming "
                "for 4 weeks for 12 months, then every interval until "
                "closed_case\n");
    const struct rule *r = rule_of(c, "r");
    assert_int_equal(r->phase_count, 3);
    assert_false(r->phases[0].repeats);
    assert_true(r->phases[1].repeats);
    assert_int_equal(r->phases[1].aim.fixed.count, 4);
    assert_int_equal(r->phases[1].lasts.fixed.unit, UNIT_MONTHS);
    assert_int_equal(r->phases[2].figure.kind, LENGTH_FACT);
    assert_int_equal(r->until, event_of(c, "closed_case"));
    assert_int_equal(r->wakes->fact_count, 1);
}

static void clauses_are_kept(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "  working days from england_and_wales\n"
                     "document law \"An act\"\n"
                     "rule r \"Visits\"\n"
                     "  visit within 5 working days of meeting\n"
                     "  when disabled\n"
                     "  unless at_risk\n"
                     "  if by then level is at least 2\n"
                     "  only while open_case\n"
                     "  aiming for 3 working days\n"
                     "  rolled to the next working day\n"
                     "  counting the day itself\n"
                     "  working days from scotland\n"
                     "  responsible social_worker if not disabled, chair of "
                     "meeting\n"
                     "  source law LAW-1, LAW-2 \"soon\"\n"
                     "  note \"One.\"\n"
                     "  note \"Two.\"\n");
    const struct rule *r = rule_of(c, "r");
    assert_str(r->title, "Visits");
    assert_int_equal(r->when->op, CONDITION_AND);
    assert_int_equal(r->when->right->op, CONDITION_NOT);
    assert_int_equal(r->by_then->op, CONDITION_COMPARE);
    assert_int_equal(r->only_while->op, CONDITION_PERIOD);
    assert_int_equal(r->phases[0].aim.fixed.count, 3);
    assert_int_equal(r->roll, ROLL_NEXT);
    assert_true(r->counting_day);
    assert_str(atom_str(c->program->atoms, r->calendar->name), "scotland");
    assert_int_equal(r->responsible_count, 2);
    assert_true(r->responsible[0].unless_fact);
    assert_int_equal(r->responsible[1].who.kind, OPERAND_ATTRIBUTE);
    assert_int_equal(r->citation_count, 2);
    assert_str(r->citations[1].quote, "soon");
    assert_int_equal(r->note_count, 2);
    assert_int_equal(r->wakes->fact_count, 3);
    assert_int_equal(r->wakes->event_count, 2);
}

static void grants_are_kept(void **state) {
    struct compiled *c =
        fine(*state,
             "policy p\n"
             "rule r\n  visit every 4 weeks from meeting\n"
             "  may be extended by team_manager or senior_manager at most 2 "
             "times by up to 2 weeks in writing\n"
             "  may be extended by senior_manager with reason\n"
             "  may be waived by manager\n  otherwise record why\n"
             "  in force from 2024-01-01\n"
             "rule x\n  exception to r\n  every 8 weeks instead\n"
             "  agreed by team_manager\n  agreed by manager with reason\n"
             "  in force from 2024-02-01 until 2024-03-31\n"
             "rule s\n  visit within 1 week of meeting\n  where possible\n");
    const struct rule *r = rule_of(c, "r"), *x = rule_of(c, "x");
    assert_int_equal(r->extension_count, 2);
    assert_int_equal(r->extensions[0].by.role_count, 2);
    assert_int_equal(r->extensions[0].times, 2);
    assert_int_equal(r->extensions[0].up_to.fixed.count, 2);
    assert_true(r->extensions[0].by.in_writing);
    assert_false(r->extensions[0].by.with_reason);
    assert_int_equal(r->extensions[1].times, 0);
    assert_int_equal(r->extensions[1].up_to.kind, LENGTH_NONE);
    assert_true(r->extensions[1].by.with_reason);
    assert_int_equal(r->waiver_count, 1);
    assert_true(r->otherwise_why && !r->where_possible);
    assert_int_equal(r->in_force_from, day_from_civil(2024, 1, 1));
    assert_int_equal(r->in_force_until, DAY_NEVER);
    assert_int_equal(x->agreement_count, 2);
    assert_true(x->agreements[1].with_reason);
    assert_int_equal(r->wakes->day_count, 2);
    assert_int_equal(r->wakes->days[1], day_from_civil(2024, 4, 1));
    const struct rule *s = rule_of(c, "s");
    assert_true(s->where_possible && !s->otherwise_why);
    assert_int_equal(s->in_force_from, DAY_NONE);
    assert_int_equal(s->as_strict_as, NO_ID);
}

static void records_set_lengths_and_days(void **state) {
    struct compiled *c = fine(
        *state,
        "policy p\n"
        "event plan\n  has rhythm duration\n  has size number\n"
        "  has review date\n  has actions list with who, by_when\n"
        "figure pace is rhythm of plan\nfigure size is size of plan\n"
        "figure review_day is review of plan\n"
        "rule r\n  visit every pace from meeting, or rhythm of plan if "
        "sooner\n"
        "rule s\n  visit must happen by review of plan\n"
        "rule t\n  visit must happen by review_day\n"
        "rule u\n  attendees of meeting must be at least size\n"
        "rule v\n  plan must record rhythm, review\n"
        "rule w\n  each action of plan should record by_when\n"
        "rule x\n  size of plan must be recorded\n");
    const struct program *p = c->program;
    const struct rule *r = rule_of(c, "r"), *w = rule_of(c, "w");
    attribute_id rhythm = program_attribute(p, name_of(c, "rhythm"));
    assert_int_equal(r->phases[0].figure.kind, LENGTH_ATTRIBUTE);
    assert_int_equal(r->phases[0].figure.attribute, rhythm);
    assert_int_equal(r->phases[0].figure.event, event_of(c, "plan"));
    assert_int_equal(r->phases[0].sooner_count, 1);
    assert_int_equal(r->phases[0].sooner[0].attribute, rhythm);
    assert_int_equal(r->wakes->event_count, 1);
    assert_int_equal(rule_of(c, "s")->limit->kind, LIMIT_ATTRIBUTE);
    assert_int_equal(rule_of(c, "s")->anchor, event_of(c, "plan"));
    assert_int_equal(rule_of(c, "t")->limit->kind, LIMIT_ATTRIBUTE);
    assert_int_equal(rule_of(c, "u")->property->values[0].kind,
                     OPERAND_ATTRIBUTE);
    assert_int_equal(rule_of(c, "v")->form, RULE_RECORD);
    assert_int_equal(rule_of(c, "v")->record->count, 2);
    assert_int_equal(rule_of(c, "v")->record->item, NO_ID);
    assert_int_equal(w->strength, STRENGTH_SHOULD);
    assert_int_equal(w->record->item,
                     program_attribute(p, name_of(c, "actions")));
    assert_int_equal(w->record->item_fields[0], name_of(c, "by_when"));
    assert_int_equal(rule_of(c, "x")->form, RULE_RECORD);
}

static void recipients_are_an_attribute(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "event plan_shared\n  has recipients people\n"
                     "rule r\n  plan_shared within 5 days of meeting\n"
                     "  to lead, manager if disabled, attendees of meeting\n");
    const struct rule *r = rule_of(c, "r");
    assert_int_equal(r->recipient_count, 3);
    assert_int_equal(r->recipients_in,
                     program_attribute(c->program, name_of(c, "recipients")));
    assert_int_equal(r->recipients[2].who.kind, OPERAND_ATTRIBUTE);
}

static void limits_nest(void **state) {
    struct compiled *c = fine(
        *state, "policy p\n"
                "figure last is 2030-01-01\n"
                "rule r\n"
                "  visit must happen by the earlier of (last, born, the later "
                "of (2 weeks after meeting, 1 month before born), 2 days after "
                "referral)\n");
    const struct limit *l = rule_of(c, "r")->limit;
    assert_int_equal(l->kind, LIMIT_EARLIER);
    assert_int_equal(l->part_count, 4);
    assert_int_equal(l->parts[0].kind, LIMIT_DATE);
    assert_int_equal(l->parts[1].kind, LIMIT_FACT);
    assert_int_equal(l->parts[2].kind, LIMIT_LATER);
    assert_int_equal(l->parts[2].parts[1].event, NO_ID);
    assert_int_equal(l->parts[2].parts[1].direction, -1);
    assert_int_equal(rule_of(c, "r")->anchor, event_of(c, "meeting"));
}

static void properties_take_every_form(void **state) {
    struct compiled *c = fine(
        *state, "policy p\n"
                "rule a\n"
                "  chair of meeting must not be social_worker or by of visit\n"
                "rule b\n"
                "  attendees of meeting should be at least 3\n"
                "rule d\n"
                "  attendees of meeting must include manager if at_risk, lead\n"
                "rule e\n"
                "  next of meeting must be within 12 weeks of meeting\n");
    const struct property *a = rule_of(c, "a")->property;
    assert_int_equal(a->kind, PROPERTY_ONE_OF);
    assert_true(a->negated);
    assert_int_equal(a->value_count, 2);
    assert_int_equal(a->values[1].kind, OPERAND_ATTRIBUTE);
    assert_int_equal(rule_of(c, "b")->property->kind, PROPERTY_AT_LEAST);
    const struct property *d = rule_of(c, "d")->property;
    assert_int_equal(d->kind, PROPERTY_INCLUDES);
    assert_int_equal(d->people_count, 2);
    assert_int_equal(d->people[1].who.kind, OPERAND_FACT);
    assert_int_equal(d->people[1].only_if, NO_ID);
    assert_int_equal(rule_of(c, "e")->property->kind, PROPERTY_WITHIN);
    assert_int_equal(rule_of(c, "e")->property->direction, 1);
}

static void conditions_are_typed_tests(void **state) {
    static const struct {
        const char *condition;
        enum condition_op op;
        bool negated;
    } cases[] = {
        {"disabled", CONDITION_HOLDS, false},
        {"child_seen of visit", CONDITION_HOLDS, false},
        {"open_case", CONDITION_PERIOD, false},
        {"need is low", CONDITION_IS, false},
        {"need is not one of (low, high)", CONDITION_IS, true},
        {"lead is by of visit", CONDITION_IS, false},
        {"need is recorded", CONDITION_RECORDED, false},
        {"need is not recorded", CONDITION_RECORDED, true},
        {"level >= 3", CONDITION_COMPARE, false},
        {"born is before 2010-01-01", CONDITION_COMPARE, false},
        {"attendees of meeting is over 2", CONDITION_COMPARE, false},
        {"attendees of meeting includes manager", CONDITION_INCLUDES, false},
        {"visit has not happened since meeting", CONDITION_HAPPENED, true},
        {"no visit since meeting", CONDITION_HAPPENED, true},
        {"more than 3 weeks since visit", CONDITION_ELAPSED, false},
        {"less than interval since born", CONDITION_ELAPSED, false},
        {"count of visit since meeting is 2", CONDITION_IS, false},
        {"need = low", CONDITION_IS, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text = str_format(*state, "policy p\napplies while %s\n",
                              cases[i].condition);
        struct compiled *c = fine(*state, str_to_c(*state, text));
        assert_int_equal(c->program->scope->op, cases[i].op);
        assert_int_equal(c->program->scope->negated, cases[i].negated);
    }
}

static void bare_sentences_are_named_after_their_subject(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "visit or meeting every 2 weeks from referral\n"
                     "chair of meeting must be manager when disabled\n");
    assert_int_equal(rule_of(c, "visit_or_meeting")->form, RULE_SERIES);
    assert_non_null(rule_of(c, "chair_of_meeting")->when);
}

static void exceptions_form_trees(void **state) {
    struct compiled *c = fine(*state, "policy p\n"
                                      "rule r\n"
                                      "  visit should happen every 4 weeks "
                                      "from meeting\n"
                                      "rule x\n"
                                      "  exception to r\n"
                                      "  every 6 weeks instead\n"
                                      "  when disabled\n"
                                      "rule y\n"
                                      "  exception to x\n"
                                      "  nothing is required\n"
                                      "  when at_risk and level is 3\n"
                                      "rule z\n"
                                      "  exception to r\n"
                                      "  every 8 weeks instead\n"
                                      "  when not disabled and need is low\n");
    const struct rule *r = rule_of(c, "r"), *x = rule_of(c, "x"),
                      *y = rule_of(c, "y"), *z = rule_of(c, "z");
    assert_int_equal(r->child_count, 2);
    assert_int_equal(x->child_count, 1);
    assert_ptr_equal(&c->program->rules[y->root], r);
    assert_true(y->nothing_required);
    assert_int_equal(x->phases[0].figure.fixed.count, 6);
    assert_int_equal(x->strength, STRENGTH_SHOULD);
    assert_int_equal(x->disjoint_count, 1);
    assert_ptr_equal(&c->program->rules[x->disjoint[0]], z);
    assert_int_equal(z->disjoint_count, 1);
    assert_int_equal(r->wakes->fact_count, 4);
}

static void tests_are_kept(void **state) {
    struct compiled *c =
        fine(*state, "policy p\n"
                     "rule r\n"
                     "  visit every 4 weeks from meeting\n"
                     "test \"One\"\n"
                     "  given\n"
                     "    fact disabled is yes\n"
                     "    2024-01-02 meeting\n"
                     "  as at 2024-02-01\n"
                     "  expect r overdue due 2024-01-30\n"
                     "  expect r due 2024-01-30 for 2024-01-02\n"
                     "  expect no r missed\n"
                     "  expect 2 r met\n");
    assert_int_equal(c->program->test_count, 1);
    const struct policy_test *t = &c->program->tests[0];
    assert_str(t->title, "One");
    assert_int_equal(t->line_count, 2);
    assert_int_equal(t->as_at, day_from_civil(2024, 2, 1));
    assert_int_equal(t->expectation_count, 4);
    assert_int_equal(t->expectations[0].status, STATUS_OVERDUE);
    assert_int_equal(t->expectations[0].trigger, DAY_NONE);
    assert_int_equal(t->expectations[1].status, STATUS_OPEN);
    assert_int_equal(t->expectations[1].trigger, day_from_civil(2024, 1, 2));
    assert_int_equal(t->expectations[2].kind, EXPECT_NO);
    assert_int_equal(t->expectations[3].count, 2);
}

static void a_vocabulary_is_a_program_too(void **state) {
    struct compiled *c =
        fine(*state, "event late is 5 working days after visit without "
                     "meeting\n");
    assert_int_equal(c->program->rule_count, 0);
    assert_int_equal(c->program->name, 0);
    assert_null(c->program->calendar);
}

static void a_calendar_is_found_by_name(void **state) {
    struct module_set set;
    module_set_init(&set, *state);
    const struct calendar *any = compile_calendar(&set, STR("uk_any"));
    assert_non_null(any);
    assert_false(calendar_is_working(any, day_from_civil(2024, 1, 2)));
    assert_int_equal(set.diags.len, 0);
    assert_null(compile_calendar(&set, STR("uk_all")));
    assert_int_equal(set.diags.errors, 1);
}

static void policies_of_one_set_do_not_mix(void **state) {
    struct module_set set;
    module_set_init(&set, *state);
    struct module *bad = module_load_text(&set, STR("bad.cinp"),
                                          STR("policy p\nuse cin\n"
                                              "event visit\n"));
    struct module *good =
        module_load_text(&set, STR("good.cinp"), STR("policy q\nuse cin\n"));
    assert_null(compile(&set, bad));
    assert_non_null(compile(&set, good));
}

/* -- siblings -- */

static void siblings_are_told_apart(void **state) {
    static const struct {
        const char *first, *second;
        enum { APART, TOGETHER } verdict;
    } cases[] = {
        {"disabled", "not disabled", APART},
        {"disabled", "at_risk", TOGETHER},
        {"need is low", "need is one of (medium, high)", APART},
        {"need is not low", "need is high", TOGETHER},
        {"level is under 3", "level is at least 3", APART},
        {"level is at most 3", "level is at least 3", TOGETHER},
        {"level is more than 2", "level is under 3", TOGETHER},
        {"born is after 2010-01-01", "born is before 2010-01-02", APART},
        {"interval is under 2 weeks", "interval is at least 14 days", APART},
        {"interval is under 2 weeks", "interval is over 1 month", TOGETHER},
        {"lead is team_manager", "lead is senior_manager", APART},
        {"lead is team_manager", "lead is manager", TOGETHER},
        {"lead is social_worker", "lead is chair", APART},
        {"outcome of referral is assess", "referral has not happened", APART},
        {"outcome of referral is assess", "referral has happened", TOGETHER},
        {"outcome of referral is not assess", "outcome of referral is assess",
         APART},
        {"need is recorded", "need is not recorded", APART},
        {"need is low", "need is not recorded", APART},
        {"no visit since referral", "count of visit since referral is over 0",
         APART},
        {"count of visit since referral is over 1",
         "count of visit since referral is under 2", APART},
        {"less than 5 days since visit", "more than 5 days since visit", APART},
        {"more than 5 days since visit", "less than 6 days since visit", APART},
        {"more than 5 working days since visit",
         "less than 6 working days since visit", TOGETHER},
        {"more than 1 month since visit", "visit has not happened", APART},
        {"attendees of meeting includes manager",
         "attendees of meeting does not include manager", APART},
        {"open_case and disabled", "not open_case", APART},
        {"open_case", "visit has happened", TOGETHER},
        {"disabled and at_risk", "disabled and not (at_risk or level is 3)",
         APART},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text = str_format(*state,
                              "policy p\n"
                              "  working days from weekdays\n"
                              "rule r\n  visit every 4 weeks from meeting\n"
                              "rule x\n  exception to r\n"
                              "  every 6 weeks instead\n  when %s\n"
                              "rule y\n  exception to r\n"
                              "  every 8 weeks instead\n  when %s\n",
                              cases[i].first, cases[i].second);
        struct compiled *c = compile_text(*state, str_to_c(*state, text));
        bool together = c->set.diags.len == 1 &&
                        c->set.diags.at[0]->id == DIAG_EXCEPTIONS_OVERLAP;
        if (together != (cases[i].verdict == TOGETHER) ||
            (!together && !c->program))
            fail_msg("%s / %s", cases[i].first, cases[i].second);
    }
}

/* What can be agreed to may hold at any time; what is in force at another
 * time never does. */
static void agreements_and_days_tell_siblings_apart(void **state) {
    static const struct {
        const char *first, *second, *when; /* NULL: apart */
    } cases[] = {
        {"agreed by manager", "agreed by manager",
         "both hold when `x` is agreed to and `y` is agreed to"},
        {"agreed by manager", "when disabled",
         "both hold when `disabled` is yes and `x` is agreed to"},
        {"agreed by manager\n  when not disabled", "when disabled", NULL},
        {"in force from 2024-01-01 until 2024-03-31",
         "in force from 2024-04-01", NULL},
        {"in force from 2024-01-01 until 2024-04-01",
         "in force from 2024-04-01", "both hold when it is 2024-04-01"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text = str_format(*state,
                              "policy p\n"
                              "rule r\n  visit every 4 weeks from meeting\n"
                              "rule x\n  exception to r\n"
                              "  every 6 weeks instead\n  %s\n"
                              "rule y\n  exception to r\n"
                              "  every 8 weeks instead\n  %s\n",
                              cases[i].first, cases[i].second);
        struct compiled *c = compile_text(*state, str_to_c(*state, text));
        assert_int_equal(c->set.diags.len, cases[i].when != NULL);
        if (!cases[i].when)
            continue;
        assert_int_equal(c->set.diags.at[0]->id, DIAG_EXCEPTIONS_OVERLAP);
        assert_str(c->set.diags.at[0]->notes[0], cases[i].when);
    }
}

/* What the rules above them ask for counts, too. */
static void siblings_stand_under_their_parents(void **state) {
    fine(*state, "policy p\n"
                 "rule r\n  visit every 4 weeks from meeting\n"
                 "  when level is 1\n"
                 "rule x\n  exception to r\n  every 6 weeks instead\n"
                 "  when disabled\n"
                 "rule y\n  exception to r\n  every 8 weeks instead\n"
                 "  when disabled and level is 2\n");
    fine(*state, "policy p\n"
                 "rule r\n  visit every 4 weeks from meeting\n"
                 "rule x\n  exception to r\n  every 6 weeks instead\n"
                 "  when disabled\n"
                 "rule y\n  exception to r\n  every 8 weeks instead\n"
                 "  when level is 2\n  wins over x\n");
}

static void an_overlap_says_when(void **state) {
    struct compiled *c = compile_text(
        *state, "policy p\n"
                "rule r\n  visit every 4 weeks from meeting\n"
                "rule x\n  exception to r\n  every 6 weeks instead\n"
                "  when disabled and level is at most 3\n"
                "rule y\n  exception to r\n  every 8 weeks instead\n"
                "  when level is at least 3\n");
    assert_int_equal(c->set.diags.len, 1);
    assert_str(c->set.diags.at[0]->notes[0],
               "both hold when `disabled` is yes and `level` is 3");
}

/* -- messages -- */

/* "LINE:COLUMN SLUG MESSAGE" of every report, in order, and its fix. */
static str said(struct arena *arena, struct compiled *c) {
    struct strbuf out;
    strbuf_init(&out, arena);
    diag_sort(&c->set.diags);
    for (size_t i = 0; i < c->set.diags.len; i++) {
        const struct diag *d = c->set.diags.at[i];
        const struct source *source = source_get(&c->set.sources, d->at.source);
        struct place at = source_place(source, d->at.from);
        strbuf_addf(&out, "%u:%u %s %.*s", at.line, at.column, diag_slug(d->id),
                    STR_ARG(d->message));
        if (d->has_fix)
            strbuf_addf(&out, " -> %.*s", STR_ARG(d->fix.text));
        strbuf_add_c(&out, "\n");
    }
    return strbuf_str(&out);
}

static void messages_speak_plainly(void **state) {
    static const struct {
        const char *policy, *said;
    } cases[] = {
        {"policy p\nrule r\n  vist within 2 weeks of refferal\n",
         "3:3 unknown-name `vist` is not an event of this policy; did you mean "
         "`visit`? -> visit\n"
         "3:26 unknown-name `refferal` is not an event of this policy; did you "
         "mean `referral`? -> referral\n"},
        {"policy p\nrule r\n  visit within 2 weeks of disabled\n",
         "3:27 wrong-sort `disabled` is a fact; an event is wanted here\n"},
        {"policy p\nrule r\n  visit within 2 weeks of cin_meeting\n"
         "  when core_group has happened\n",
         "3:27 unknown-name `cin_meeting` is a name of the standard library's "
         "`cin`, which this file does not use -> \n\nuse cin\n"},
        {"policy p\nuse missing\nrule r\n  vist within 2 weeks of "
         "cin_meeting\n",
         "2:5 unknown-file the standard library has no `missing`\n"
         "4:3 unknown-name `vist` is not an event of this policy; did you mean "
         "`visit`? -> visit\n"},
        {"policy p\napplies while visit and disabledd\n",
         "2:15 wrong-sort `visit` is an event, which is neither yes nor no -> "
         "visit has happened\n"
         "2:25 unknown-name `disabledd` is not a fact or a period of this "
         "policy; did you mean `disabled`? -> disabled\n"},
        {"policy p\napplies while open_case is not yes\n",
         "2:15 wrong-sort `open_case` is a period, and is named alone -> not "
         "open_case\n"},
        {"policy p\napplies while disabled is recored\n",
         "2:27 unknown-name nothing is called `recored`; did you mean "
         "`recorded`? -> recorded\n"},
        {"policy p\napplies while chair is manager\n",
         "2:15 unknown-name `chair` is an attribute; say of which event: "
         "`chair of meeting`\n"},
        {"policy p\napplies while level is low and need is 3\n",
         "2:24 wrong-type `low` is not a number\n"
         "2:40 wrong-type `3` is not one of low, medium, high\n"},
        {"event e is every visit where child_sen\n",
         "1:30 unknown-attribute `visit` has no attribute `child_sen`; did you "
         "mean `child_seen`? -> child_seen\n"},
        {"event e is visit or meeting where child_seen\n",
         "1:35 unknown-attribute `child_seen` is no attribute of every event "
         "here: `meeting` does not have it\n"},
        {"policy p\nrule r\n  visit every 4 weeks from meeting\n"
         "  meeting every 6 weeks from visit\n  when nothing_known\n",
         "4:3 second-sentence a rule has one sentence; start the second with "
         "`rule NAME` -> rule meeting\n  \n"},
        {"policy p\nvisit every 4 weeks from meeting\n"
         "visit every 6 weeks from referral\n",
         "3:1 duplicate-name two sentences about `visit`: which of them is "
         "meant by that name? -> rule visit_2\n  \n"},
        {"policy p\n  when disabled\n",
         "2:3 misplaced-clause `when` does not belong to a `policy`\n"},
        {"when disabled\npolicy p\n",
         "1:1 misplaced-clause `when` belongs to the declaration above it, and "
         "there is none\n"},
        {"policy p\nrule r\n  chair of meeting must be manager\n"
         "  rolled to the next working day\n  if by then disabled\n",
         "4:3 misplaced-clause `rolled` means nothing in a rule with this "
         "sentence\n"
         "5:3 misplaced-clause `if by then` means nothing in a rule with this "
         "sentence\n"},
        {"policy p\nrule r\n  visit within 2 working days of meeting\n",
         "3:16 no-calendar working days of which calendar? The policy names "
         "none -> \n  working days from england_and_wales\n"},
        {"policy p\n  working days from england\n",
         "2:21 unknown-name `england` is not a calendar of this policy\n"},
        {"policy p\nrule r\n  visit must happen by meeting\n",
         "3:24 wrong-sort `meeting` is an event; a limit is a date, or a "
         "length "
         "of time after an event -> 0 days after meeting\n"},
        {"policy p\nrule r\n  visit every 2 weeks from meeting\n"
         "rule x\n  exception to r\n  visit every 3 weeks from meeting\n"
         "  when disabled\n",
         "6:3 exception-form an exception says only what differs, not a whole "
         "sentence\n"},
        {"policy p\nrule r\n  visit every 2 weeks from meeting\n"
         "rule x\n  exception to r\n  every 3 weeks instead\n"
         "  when disabled\n  only while at_risk\n",
         "8:3 misplaced-clause an exception has no `only while` of its own\n"},
        {"policy p\nrule visits\n  visit every 2 weeks from meeting\n"
         "test \"t\"\n  given\n    2024-01-01 meeting\n"
         "  as at 2024-01-02\n  expect visits breached\n"
         "  expect visit opne\n",
         "8:17 bad-expectation a rule with this sentence is never `breached`\n"
         "9:10 wrong-sort `visit` is an event; a rule is wanted here: did you "
         "mean `visits`? -> visits\n"
         "9:16 unknown-status `opne` is not a status -> open\n"},
        {"policy p\nrule r\n  visit within 2 days of meeting\n  to manager\n",
         "4:3 unknown-attribute whom `visit` has reached, no record of it "
         "says: it must have `has recipients people`\n"},
        {"policy p\nrule r\n  chair of meeting must be manager\n"
         "  may be extended by manager\n  may be waived by manager\n"
         "  to manager\n  agreed by manager\n",
         "4:3 misplaced-clause `may be extended by` means nothing in a rule "
         "with this sentence\n"
         "5:3 misplaced-clause `may be waived by` means nothing in a rule with "
         "this sentence\n"
         "6:3 misplaced-clause `to` means nothing in a rule with this "
         "sentence\n"
         "7:3 misplaced-clause only an exception is agreed to\n"},
        {"policy p\nrule r\n  visit every 2 weeks from meeting\n"
         "rule x\n  exception to r\n  every 3 weeks instead\n"
         "  agreed by manger\n  may be waived by manager\n",
         "7:13 unknown-name `manger` is not a role of this policy; did you "
         "mean `manager`? -> manager\n"
         "8:3 misplaced-clause an exception has no `may be waived by` of its "
         "own\n"},
        {"policy p\nevent plan\n  has actions list with who, by_when\n"
         "  has size number\n"
         "rule r\n  each action of plan must record by_wen\n"
         "rule s\n  each size of plan must record who\n"
         "rule t\n  plan must record sise\n",
         "6:35 unknown-attribute an item of `actions` has no field `by_wen` -> "
         "by_when\n"
         "8:8 wrong-type `size` is a number, not a list of items with fields\n"
         "10:20 unknown-attribute `plan` has no attribute `sise`; did you mean "
         "`size`? -> size\n"},
        {"policy p\nrule r\n  visit must happen by chair of meeting\n"
         "rule s\n  visit every 2 weeks from meeting, or next of meeting if "
         "sooner\n"
         "rule t\n  attendees of meeting must be the same person as at the "
         "previous meeting\n"
         "figure pace is next of meeting\n"
         "rule u\n  visit every pace from meeting\n",
         "3:24 wrong-type `chair` is not a date\n"
         "5:40 wrong-type `next` is not a length of time\n"
         "7:3 wrong-type `attendees` is people, not one person\n"
         "10:15 wrong-type `pace` is not a length of time\n"},
        {"policy p\nevent plan\n  has rhythm duration\n"
         "figure pace is rhythm of plan\nevent late is pace after meeting\n"
         "rule r\n  visit every 36 hours from meeting\n",
         "5:15 wrong-type each record sets `pace` anew, so it cannot say which "
         "days an event has\n"
         "7:15 hours hours can be counted only in `within D of A`; here whole "
         "days count\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct compiled *c = compile_text(*state, cases[i].policy);
        assert_null(c->program);
        assert_str(said(*state, c), cases[i].said);
    }
}

/* A line that cannot be read costs its own report and no other. */
static void one_mistake_is_one_report(void **state) {
    static const char *const policies[] = {
        "policy p\nevent plan is is every visit\n  has size number\n"
        "rule r\n  plan within 2 weeks of meeting\n"
        "  when size of plan is 3\n",
        "policy p\nrule r\n  visit within within 2 weeks of meeting\n"
        "  when disabled\n",
        "policy p\nrule r r\n  visit within 2 weeks of meeting\n"
        "  when disabled\nrule s\n  visit every 3 weeks from meeting\n"
        "test \"t\"\n  given\n    2024-01-01 meeting\n"
        "  as at 2024-01-02\n  expect r open\n",
        "policy p q\nrule r\n  visit within 2 working days of meeting\n",
        "policy p\ntest \"t\"\n  given\n    2024-01-01 meeting\n"
        "  as at at 2024-01-02\n  expect no r\nrule r\n"
        "  visit within 2 days of meeting\n",
        "policy p\nperiod on_plan from visit\nrule r\n"
        "  visit within 2 days of meeting when on_plan\n"
        "rule s\n  visit within 2 days of meeting only while on_plan\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(policies); i++) {
        struct compiled *c = compile_text(*state, policies[i]);
        str reports = said(*state, c);
        if (c->set.diags.len != 1)
            fail_msg("%s\nsaid:\n%.*s", policies[i], STR_ARG(reports));
        assert_int_equal(c->set.diags.at[0]->id, DIAG_SYNTAX);
    }
}

/* The same name, five times in one rule: once. In another rule: again. */
static void a_name_is_reported_once_in_a_declaration(void **state) {
    struct compiled *c =
        compile_text(*state, "policy p\nrule r\n  vist within 2 weeks of vist\n"
                             "  when vist has happened and no vist since vist\n"
                             "rule s\n  meeting within 2 weeks of vist\n");
    assert_int_equal(c->set.diags.len, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_header_is_read),
        ARENA_TEST(a_closing_day_is_in_scope_either_way),
        ARENA_TEST(roles_are_closed),
        ARENA_TEST(facts_have_types_and_defaults),
        ARENA_TEST(derived_events_take_every_form),
        ARENA_TEST(events_stand_after_their_parts),
        ARENA_TEST(attributes_are_inherited),
        ARENA_TEST(unions_are_shared),
        ARENA_TEST(sentences_take_every_form),
        ARENA_TEST(phases_follow_each_other),
        ARENA_TEST(clauses_are_kept),
        ARENA_TEST(grants_are_kept),
        ARENA_TEST(records_set_lengths_and_days),
        ARENA_TEST(recipients_are_an_attribute),
        ARENA_TEST(limits_nest),
        ARENA_TEST(properties_take_every_form),
        ARENA_TEST(conditions_are_typed_tests),
        ARENA_TEST(bare_sentences_are_named_after_their_subject),
        ARENA_TEST(exceptions_form_trees),
        ARENA_TEST(tests_are_kept),
        ARENA_TEST(a_vocabulary_is_a_program_too),
        ARENA_TEST(a_calendar_is_found_by_name),
        ARENA_TEST(policies_of_one_set_do_not_mix),
        ARENA_TEST(siblings_are_told_apart),
        ARENA_TEST(siblings_stand_under_their_parents),
        ARENA_TEST(agreements_and_days_tell_siblings_apart),
        ARENA_TEST(an_overlap_says_when),
        ARENA_TEST(messages_speak_plainly),
        ARENA_TEST(one_mistake_is_one_report),
        ARENA_TEST(a_name_is_reported_once_in_a_declaration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
