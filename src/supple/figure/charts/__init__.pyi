from .calendar import adherence_calendar as adherence_calendar
from .calendar_days import CalendarDay as CalendarDay
from .calendar_days import DayState as DayState
from .calendar_days import calendar_days as calendar_days
from .pain import pain_chart as pain_chart
from .repetitions import repetition_chart as repetition_chart
from .sides import sides_chart as sides_chart
from .trend import trend_chart as trend_chart
