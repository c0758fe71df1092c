# Counting days with `cinp due`. Easter 2024: Good Friday was 29 March.

$ cinp due 15 working days after 2024-03-20
Fri 12 Apr 2024 is 15 working days after Wed 20 Mar 2024 (England and Wales)
$ cinp due 15 working_days after 2024-03-20
Fri 12 Apr 2024 is 15 working days after Wed 20 Mar 2024 (England and Wales)
$ cinp due "15 working days of 2024-03-20"
Fri 12 Apr 2024 is 15 working days after Wed 20 Mar 2024 (England and Wales)
$ cinp due 15 working days before 2024-04-12
Wed 20 Mar 2024 is 15 working days before Fri 12 Apr 2024 (England and Wales)
$ cinp due 1 working day after 2024-03-28
Tue 2 Apr 2024 is 1 working day after Thu 28 Mar 2024 (England and Wales)
$ cinp due 0 working days after 2024-03-23
Sat 23 Mar 2024 is 0 working days after Sat 23 Mar 2024 (England and Wales)
not a working day: Saturday (England and Wales)

# The day itself is counted only when the question says so.
$ cinp due 15 working days after 2024-03-20 counting the day itself
Thu 11 Apr 2024 is 15 working days after Wed 20 Mar 2024, counting the day itself (England and Wales)
$ cinp due 2 weeks after 2024-03-20 counting the day itself
Tue 2 Apr 2024 is 2 weeks after Wed 20 Mar 2024, counting the day itself

# Only the answer.
$ cinp due 15 working days after 2024-03-20 --plain
2024-04-12
$ cinp due 15 working days before 2024-04-12 --plain
2024-03-20
$ cinp due between 2024-03-20 and 2024-04-12 --plain
15

# Easter Monday is a working day in Scotland; 12 July is not in Belfast.
$ cinp due 15 working days after 2024-03-20 --calendar scotland --plain
2024-04-11
$ cinp due 5 working days after 2024-07-08 --calendar=northern_ireland
Tue 16 Jul 2024 is 5 working days after Mon 8 Jul 2024 (Northern Ireland)
$ cinp due 5 working days after 2024-07-08 --calendar uk_any
Tue 16 Jul 2024 is 5 working days after Mon 8 Jul 2024 (United Kingdom, a holiday in any part)
$ cinp due 5 working days after 2024-12-24 --calendar weekdays
Tue 31 Dec 2024 is 5 working days after Tue 24 Dec 2024 (Monday to Friday)
$ cinp due 5 working days after 2024-12-24 --calendar every_day
Sun 29 Dec 2024 is 5 working days after Tue 24 Dec 2024 (Every day of the year)

# Months keep the day, or end with the month.
$ cinp due 3 months after 2024-11-30 --plain
2025-02-28
$ cinp due 1 month after 2025-01-31 --explain
Fri 28 Feb 2025 is 1 month after Fri 31 Jan 2025
counted: 1 month after Fri 31 Jan 2025, a shorter month: its last day
$ cinp due 1 year after 2024-02-29
Fri 28 Feb 2025 is 1 year after Thu 29 Feb 2024
$ cinp due 48 hours after 2024-03-20
Fri 22 Mar 2024 is 48 hours after Wed 20 Mar 2024

# Nothing is moved to a working day, but it is said when it is none.
$ cinp due 12 weeks after 2025-10-02
Thu 25 Dec 2025 is 12 weeks after Thu 2 Oct 2025
not a working day: Christmas Day (England and Wales)
$ cinp due 10 days after 2024-03-21
Sun 31 Mar 2024 is 10 days after Thu 21 Mar 2024
not a working day: Sunday (England and Wales)

# The days left out, each with its reason.
$ cinp due 15 working days after 2024-03-20 --explain
Fri 12 Apr 2024 is 15 working days after Wed 20 Mar 2024 (England and Wales)
not counted:
  Sat 23 Mar 2024 to Sun 24 Mar 2024: weekend
  Fri 29 Mar 2024: Good Friday
  Sat 30 Mar 2024 to Sun 31 Mar 2024: weekend
  Mon 1 Apr 2024: Easter Monday
  Sat 6 Apr 2024 to Sun 7 Apr 2024: weekend
$ cinp due 3 working days after 2024-06-03 --explain
Thu 6 Jun 2024 is 3 working days after Mon 3 Jun 2024 (England and Wales)
every day on the way was counted
$ cinp due 4 working days before 2022-01-04 --explain
Fri 24 Dec 2021 is 4 working days before Tue 4 Jan 2022 (England and Wales)
not counted:
  Sat 25 Dec 2021 to Sun 26 Dec 2021: weekend
  Mon 27 Dec 2021: Christmas Day (substitute day)
  Tue 28 Dec 2021: Boxing Day (substitute day)
  Sat 1 Jan 2022 to Sun 2 Jan 2022: weekend
  Mon 3 Jan 2022: New Year's Day (substitute day)
$ cinp due 1 working day after 2024-06-01 counting the day itself --explain
Mon 3 Jun 2024 is 1 working day after Sat 1 Jun 2024, counting the day itself (England and Wales)
not counted:
  Sat 1 Jun 2024 to Sun 2 Jun 2024: weekend

# Between two days: the first is not counted, the last is.
$ cinp due between 2024-03-20 and 2024-04-12
From Wed 20 Mar 2024 to Fri 12 Apr 2024 is 15 working days (England and Wales)
$ cinp due between 2024-04-12 and 2024-03-20
From Fri 12 Apr 2024 to Wed 20 Mar 2024 is -15 working days (England and Wales)
$ cinp due between 2024-03-20 and 2024-03-20
From Wed 20 Mar 2024 to Wed 20 Mar 2024 is 0 working days (England and Wales)
$ cinp due between 2024-03-20 and 2024-04-12 --unit days
From Wed 20 Mar 2024 to Fri 12 Apr 2024 is 23 days
$ cinp due between 2024-03-20 and 2024-04-12 --unit weeks
From Wed 20 Mar 2024 to Fri 12 Apr 2024 is 3 weeks and 2 days
$ cinp due between 2024-01-31 and 2024-02-29 --unit months
From Wed 31 Jan 2024 to Thu 29 Feb 2024 is 1 month
$ cinp due between 2024-03-20 and 2026-03-19 --unit months
From Wed 20 Mar 2024 to Thu 19 Mar 2026 is 23 months and 27 days
$ cinp due between 2024-04-12 and 2024-03-20 --unit weeks
From Fri 12 Apr 2024 to Wed 20 Mar 2024 is -3 weeks
$ cinp due between 2024-03-28 and 2024-04-03 --explain
From Thu 28 Mar 2024 to Wed 3 Apr 2024 is 2 working days (England and Wales)
not counted:
  Fri 29 Mar 2024: Good Friday
  Sat 30 Mar 2024 to Sun 31 Mar 2024: weekend
  Mon 1 Apr 2024: Easter Monday

# JSON.
$ cinp due 3 working days after 2024-03-27 --format json
{"from":"2024-03-27","date":"2024-04-03","count":3,"unit":"working_days","direction":"after","counting_the_day_itself":false,"calendar":"england_and_wales","working_day":true,"official_until":"2028-12-31","forecast":false}
$ cinp due 3 working days after 2024-03-27 --format json --explain
{"from":"2024-03-27","date":"2024-04-03","count":3,"unit":"working_days","direction":"after","counting_the_day_itself":false,"calendar":"england_and_wales","working_day":true,"official_until":"2028-12-31","forecast":false,"not_counted":[{"from":"2024-03-29","to":"2024-03-29","weekend":false,"why":"Good Friday"},{"from":"2024-03-30","to":"2024-03-31","weekend":true},{"from":"2024-04-01","to":"2024-04-01","weekend":false,"why":"Easter Monday"}]}
$ cinp due 3 months before 2024-05-31 --format json
{"from":"2024-05-31","date":"2024-02-29","count":3,"unit":"months","direction":"before","counting_the_day_itself":false,"calendar":"england_and_wales","working_day":true}
$ cinp due between 2024-03-20 and 2024-04-12 --format json
{"from":"2024-03-20","to":"2024-04-12","count":15,"unit":"working_days","calendar":"england_and_wales","official_until":"2028-12-31","forecast":false}

# Beyond what is official, a forecast; beyond what is covered, no answer.
$ cinp due 10 working days after 2028-12-22
Wed 10 Jan 2029 is 10 working days after Fri 22 Dec 2028 (England and Wales)
forecast: bank holidays after 2028-12-31 are not yet official
$ cinp due between 2028-12-22 and 2029-01-10
From Fri 22 Dec 2028 to Wed 10 Jan 2029 is 10 working days (England and Wales)
forecast: bank holidays after 2028-12-31 are not yet official
$ cinp due 10 working days after 2100-12-22
cinp due: that leaves the days which england_and_wales covers, 1990-01-01 to 2100-12-31
? 2
$ cinp due 10 working days before 1990-01-05
cinp due: that leaves the days which england_and_wales covers, 1990-01-01 to 2100-12-31
? 2
$ cinp due between 1989-12-31 and 1990-01-05
cinp due: that leaves the days which england_and_wales covers, 1990-01-01 to 2100-12-31
? 2
$ cinp due 999999 weeks after 2024-03-20
cinp due: that leaves the years 1900 to 2199
? 2

# Questions that cannot be read.
$ cinp due
cinp due: what is to be counted? For example: cinp due 15 working days after 2024-03-20
? 2
$ cinp due tomorrow
cinp due: a number in digits, such as 15, was expected, not `tomorrow`
? 2
$ cinp due 15
cinp due: the question ends where a unit, such as `working days`, was expected
? 2
$ cinp due fifteen working days after 2024-03-20
cinp due: a number in digits, such as 15, was expected, not `fifteen`
? 2
$ cinp due 1000000 days after 2024-03-20
cinp due: a number in digits, such as 15, was expected, not `1000000`
? 2
$ cinp due -5 days after 2024-03-20
cinp due: a number in digits, such as 15, was expected, not `-5`
? 2
$ cinp due 15 wroking days after 2024-03-20
cinp due: `wroking` is not a unit; did you mean `working`?
? 2
$ cinp due 15 working_dyas after 2024-03-20
cinp due: `working_dyas` is not a unit; did you mean `working_days`?
? 2
$ cinp due 15 fortnights after 2024-03-20
cinp due: `fortnights` is not a unit: write days, working days, weeks, months, years or hours
? 2
$ cinp due 15 working weeks after 2024-03-20
cinp due: `days` was expected, not `weeks`
? 2
$ cinp due 15 working days since 2024-03-20
cinp due: `after` or `before` was expected, not `since`
? 2
$ cinp due 15 working days after
cinp due: the question ends where a date, such as 2024-03-20, was expected
? 2
$ cinp due 15 working days after 2024-02-30
cinp due: `2024-02-30` is not a date: dates are written 2024-03-20, from 1900 to 2199
? 2
$ cinp due 15 working days after 20/03/2024
cinp due: `20/03/2024` is not a date: dates are written 2024-03-20, from 1900 to 2199
? 2
$ cinp due 15 working days after 2024-03-20 please
cinp due: the end of the question was expected, not `please`
? 2
$ cinp due 15 working days after 2024-03-20 counting it
cinp due: `counting the day itself` was expected, not `it`
? 2
$ cinp due between 2024-03-20 2024-03-21
cinp due: `and` was expected, not `2024-03-21`
? 2
$ cinp due between 2024-03-20 and
cinp due: the question ends where a date, such as 2024-03-20, was expected
? 2

# Options that cannot be followed.
$ cinp due 15 working days after 2024-03-20 --calendar scotlnd
cinp due: there is no calendar `scotlnd`; did you mean `scotland`?
? 2
$ cinp due 15 working days after 2024-03-20 --calendar france
cinp due: there is no calendar `france`, only england_and_wales, every_day, northern_ireland, scotland, uk_any, weekdays
? 2
$ cinp due 15 working days after 2024-03-20 --calendar cin
cinp due: there is no calendar `cin`, only england_and_wales, every_day, northern_ireland, scotland, uk_any, weekdays
? 2
$ cinp due 15 working days after 2024-03-20 --unit days
cinp due: --unit goes with `between`; here the unit follows the number
? 2
$ cinp due between 2024-03-20 and 2024-03-21 --unit hours
cinp due: dates alone do not tell how many hours are between them
? 2
$ cinp due between 2024-03-20 and 2024-03-21 --unit wekks
cinp due: `wekks` is not a unit; did you mean `weeks`?
? 2
$ cinp due 3 days after 2024-03-20 --plain --explain
cinp due: --plain leaves no room for more
? 2
$ cinp due 3 days after 2024-03-20 --plain --format json
cinp due: --plain leaves no room for more
? 2
$ cinp due 3 days after 2024-03-20 --format xml
cinp due: --format is text or json
? 2
$ cinp due 3 days after 2024-03-20 --plan
cinp due: there is no option --plan; did you mean --plain?
? 2
