"""Exercises as key poses (``poses/*.toml``), and the drawings made of them: a loop that moves, stills in a row, a thumbnail."""
