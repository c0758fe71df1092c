# A folder with several versions of a policy: each instance is judged by the
# version in force on its first day.

$ cinp check versions versions/before_2024.cinp
$ cinp eval versions versions/child.cinc --as-at 2024-06-01 --all
Case V-1
Visits
What began in the version in force from Wed 1 Jan 2020 until Sun 31 Mar 2024
As at Sat 1 Jun 2024; working days: England and Wales

Not kept
  Meetings: never done (due Thu 28 Mar 2024); 1 whole interval missed
      the version of the policy that follows, from Mon 1 Apr 2024, does not ask for it
      cin_meeting must happen every 8 weeks from cin_plan_start

Done late
  First visit: done on Tue 5 Mar 2024, 2 weeks late (19 days) (due Thu 15 Feb 2024)
      visit must happen within 2 weeks of cin_plan_start

Met
  Visits: met on Tue 5 Mar 2024 (due Thu 14 Mar 2024)
      visit must happen every 6 weeks from cin_plan_start
  Visits: met on Wed 10 Apr 2024 (due Tue 16 Apr 2024)
      visit must happen every 6 weeks from cin_plan_start

Case V-1
Visits
What began in the version in force from Mon 1 Apr 2024
As at Sat 1 Jun 2024; working days: England and Wales

Overdue
  Supervision: 1 month late (31 days), due Wed 1 May 2024
      supervision must happen every 3 months from cin_plan_start
  Visits: 3 weeks late (24 days), due Wed 8 May 2024
      visit must happen every 4 weeks from cin_plan_start

Case V-2
Visits
What began in the version in force from Mon 1 Apr 2024
As at Sat 1 Jun 2024; working days: England and Wales

Due soon
  Visits: due Fri 7 Jun 2024, in 6 days
      visit must happen every 4 weeks from cin_plan_start

Due
  Supervision: due Thu 1 Aug 2024, in 61 days
      supervision must happen every 3 months from cin_plan_start

Done late
  First visit: done on Fri 10 May 2024, 2 days late (due Wed 8 May 2024)
      visit must happen within 1 week of cin_plan_start

Met
  Visits: met on Fri 10 May 2024 (due Wed 29 May 2024)
      visit must happen every 4 weeks from cin_plan_start
$ cinp eval versions/versions.cinp versions/child.cinc --as-at 2024-06-01
Case V-1
Visits
As at Sat 1 Jun 2024; working days: England and Wales

Overdue
  Supervision: 1 month late (31 days), due Wed 1 May 2024
      supervision must happen every 3 months from cin_plan_start
  Visits: 3 weeks late (24 days), due Wed 8 May 2024
      visit must happen every 4 weeks from cin_plan_start

Also 1 done late, 3 not needed (--all shows them).

Case V-2
Visits
As at Sat 1 Jun 2024; working days: England and Wales

Due soon
  Visits: due Fri 7 Jun 2024, in 6 days
      visit must happen every 4 weeks from cin_plan_start

Due
  Supervision: due Thu 1 Aug 2024, in 61 days
      supervision must happen every 3 months from cin_plan_start

Also 1 done late, 1 met (--all shows them).
$ mkdir twice && cp versions/versions.cinp twice/twice.cinp && sed 's/until 2024-03-31/until 2024-04-01/' versions/before_2024.cinp > twice/old.cinp
$ cinp eval twice versions/child.cinc --as-at 2024-06-01
cinp eval: `twice/old.cinp` and `twice/twice.cinp` are versions of one policy and both in force on one day: give each `in force from ... until ...`
? 2
