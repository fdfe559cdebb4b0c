"""Value functions, weights, ranking methods and how sure a ranking is; pure functions."""
