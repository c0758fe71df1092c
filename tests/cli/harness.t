# How a transcript is read and written; build-aux/run-transcripts says more.
# Output that looks like a line of a transcript has a backslash before it.

$ printf '$ not a command\n# not a comment\n? 3\n\\ plain\n'
\ $ not a command
\ # not a comment
\ ? 3
\ \ plain

# Blank lines within the output are output; at its end each is written.
$ printf 'one\n\ntwo\n\n'
one

two
\

$ printf unfinished
unfinished
\ (no end of line)

# Both outputs count, and so does the exit code.
$ echo problem >&2; exit 3
problem
? 3

# Commands follow one another in one folder, a copy of the transcript's.
$ echo text >made
$ cat made
text
