# What accounts for the provisions of a document.

$ cinp check coverage
$ cinp check --coverage coverage
coverage/coverage.cinp: `guide`: 4 of 4 accounted: 2 rule, 0 definition, 1 prompt, 1 guidance
coverage/coverage.cinp: `letter`: it has no register of provisions
$ cinp check --coverage --format json coverage
{"version":1,"diagnostics":[],"coverage":[{"path":"coverage/coverage.cinp","documents":[{"document":"guide","provisions":4,"accounted":4,"rule":2,"definition":0,"prompt":1,"guidance":1},{"document":"letter","provisions":0,"accounted":0,"rule":0,"definition":0,"prompt":0,"guidance":0}]}]}
$ cinp check --coverage coverage/draft.cinp
coverage/draft.cinp:6:3: error: nothing accounts for 1 of the 4 provisions of `guide`: G-4 [unaccounted-provision]
    6 |   provisions "provisions.csv"
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: say `source guide G-4` under the rule or definition that has it, or `guidance guide G-4 "..."` and why nothing can
coverage/provisions.csv:5:1: note: this one
    5 | G-4,Visits,should,guidance,listen to the child
coverage/draft.cinp:14:21: error: the register of `guide` has no provision `G_2`; did you mean `G-2`? [unknown-provision]
   14 |   source guide G-1, G_2
      |                     ^~~
      |                     G-2
? 1
