# An interval of 0 is no rhythm, and nothing waits for its end.

$ cinp eval noted noted/nought.cinc --as-at 2024-04-20
Case A-1
Intervals that a case records
As at Sat 20 Apr 2024

Cannot tell
  Visits: cannot tell
      the interval is recorded as 0: record how long it is
      visit must happen every how_often from plan
  Visits: cannot tell
      the interval is recorded as 0: record how long it is
      visit must happen every how_often from plan
  Visits, on fixed dates: cannot tell
      the interval is recorded as 0: record how long it is
      visit must happen every how_often from plan on fixed dates
$ cinp eval noted noted/nought.cinc --as-at 2024-04-20 --format json | grep no_interval | wc -l
1
