# CINP_COMPILER_FLAGS(VARIABLE, FLAGS)
# ------------------------------------
# Appends to VARIABLE each of FLAGS that the current language's compiler
# takes. Each is tried with -Werror, since clang only warns about the
# warnings it does not know.
AC_DEFUN([CINP_COMPILER_FLAGS],
[for cinp_flag in m4_normalize([$2]); do
    AC_MSG_CHECKING([whether $_AC_CC takes $cinp_flag])
    cinp_save_flags=$[]_AC_LANG_PREFIX[]FLAGS
    _AC_LANG_PREFIX[]FLAGS="$[]_AC_LANG_PREFIX[]FLAGS -Werror $cinp_flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM()],
        [AC_MSG_RESULT([yes])
         $1="$$1 $cinp_flag"],
        [AC_MSG_RESULT([no])])
    _AC_LANG_PREFIX[]FLAGS=$cinp_save_flags
done])
