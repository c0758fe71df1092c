// SPDX-License-Identifier: MIT
/* program.c: looking things up in a program. */
#include "policy/program.h"

static uint16_t look_up(const struct program *p, const uint16_t *of_atom,
                        atom name) {
    return name > 0 && name < p->atom_limit ? of_atom[name] : NO_ID;
}

event_id program_event(const struct program *p, atom name) {
    return look_up(p, p->event_of_atom, name);
}

fact_id program_fact(const struct program *p, atom name) {
    return look_up(p, p->fact_of_atom, name);
}

attribute_id program_attribute(const struct program *p, atom name) {
    return look_up(p, p->attribute_of_atom, name);
}

role_id program_role(const struct program *p, atom name) {
    return look_up(p, p->role_of_atom, name);
}

rule_id program_rule(const struct program *p, atom name) {
    return look_up(p, p->rule_of_atom, name);
}

bool role_satisfies(const struct program *p, role_id holder, role_id wanted) {
    const uint64_t *set = p->roles[wanted].satisfied_by;
    return (set[holder / 64] >> (holder % 64)) & 1;
}
