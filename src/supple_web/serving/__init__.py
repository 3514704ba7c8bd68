"""``supple serve``: getting everything ready, certificates of its own, the served process, whom to trust."""
