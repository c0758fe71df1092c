/* compile.h: from trees to a program.
 *
 * Groups lines into declarations, resolves names, checks types and meaning,
 * and, when there was no error, makes the program.  Everything wrong is
 * reported to the module's diagnostics; one mistake gives one error. */
#ifndef CINP_COMPILE_H
#define CINP_COMPILE_H

#include "policy/module.h"
#include "policy/program.h"

/* The program of a loaded policy; NULL when there were errors. Lives in the
 * module set's arena. A file without a `policy` line (a vocabulary, a
 * calendar) is checked the same way; its program has no rules.
 *
 * May be called again, with other readings in the set. A policy that leaves
 * something unclear is compiled for each of its readings, if the set asks for
 * it, so that all of them are checked: program->others. */
const struct program *compile(struct module_set *modules,
                              const struct module *policy);

/* The value that `text` means: its index, or value_count when it is none. */
uint32_t unclear_value_of(struct arena *arena, const struct atoms *atoms,
                          const struct unclear *unclear, str text);

/* Several versions of one policy, in the order of their days in force: their
 * programs, in which a series that the next version also has goes on there.
 * False when one of them has errors. */
bool compile_versions(struct module_set *modules,
                      const struct module *const *files, uint32_t count,
                      const struct program **out);

/* The calendar of a name, as a `use` of it in a policy would find it: looked
 * up in the standard library; NULL, reported, when there is none. */
const struct calendar *compile_calendar(struct module_set *modules, str name);

#endif
