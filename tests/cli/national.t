# Rules at least as strict as the national ones that the library holds.
$ cinp check national/national.cinp
national/national.cinp:15:3: warning: whether it is as strict as `national_assessment` is more than cinp can tell [strictness-undecided]
   15 |   at least as strict as national_assessment
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: they are not about the same events
   = note: so it is when `assessment_counts_from` is read as assessment_start
stdlib/national.cinp:31:6: note: it is declared here
   31 | rule national_assessment "Assessment complete"
national/national.cinp:20:3: warning: whether it is as strict as `national_conference` is more than cinp can tell [strictness-undecided]
   20 |   at least as strict as national_conference
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: it does not always apply when the other does
stdlib/national.cinp:42:6: note: it is declared here
   42 | rule national_conference "Initial child protection conference"
national/national.cinp:29:3: warning: whether it is as strict as `national_plan_review` is more than cinp can tell [strictness-undecided]
   29 |   at least as strict as national_plan_review
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: their sentences are not of the same kind
stdlib/national.cinp:56:6: note: it is declared here
   56 | rule national_plan_review "Child protection review conference"
national/national.cinp:34:3: warning: whether it is as strict as `national_care_visits` is more than cinp can tell [strictness-undecided]
   34 |   at least as strict as national_care_visits
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: their sentences are not of the same kind
stdlib/national.cinp:65:6: note: it is declared here
   65 | rule national_care_visits "Visits to a child looked after"
national/national.cinp:40:3: warning: whether it is as strict as `national_short_breaks` is more than cinp can tell [strictness-undecided]
   40 |   at least as strict as national_short_breaks
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: it does not always apply when the other does
stdlib/national.cinp:75:6: note: it is declared here
   75 | rule national_short_breaks "Review of a plan with short breaks"
$ cinp test national/national.cinp
national/national.cinp:20:3: warning: whether it is as strict as `national_conference` is more than cinp can tell [strictness-undecided]
   20 |   at least as strict as national_conference
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: it does not always apply when the other does
stdlib/national.cinp:42:6: note: it is declared here
   42 | rule national_conference "Initial child protection conference"
national/national.cinp:29:3: warning: whether it is as strict as `national_plan_review` is more than cinp can tell [strictness-undecided]
   29 |   at least as strict as national_plan_review
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: their sentences are not of the same kind
stdlib/national.cinp:56:6: note: it is declared here
   56 | rule national_plan_review "Child protection review conference"
national/national.cinp:34:3: warning: whether it is as strict as `national_care_visits` is more than cinp can tell [strictness-undecided]
   34 |   at least as strict as national_care_visits
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: their sentences are not of the same kind
stdlib/national.cinp:65:6: note: it is declared here
   65 | rule national_care_visits "Visits to a child looked after"
national/national.cinp:40:3: warning: whether it is as strict as `national_short_breaks` is more than cinp can tell [strictness-undecided]
   40 |   at least as strict as national_short_breaks
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   = note: it does not always apply when the other does
stdlib/national.cinp:75:6: note: it is declared here
   75 | rule national_short_breaks "Review of a plan with short breaks"
national/national.cinp: 13 tests passed
