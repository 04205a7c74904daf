"""Mentions -> the world: actors with their countries and sectors, places on the map, times on the calendar."""
