"""How-to drawings of the test positions (``positions.toml``): step by step, what moves and what stays, right beside wrong."""
