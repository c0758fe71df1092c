# A folder with several versions of a policy is not one policy.

$ cinp eval versions versions/child.cinc --as-at 2024-06-01
cinp eval: `versions/versions.cinp` and `versions/before_2024.cinp` are versions of one policy, and cinp does not judge a case by several yet: name the one to judge by
? 2
$ cinp eval versions/versions.cinp versions/child.cinc --as-at 2024-06-01
Case V-1
Visits
As at Sat 1 Jun 2024; working days: England and Wales

Overdue
  visit: 3 days late, due Wed 29 May 2024
      visit must happen every 4 weeks from cin_plan_start
$ cinp check versions
