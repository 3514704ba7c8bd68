"""How each language writes dates: one name for one use, in every language (``{{ day|date:"LONG_DAY_FORMAT" }}``)."""
