"""Words that stand in every text and tell nothing, without accents."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
a an and are as at be been but by can do does for from had has have how i if in into is it its me my no not of on or our so than
that the their them then there these they this to too was we were what when where which who why will with you your
all any each every some such very just also same much many more most few about should would could need
"""
_SPANISH: Final = """
a al algo ante antes como con cual cuando de del desde donde e el ella ellas ellos en entre era es esa ese eso esta este esto fue
ha hay la las le les lo los mas me mi mis ni no nos o para pero por porque que quien se ser si sin sobre son su sus te tu tus
un una uno y ya yo todo toda todos todas cada muy tan tambien mucho mucha muchos muchas poco debo debe puedo puede hacer
"""
STOP: Final = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
