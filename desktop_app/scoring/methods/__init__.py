"""The ranking methods, one file each."""
