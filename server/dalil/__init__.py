"""Dalil turns articles into linked data in which every triple shows its evidence."""
