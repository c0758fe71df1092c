# What a policy leaves unclear, and the answers that hang on it.

$ cinp check readings
$ cinp eval readings readings/child.cinc --as-at 2024-04-03
Case A-1
Sharing the plan
As at Wed 3 Apr 2024; working days: England and Wales

Overdue
  Plan shared: 4 days late, due Sat 30 Mar 2024
      plan_received must happen within ten_days of cin_meeting
      where `ten_days` is taken as 10 days

Due
  Visits: due Mon 29 Apr 2024, in 26 days
      visit must happen every 4 weeks from counts_from
      where `counts_from` is taken as cin_plan_start (Plan starts)

Also 1 met, 1 not needed (--all shows them).
The source leaves 3 questions open: --explain says where another reading would change an answer.
$ cinp eval readings readings/child.cinc --as-at 2024-04-03 --reading ten_days="10 working days"
Case A-1
Sharing the plan
As at Wed 3 Apr 2024; working days: England and Wales
Not as the policy reads it: `ten_days` is 10 working days

Due soon
  Plan shared: due Fri 5 Apr 2024, in 2 days
      plan_received must happen within ten_days of cin_meeting
      where `ten_days` is taken as 10 working days

Due
  Visits: due Mon 29 Apr 2024, in 26 days
      visit must happen every 4 weeks from counts_from
      where `counts_from` is taken as cin_plan_start (Plan starts)

Also 1 met, 1 not needed (--all shows them).
The source leaves 3 questions open: --explain says where another reading would change an answer.
$ cinp eval readings readings/child.cinc --as-at 2024-04-03 --reading in_every_case=yes --reading=counts_from=referral --only breached,met_late
Case A-1
Sharing the plan
As at Wed 3 Apr 2024; working days: England and Wales
Not as the policy reads it: `counts_from` is referral
Not as the policy reads it: `in_every_case` is yes

Not kept
  Child seen: not kept at Mon 1 Apr 2024
      `child_seen` was no
      child_seen of visit must be yes

Done late
  Visits: done on Mon 1 Apr 2024, 3 days late (due Fri 29 Mar 2024)
      visit must happen every 4 weeks from counts_from
      where `counts_from` is taken as referral (Referral)

Also 1 overdue, 1 due.
The source leaves 3 questions open: --explain says where another reading would change an answer.
$ cinp eval readings readings/child.cinc --as-at 2024-04-03 --only overdue --format json
{"version":1,"policy":{"name":"readings","title":"Sharing the plan"},"calendar":"england_and_wales","readings":[{"unclear":"ten_days","reading":"10 days"},{"unclear":"counts_from","reading":"cin_plan_start"},{"unclear":"in_every_case","reading":"no"}],"as_at":"2024-04-03","cases":[{"case":"A-1","results":[{"rule":"shared","title":"Plan shared","status":"overdue","strength":"must","text":"4 days late, due Sat 30 Mar 2024","trigger_event":"cin_meeting","trigger":"2024-03-20","due":"2024-03-30","late":{"days":4,"units":4,"unit":"days"},"counted":{"from":"2024-03-20","count":10,"unit":"days","text":"10 days after Wed 20 Mar 2024"},"reasons":[{"kind":"reading","text":"under the other reading of `ten_days` (10 working days) it would be open, due Fri 5 Apr 2024","now":"2024-04-05","unclear":"ten_days","reading":"10 working days","status":"open"}],"sentence":"plan_received must happen within ten_days of cin_meeting","sources":[]}]}]}

# A reading that the policy does not have.
$ cinp eval readings readings/child.cinc --reading ten_day=yes
cinp eval: --reading: the policy leaves no `ten_day` unclear; did you mean `ten_days`?
? 2
$ cinp eval readings readings/child.cinc --reading ten_days="10 weeks"
cinp eval: --reading: `ten_days` is read as 10 days, or 10 working days, not as `10 weeks`
? 2
$ cinp test readings --reading ten_days
cinp test: --reading wants NAME=VALUE, as in `--reading ten_days="10 working days"`
? 2
