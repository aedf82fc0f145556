"""Pictures of papers: cleaned, straightened, cut into columns and recognised."""

from vanban.sources.scan.pages import recognise_pages
from vanban.sources.scan.reading import read_image

__all__ = ["read_image", "recognise_pages"]
