"""The pages of the running check: start, questions, tests, result, deleting."""
