"""Every way in which a call changes: one atomic verb each, with who did it, history and an audit row in the same transaction."""
