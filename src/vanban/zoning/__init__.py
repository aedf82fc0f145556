"""Lines joined to one text (``script``), what a line looks like (``marks``), and which lines are head, body and closing (``zones``).

The ground that readers, the finder of citations and the checks share; it knows no field of a document.
"""
