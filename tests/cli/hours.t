# With the time on record, hours end on the day that they reach.

$ cinp eval seen_soon seen_soon/timed.cinc --as-at 2024-04-10
Case A-1
Limits in hours
As at Wed 10 Apr 2024; working days: England and Wales

Due soon
  Seen: due Thu 11 Apr 2024, in 1 day
      visit must happen within 31 hours of referral
$ cinp eval seen_soon seen_soon/timed.cinc --as-at 2024-04-11
Case A-1
Limits in hours
As at Thu 11 Apr 2024; working days: England and Wales

Overdue
  Seen: less than a day late, due Thu 11 Apr 2024
      visit must happen within 31 hours of referral
$ cinp eval seen_soon seen_soon/timed.cinc --as-at 2024-04-12
Case A-1
Limits in hours
As at Fri 12 Apr 2024; working days: England and Wales

Overdue
  Seen: 24 hours late (1 day), due Thu 11 Apr 2024
      visit must happen within 31 hours of referral
