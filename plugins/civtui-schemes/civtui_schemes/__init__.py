"""Voting, weighting and ranking methods as calculators of civtui."""
