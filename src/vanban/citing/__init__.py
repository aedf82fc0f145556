"""Finds the documents that a paper names and resolves every mention to one entry a document."""

from vanban.citing.finding import find

__all__ = ["find"]
