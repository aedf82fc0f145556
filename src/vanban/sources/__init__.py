"""Files of every kind opened as lines of text, within caps, never raising anything but the library's own errors.

>>> from vanban.sources import open_source
>>> open_source("BÁO CÁO\\nKết quả").lines[1].text
'Kết quả'
"""

from vanban.sources.opening import KINDS, open_source

__all__ = ["KINDS", "open_source"]
