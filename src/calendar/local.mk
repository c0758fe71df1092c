# src/calendar/: dates, and which days are working days.
src_libcinp_a_SOURCES += \
	src/calendar/calendar.c src/calendar/calendar.h \
	src/calendar/calendar_build.c src/calendar/calendar_build.h \
	src/calendar/calendar_explain.c src/calendar/calendar_explain.h \
	src/calendar/calendar_merge.c src/calendar/calendar_merge.h \
	src/calendar/calendar_words.c src/calendar/calendar_words.h \
	src/calendar/date.c src/calendar/date.h \
	src/calendar/duration.c \
	src/calendar/holidays.c src/calendar/holidays.h
