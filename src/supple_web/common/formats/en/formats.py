"""British English: the day first, 24 hours."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
FIRST_DAY_OF_WEEK = 1
#: Ours beside Django's: with the day of the week, without the year, and the two together as short as can be.
FULL_DAY_FORMAT = "l j F Y"
LONG_DAY_FORMAT = "l j F"
WEEKDAY_NUMBER_FORMAT = "l j"
SHORT_DAY_FORMAT = "D j M"
SHORT_MONTH_DAY_FORMAT = "j M"
SHORT_DAY_YEAR_FORMAT = "j M y"
DATETIME_ZONE_FORMAT = "j F Y, H:i e"
