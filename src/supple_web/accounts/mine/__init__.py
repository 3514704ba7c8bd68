"""Own data: what is kept about a person, in plain words, to see, correct, take along and erase."""
