/* base.h: what every file may use without asking: fixed-width types, array
 * length, minimum and maximum, and BUG(), the one way to say "this cannot
 * happen".  Nothing here allocates or knows about cinp. */
#ifndef CINP_BASE_H
#define CINP_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof *(a))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#if defined __GNUC__
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define PRINTF_LIKE(fmt, args)
#endif

/* A broken invariant of cinp itself, never a fault of the input: reports the
 * place on standard error and ends the process with exit code 70. */
#define BUG(what) bug(__FILE__, __LINE__, (what))
_Noreturn void bug(const char *file, int line, const char *what);

#endif
